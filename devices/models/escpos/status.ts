/** What the printer's status bits mean. Pure; bit positions from Epson's, Citizen's and Bixolon's manuals (README). */
import type { Condition } from '../../device.ts';
import type { RealTimeQuery } from './codec.ts';

/**
 * How a printer senses that a slip still stands in its mouth, where it can. `citizen`: bit 6 of the answer to DLE EOT 4 (PPU kiosk
 * units, where others tell the end of the paper by it); `custom`: bit 5 of the first group of DLE EOT 20 (KPM kiosk units).
 */
export type Presenter = 'none' | 'citizen' | 'custom';

/** The last that is known of each fact. */
export type PrinterState = {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly fedByButton: boolean;
  readonly paperLow: boolean;
  readonly paperOut: boolean;
  /** A slip stands in the mouth; never on printers without a sensor there. */
  readonly slipInMouth: boolean;
  readonly cutterError: boolean;
  /** Recoverable mechanical error: paper caught, black mark not found. */
  readonly mechanicalError: boolean;
  readonly unrecoverable: boolean;
  /** Goes away by itself: the head is hot. */
  readonly overheated: boolean;
  /** n=2 says only that there is an error. */
  readonly otherError: boolean;
};

export const allClear: PrinterState = {
  offline: false,
  coverOpen: false,
  fedByButton: false,
  paperLow: false,
  paperOut: false,
  slipInMouth: false,
  cutterError: false,
  mechanicalError: false,
  unrecoverable: false,
  overheated: false,
  otherError: false,
};

const has = (byte: number, mask: number): boolean => (byte & mask) !== 0;

/** The answer to DLE EOT `query`. Paper sensors come in pairs of bits of which some makers use one: any bit counts. */
const afterRealTime = (
  state: PrinterState,
  query: RealTimeQuery,
  byte: number,
  presenter: Presenter,
): PrinterState => {
  switch (query) {
    case 1:
      return { ...state, offline: has(byte, 0x08) };
    case 2:
      return {
        ...state,
        coverOpen: has(byte, 0x04),
        fedByButton: has(byte, 0x08),
        paperOut: state.paperOut || has(byte, 0x20),
        otherError: has(byte, 0x40),
      };
    case 3:
      return {
        ...state,
        mechanicalError: has(byte, 0x04),
        cutterError: has(byte, 0x08),
        unrecoverable: has(byte, 0x20),
        overheated: has(byte, 0x40),
      };
    case 4:
      return {
        ...state,
        paperLow: has(byte, 0x0c),
        paperOut: state.paperOut || has(byte, presenter === 'citizen' ? 0x20 : 0x60),
        ...(presenter === 'citizen' ? { slipInMouth: has(byte, 0x40) } : {}),
      };
  }
};

/** After a round of queries. The end of the paper is told by n=2 and n=4, and over when neither tells it any more. */
export const afterQueries = (
  state: PrinterState,
  answers: readonly (readonly [RealTimeQuery, number])[],
  presenter: Presenter = 'none',
): PrinterState => {
  const tellsPaper = answers.some(([query]) => query === 2 || query === 4);
  return answers.reduce<PrinterState>(
    (known, [query, byte]) => afterRealTime(known, query, byte, presenter),
    tellsPaper ? { ...state, paperOut: false } : state,
  );
};

/** After the answer to DLE EOT 20, which comes behind the other queries and adds to them. What its last group means is not known. */
export const afterFullStatus = (
  state: PrinterState,
  [paper, user, recoverable]: readonly [number, number, number, number],
): PrinterState => ({
  ...state,
  slipInMouth: has(paper, 0x20),
  paperLow: state.paperLow || has(paper, 0x04),
  paperOut: state.paperOut || has(paper, 0x01),
  coverOpen: state.coverOpen || has(user, 0x03),
  overheated: state.overheated || has(recoverable, 0x01),
});

/** One block of automatic status back. */
export const afterStatusBack = (
  state: PrinterState,
  [first, second, third]: readonly [number, number, number, number],
): PrinterState => ({
  ...state,
  offline: has(first, 0x08),
  coverOpen: has(first, 0x20),
  fedByButton: has(first, 0x40),
  mechanicalError: has(second, 0x04),
  cutterError: has(second, 0x08),
  unrecoverable: has(second, 0x20),
  overheated: has(second, 0x40),
  otherError: false,
  paperLow: has(third, 0x03),
  paperOut: has(third, 0x0c),
});

const facts: readonly (readonly [keyof PrinterState, Condition])[] = [
  ['unrecoverable', { code: 'out-of-order', severity: 'error', detail: 'unrecoverable error' }],
  ['coverOpen', { code: 'cover-open', severity: 'error' }],
  ['paperOut', { code: 'paper-out', severity: 'error' }],
  ['mechanicalError', { code: 'paper-jam', severity: 'error', detail: 'recoverable mechanical error' }],
  ['cutterError', { code: 'cutter-error', severity: 'error' }],
  ['overheated', { code: 'overheated', severity: 'error', detail: 'print head, recovers by itself' }],
  ['paperLow', { code: 'paper-low', severity: 'warning', detail: 'near end' }],
  ['slipInMouth', { code: 'paper-left', severity: 'report', detail: 'a slip stands in the mouth' }],
];

/** Worst first. A cause that is known says why the printer is offline; only an unexplained one is told by itself. */
export const conditionsOf = (state: PrinterState): readonly Condition[] => {
  const known = facts.filter(([fact]) => state[fact]).map(([, condition]) => condition);
  if (known.some((condition) => condition.severity === 'error')) return known;
  if (state.otherError)
    return [{ code: 'other', severity: 'error', detail: 'error without a cause' }, ...known];
  if (!state.offline) return known;
  const detail = state.fedByButton ? 'paper is being fed by hand' : 'switched offline at the printer';
  return [{ code: 'offline', severity: 'error', detail }, ...known];
};

/** A person must do something before printing goes on. Heat passes by itself, and so does a pressed feed button. */
export const needsHands = (state: PrinterState): boolean =>
  state.coverOpen ||
  state.paperOut ||
  state.mechanicalError ||
  state.cutterError ||
  state.unrecoverable ||
  // n=2 tells the heat as an error too.
  (state.otherError && !state.overheated);
