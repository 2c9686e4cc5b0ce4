/**
 * Takes personal data out of anything that is about to leave for a log, an audit line or a crash report. Pure.
 * It errs on the side of hiding: a run of seven or more digits could be part of an ID or phone number.
 */

const HIDDEN = '[hidden]';

/** Members whose value is hidden whatever it looks like. Compared in lower case without `_`, `-` and spaces. */
const PERSONAL_NAMES = new Set([
  'name',
  'fullname',
  'surname',
  'givenname',
  'chinesename',
  'latinname',
  'idnumber',
  'idno',
  'cardnumber',
  'documentnumber',
  'phone',
  'phonenumber',
  'mobile',
  'tel',
  'telephone',
  'email',
  'address',
  'birthdate',
  'dateofbirth',
  'birthday',
  'gender',
  'sex',
  'nationality',
  'ethnicity',
  'photo',
  'portrait',
  'fingerprint',
  'signature',
  'applicant',
  'agent',
  'form',
  'profile',
  'person',
  'holder',
  'text',
  'contact',
  'code',
  'subjecttoken',
  'token',
  'authorization',
  'password',
  'pin',
  'secret',
  'key',
  'body',
  'raw',
  'bytes',
]);

/** `ECONNREFUSED`, `SQLITE_FULL`: a system's error code. A code that a person holds has digits. */
const isErrorCode = (name: string, value: unknown): boolean =>
  name === 'code' && typeof value === 'string' && /^[A-Z_]{4,}$/.test(value);

const isPersonalName = (name: string): boolean =>
  PERSONAL_NAMES.has(name.toLowerCase().replace(/[_\-\s]/g, ''));

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** Long hexadecimal that is not all digits: a hash, a fault of no person. */
const HASH = /\b(?=[0-9a-f]*[a-f])[0-9a-f]{32,}\b/gi;
const TIMESTAMP = /\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})?)?/g;
const KEPT = new RegExp(`${UUID.source}|${HASH.source}|${TIMESTAMP.source}`, 'gi');

/** Digits, in full width too, that belong together even where somebody set spaces, dots or dashes between them. */
const DIGIT = '[0-9\uff10-\uff19]';
const LONG_NUMBER = new RegExp(
  `\\+?${DIGIT}(?:[\\s.\\-\u2010-\u2015]?${DIGIT}){6,}(?:[\\s\\-]?[XxＸ])?`,
  'g',
);
/** Documents of foreigners and of Hong Kong, Macao and Taiwan: letters before at least six digits. */
const LETTERED_NUMBER = new RegExp(`\\b[A-Za-z]{1,3}${DIGIT}{6,}[A-Za-z]?\\b`, 'g');
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

const redactRun = (text: string): string =>
  text.replace(EMAIL, HIDDEN).replace(LETTERED_NUMBER, HIDDEN).replace(LONG_NUMBER, HIDDEN);

/** Hides numbers that could name a person; leaves UUIDs, hashes and times readable. */
export const redactText = (text: string): string => {
  let clean = '';
  let from = 0;
  for (const match of text.matchAll(KEPT)) {
    clean += redactRun(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return clean + redactRun(text.slice(from));
};

const MAX_DEPTH = 8;

const redactAt = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return redactText(String(value));
  if (typeof value === 'number') {
    // Milliseconds since 1970 and sizes are long numbers too: only what has an ID's or phone's length is hidden.
    return Number.isInteger(value) && redactableNumber(value) ? HIDDEN : value;
  }
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return HIDDEN;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((entry) => redactAt(entry, depth + 1));
  if (value instanceof Map || value instanceof Set) return redactAt([...value], depth + 1);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isPersonalName(name) && member !== undefined && member !== null && !isErrorCode(name, member)
        ? HIDDEN
        : redactAt(member, depth + 1),
    ]),
  );
};

/** 11 digits starting with 1 (a mobile number) or 15 and more (an ID number). */
const redactableNumber = (value: number): boolean => /^(1[3-9]\d{9}|\d{15,})$/.test(String(Math.abs(value)));

const redactError = (error: Error, depth: number): unknown => ({
  type: error.name,
  message: redactText(error.message),
  ...('code' in error && isErrorCode('code', error.code) ? { code: error.code } : {}),
  ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
  ...(error.cause === undefined ? {} : { cause: redactAt(error.cause, depth + 1) }),
});

/** A copy of any value, fit for a log line. Cycles and deep nests end as `[hidden]`. */
export const redact = (value: unknown): unknown => redactAt(value, 0);
