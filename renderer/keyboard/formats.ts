import type { KeyKind } from './target.ts';

/** `19900102` and `1990-1` become `1990-01-02` and `1990-1`: dashes come by themselves, typed ones are welcome too. */
const formatDate = (text: string): string => {
  const typed = text.replaceAll(/[年月日/.]/g, '-').replaceAll(/[^\d-]/g, '');
  if (/^\d{5,8}$/.test(typed)) {
    return [typed.slice(0, 4), typed.slice(4, 6), typed.slice(6)].filter(Boolean).join('-');
  }
  return /^\d{4}-\d{3,4}$/.test(typed) ? `${typed.slice(0, 7)}-${typed.slice(7)}` : typed.slice(0, 10);
};

/** What a field keeps of what was typed; other kinds keep all. */
export const formatTyped = (kind: KeyKind, text: string): string => {
  switch (kind) {
    case 'date':
      return formatDate(text);
    case 'idNumber':
      return text.toUpperCase().replaceAll(/[^0-9X]/g, '');
    case 'phone':
      return text.replaceAll(/[^\d+-]/g, '');
    case 'amount':
      return text.replaceAll(/[^\d.]/g, '');
    case 'pin':
      return text.replaceAll(/\D/g, '');
    case 'code':
      return text.toUpperCase();
    default:
      return text;
  }
};

/** `value` as a calendar day, or null where there is none such (31 February). */
export const dayOf = (value: string): Date | null => {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value) ?? [];
  if (!year || !month || !day) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 ? date : null;
};

/** What is said beside a field while it is typed: the key of the sentence with its numbers, or a plain text. */
export type Hint = { key: string; params: Record<string, string | number> } | { text: string };

export const hintFor = (kind: KeyKind, value: string, language: string): Hint | null => {
  if (kind === 'idNumber') return countHint(value.length, 18);
  if (kind === 'phone' && /^1\d*$/.test(value)) return countHint(value.length, 11);
  if (kind === 'date') {
    const day = dayOf(value);
    if (!day) return { key: 'keyboard.hint.date', params: {} };
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' });
    return { text: format.format(day) };
  }
  if (kind === 'amount' && /^\d+(\.\d{0,2})?$/.test(value)) {
    const amount = new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(Number(value));
    return { key: 'keyboard.hint.amount', params: { amount } };
  }
  return null;
};

const countHint = (typed: number, of: number): Hint =>
  typed === 0
    ? { key: 'keyboard.hint.digits', params: { of } }
    : { key: typed < of ? 'keyboard.hint.left' : 'keyboard.hint.enough', params: { left: of - typed, of } };
