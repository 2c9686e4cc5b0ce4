/** The command line of `scanimage` (sane-backends 1.1.1): what to pass, and what its exit status means. Pure. */
import type { ScanRequest } from '../../classes/scanner.ts';
import { type Condition, type DeviceError, type DeviceErrorCode, failed } from '../../device.ts';
import type { ChildExit } from '../../protocol/child.ts';
import type { SaneOptions } from './capabilities.ts';

/** ISO 216 A4, millimetres. */
const A4 = { width: 210, height: 297 };

/** Never left out, whatever the device says: without it some backends scan at their own, broken default. */
const FALLBACK_RESOLUTION = 200;

export type SaneFormat = 'png' | 'jpeg';

export const probeArguments = (device: string): readonly string[] => ['-d', device, '-A'];

/** The offered resolution nearest to the wanted one; of two equally near, the finer. */
export const nearestResolution = (wanted: number, offered: readonly number[]): number =>
  [...offered].sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || b - a)[0] ??
  (wanted > 0 ? wanted : FALLBACK_RESOLUTION);

/**
 * Arguments for one scan into the current directory: `p001.png` ... from the feeder (each name is printed on stdout once the
 * file is whole), one `page.png` from the glass. The glass is never asked for a batch: that would go on for ever.
 */
export const scanArguments = (
  device: string,
  request: ScanRequest,
  options: SaneOptions,
  format: SaneFormat,
  extra: readonly string[] = [],
): readonly string[] => {
  const source = request.source === 'feeder' ? options.feeder : options.flatbed;
  const mode =
    request.colour === 'colour' ? (options.colour ?? options.grey) : (options.grey ?? options.colour);
  const area = [
    ...(options.maxWidth === undefined ? [] : ['-x', String(Math.min(A4.width, options.maxWidth))]),
    ...(options.maxHeight === undefined ? [] : ['-y', String(Math.min(A4.height, options.maxHeight))]),
  ];
  const extension = format === 'jpeg' ? 'jpg' : 'png';
  return [
    ...['-d', device],
    ...(source === undefined ? [] : ['--source', source]),
    ...(mode === undefined ? [] : ['--mode', mode]),
    ...(options.depth8 ? ['--depth', '8'] : []),
    ...['--resolution', String(nearestResolution(request.resolution, options.resolutions))],
    ...area,
    ...extra,
    ...[`--format=${format}`, '--progress'],
    ...(request.source === 'feeder'
      ? [`--batch=p%03d.${extension}`, '--batch-print', `--batch-count=${request.maxPages}`]
      : [`--output-file=page.${extension}`]),
  ];
};

type Meaning = {
  readonly word: string;
  /** sane_strstatus() in the C locale. */
  readonly text: string;
  readonly code: DeviceErrorCode;
  readonly condition?: Condition['code'];
};

/** The exit status is the SANE_STATUS_* of the operation that failed. */
const STATUS: Readonly<Record<number, Meaning>> = {
  1: { word: 'UNSUPPORTED', text: 'Operation not supported', code: 'rejected' },
  // By the device: somebody pressed its button. Our own cancelling is known before the status is asked for.
  2: { word: 'CANCELLED', text: 'Operation was canceled', code: 'rejected' },
  3: { word: 'DEVICE_BUSY', text: 'Device busy', code: 'busy' },
  4: { word: 'INVAL', text: 'Invalid argument', code: 'rejected' },
  5: { word: 'EOF', text: 'End of file reached', code: 'malformed-reply' },
  6: { word: 'JAMMED', text: 'Document feeder jammed', code: 'rejected', condition: 'paper-jam' },
  7: {
    word: 'NO_DOCS',
    text: 'Document feeder out of documents',
    code: 'rejected',
    condition: 'feeder-empty',
  },
  8: { word: 'COVER_OPEN', text: 'Scanner cover is open', code: 'rejected', condition: 'cover-open' },
  9: { word: 'IO_ERROR', text: 'Error during device I/O', code: 'rejected', condition: 'out-of-order' },
  10: { word: 'NO_MEM', text: 'Out of memory', code: 'rejected', condition: 'other' },
  11: {
    word: 'ACCESS_DENIED',
    text: 'Access to resource has been denied',
    code: 'rejected',
    condition: 'other',
  },
};

const OPEN_FAILED = /open of device .* failed: (.*)/;
const CUT_SHORT = /too few scanlines|No IDATs written|Premature end/i;
const SPOKEN = /scanimage: sane_(?:start|read|get_parameters): ([^\n]*)/g;
const REFUSED = /scanimage: (?:setting of option|unrecognized option|option)[^\n]*/;

/**
 * The status that scanimage has put in words on stderr. It counts more than the way the process ended: having said what is the
 * matter, one run in thirty (sane-backends 1.1.1) deadlocks in its own signal handler, and some abort.
 */
export const spokenStatus = (stderr: string): number | undefined => {
  const text = [...stderr.matchAll(SPOKEN)].at(-1)?.[1] ?? '';
  const entry = Object.entries(STATUS).find(([, meaning]) => text.startsWith(meaning.text));
  return entry === undefined ? undefined : Number(entry[0]);
};

/**
 * Undefined when the scan succeeded; else why not, with the condition that explains it. Status 0 alone is not success: a second
 * SIGPIPE from its backend makes scanimage abort with 0. In a batch, NO_DOCS with 0 is the ordinary end.
 */
export const errorOf = (exit: ChildExit, stderr: string): DeviceError | undefined => {
  const spoken = spokenStatus(stderr);
  const aborted = /scanimage: aborting/.test(stderr);
  if (exit.status === 0 && spoken === undefined && !aborted) return undefined;
  const open = OPEN_FAILED.exec(stderr)?.[1]?.trim();
  if (open !== undefined) {
    return failed(open === 'Device busy' ? 'busy' : 'disconnected', `scanner can't be opened: ${open}`).error;
  }
  const cutShort = aborted || CUT_SHORT.test(stderr) || exit.status === 134 || exit.signal === 'SIGABRT';
  const status = spoken ?? (cutShort ? 5 : exit.status);
  const meaning = status === null ? undefined : STATUS[status];
  const how = exit.signal === null ? `status ${exit.status}` : exit.signal;
  if (meaning === undefined) {
    return failed('rejected', `scanimage ended with ${how}`, [
      conditionOf('out-of-order', `scanimage: ${how}`),
    ]).error;
  }
  const word = `SANE_STATUS_${meaning.word}`;
  const refused = REFUSED.exec(stderr)?.[0];
  const detail = cutShort && spoken === undefined ? `${word}: the image ended early` : word;
  return failed(
    meaning.code,
    refused === undefined ? detail : `${detail} (${refused})`,
    meaning.condition === undefined ? [] : [conditionOf(meaning.condition, word)],
  ).error;
};

/** An empty feeder is a state of the day, not a fault; everything else here stops the scan. */
export const conditionOf = (code: Condition['code'], detail: string): Condition => ({
  code,
  severity: code === 'feeder-empty' ? 'report' : 'error',
  detail,
});

/**
 * Reads `Progress: 47.1%` out of stderr, however it is cut into chunks. Returns the latest percentage when the chunk
 * completed a new one, else undefined.
 */
export const progressReader = (): ((chunk: string) => number | undefined) => {
  let carry = '';
  return (chunk) => {
    carry += chunk;
    let latest: number | undefined;
    let end = 0;
    for (const match of carry.matchAll(/Progress: (\d{1,3}(?:\.\d+)?)%/g)) {
      latest = Number(match[1]);
      end = match.index + match[0].length;
    }
    carry = carry.slice(Math.max(end, carry.length - 32));
    return latest;
  };
};
