import type { CardAdvice } from '../../classes/id-reader.ts';

/**
 * What a status byte means to the adapter.
 * `again`: the same may succeed at once; `give-up`: no further attempt on this card; `module-out-of-order`: no command works;
 * `programming`: we sent what the module does not take; `no-card`, `absent-item`: answers, not errors.
 */
export type StatusMeaning =
  | 'ok'
  | 'no-card'
  | 'absent-item'
  | 'again'
  | 'give-up'
  | 'module-out-of-order'
  | 'programming';

export type StatusWord = {
  readonly text: string;
  readonly meaning: StatusMeaning;
  /** What to tell a citizen whose read ended with it. */
  readonly advice: CardAdvice;
};

const word = (text: string, meaning: StatusMeaning, advice: CardAdvice): StatusWord => ({
  text,
  meaning,
  advice,
});

const table: ReadonlyMap<number, StatusWord> = new Map([
  [0x90, word('success', 'ok', 'lay-again')],
  [0x9f, word('card found', 'ok', 'lay-again')],
  [0x10, word('checksum error in host data', 'again', 'lay-again')],
  [0x11, word('length error in host data', 'programming', 'reader-out-of-order')],
  [0x21, word('command error', 'programming', 'reader-out-of-order')],
  [0x23, word('operation not permitted', 'programming', 'reader-out-of-order')],
  [0x24, word('unrecognised error', 'again', 'lay-again')],
  [0x31, word('card failed to authenticate reader', 'again', 'lay-again')],
  // A card that the module cannot authenticate may be forged, foreign or tampered with: never accepted, never tried again.
  [0x32, word('reader failed to authenticate card', 'give-up', 'not-accepted')],
  [0x33, word('information verification error', 'give-up', 'not-accepted')],
  [0x40, word('wrong card type', 'give-up', 'not-an-id-card')],
  [0x41, word('read failed', 'again', 'lay-again')],
  [0x47, word('random number failed', 'again', 'lay-again')],
  [0x60, word('self-test failed', 'module-out-of-order', 'reader-out-of-order')],
  [0x66, word('module not authorised', 'module-out-of-order', 'reader-out-of-order')],
  [0x80, word('find card failed', 'no-card', 'lay-again')],
  [0x81, word('select failed', 'again', 'lay-again')],
  [0x91, word('item absent', 'absent-item', 'lay-again')],
]);

const hex = (sw3: number): string => sw3.toString(16).toUpperCase().padStart(2, '0');

/** The table's entry, or a careful one for a byte that no source names. */
export const statusWord = (sw3: number): StatusWord =>
  table.get(sw3) ?? word(`unknown status ${hex(sw3)}`, 'again', 'lay-again');

/** The device's own word, e.g. `SW3=66 module not authorised`. */
export const statusDetail = (sw3: number): string => `SW3=${hex(sw3)} ${statusWord(sw3).text}`;

/** Every status byte with a known meaning, for tables and tests. */
export const knownStatusBytes: readonly number[] = [...table.keys()];
