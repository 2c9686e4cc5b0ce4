/** What slips have in common: how a head, a line of facts, a list to tick and a code look on 80 mm paper. */
import type { SlipLine } from '../../../devices/classes/ticket-printer.ts';
import type { Words } from './words.ts';

const PAPER_COLUMNS = 48;
const LARGEST = 6;
type Size = NonNullable<Extract<SlipLine, { kind: 'text' }>['size']>;
const sizes: readonly Size[] = [6, 5, 4, 3, 2, 1];

export const rule: SlipLine = { kind: 'rule' };
export const gap = (lines = 1): SlipLine => ({ kind: 'feed', lines });

/** Columns at size 1: ASCII one, all else two. */
const columns = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character < '\u0080' ? 1 : 2), 0);

/** As large as fits on one line, at most `most`. */
export const largest = (text: string, most: Size = LARGEST): Size =>
  sizes.find((size) => size <= most && columns(text) * size <= PAPER_COLUMNS) ?? 1;

export const centred = (text: string, size: Size = 1, bold = false): SlipLine => ({
  kind: 'text',
  text,
  align: 'centre',
  size,
  bold,
});

export const plain = (text: string, bold = false): SlipLine => ({ kind: 'text', text, bold });

/** Where, and what this is. */
export const head = (hall: string, title: string): readonly SlipLine[] => [
  centred(hall),
  gap(),
  centred(title, largest(title, 2), true),
];

export const fact = (label: string, value: string, bold = false): SlipLine => ({
  kind: 'columns',
  left: label,
  right: value,
  bold,
});

/** A list to tick with a pen. */
export const toTick = (
  title: string,
  things: readonly { readonly name: string; readonly by?: string }[],
): readonly SlipLine[] => [
  plain(title, true),
  ...things.map(
    ({ name, by }): SlipLine =>
      by === undefined ? plain(`□ ${name}`) : { kind: 'columns', left: `□ ${name}`, right: by },
  ),
];

/** White above and below a code, which cameras need as much as its dots. */
export const code = (data: string): readonly SlipLine[] => [gap(), { kind: 'qr', data, module: 6 }, gap()];

export const foot = (
  words: Words,
  note: string | undefined,
  phone: string | undefined,
): readonly SlipLine[] => [
  ...(note === undefined ? [] : [centred(note)]),
  ...(phone === undefined ? [] : [centred(words('slip.phone', { phone }))]),
  gap(2),
];
