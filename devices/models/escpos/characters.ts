/** From text to what a Chinese ESC/POS printer sets: one cell a character, with its bytes or the mark that it must be drawn. */
import iconv from 'iconv-lite';

/**
 * What the printer's character ROM holds. `gbk` is what the common Chinese printers promise (two bytes, without the
 * places that GBK left to users and later standards filled, such as 䶮 FE9F); `gb18030` only models sold as GB18030-2022.
 */
export type CharacterSet = 'gb2312' | 'gbk' | 'gb18030';

export type Cell = {
  /** One character as a reader sees it: a base with its marks and variation selectors. */
  readonly text: string;
  /** GB18030, or absent when the printer can't set it and it must be drawn. */
  readonly bytes?: Uint8Array;
  /** Columns of 12 dots at size 1. */
  readonly columns: 1 | 2;
};

/** Typographic twins that GBK lacks and that lose nothing by being replaced. */
const twins = new Map([
  ['\u00a0', ' '],
  ['\u2002', ' '],
  ['\u2003', '\u3000'],
  ['\u2009', ' '],
  ['\u202f', ' '],
  ['\t', ' '],
  ['\u00a5', '\uffe5'],
  ['\u2011', '-'],
  ['\u2012', '-'],
  ['\u2212', '-'],
  ['\u2022', '\u00b7'],
  ['\u30fb', '\u00b7'],
]);

/** Controls (ESC and DLE among them: text must never become a command), joiners, marks of direction, soft hyphen, BOM. */
const unprintable = /[\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

const clusters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

const isAscii = (codePoint: number): boolean => codePoint >= 0x20 && codePoint < 0x7f;

/** Whether the two-byte code `lead trail` is in the character set. */
const holds = (set: CharacterSet, lead: number, trail: number): boolean => {
  const row = lead - 0xa0;
  const gb2312 = trail >= 0xa1 && ((row >= 1 && row <= 9) || (row >= 16 && row <= 87));
  // A2A1-A2AA (ⅰ-ⅹ) and A2E3 (€), A6E0-A6F5 (vertical forms), A8BB-A8C0 came with GBK or later.
  const laterInRow =
    (lead === 0xa2 && (trail < 0xb1 || trail === 0xe3)) ||
    (lead === 0xa6 && trail >= 0xd9) ||
    (lead === 0xa8 && trail >= 0xbb && trail <= 0xc0);
  if (set === 'gb2312') return gb2312 && !laterInRow;
  const users =
    (lead >= 0xaa && lead <= 0xaf && trail >= 0xa1) ||
    (lead >= 0xf8 && trail >= 0xa1) ||
    (lead >= 0xa1 && lead <= 0xa7 && trail < 0xa1);
  const afterGbk = (lead === 0xfe && trail >= 0x50 && trail < 0xa1) || (lead === 0xa2 && trail === 0xe3);
  return !users && !afterGbk && !(lead === 0xa8 && trail === 0xbf);
};

const encoded = (character: string, set: CharacterSet): Uint8Array | undefined => {
  const codePoint = character.codePointAt(0) ?? 0;
  if (isAscii(codePoint)) return Uint8Array.of(codePoint);
  // A private-use character has no agreed shape: what one printer draws is not what was meant.
  if (codePoint >= 0xe000 && codePoint <= 0xf8ff) return undefined;
  const bytes = iconv.encode(character, 'gb18030');
  if (set === 'gb18030' && bytes.length === 4) return Uint8Array.from(bytes);
  const [lead = 0, trail = 0] = bytes;
  if (bytes.length !== 2 || (set !== 'gb18030' && !holds(set, lead, trail))) return undefined;
  return Uint8Array.from(bytes);
};

const narrow = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}\p{Sc}]/u;

const cellOf = (cluster: string, set: CharacterSet): Cell => {
  const single = [...cluster].length === 1;
  const bytes = single ? encoded(cluster, set) : undefined;
  if (!bytes) return { text: cluster, columns: narrow.test(cluster) ? 1 : 2 };
  return { text: cluster, bytes, columns: bytes.length === 1 ? 1 : 2 };
};

/** One paragraph (no line breaks in it) as cells. Composed (NFC), controls removed, twins replaced. */
export const cellsOf = (text: string, set: CharacterSet): readonly Cell[] => {
  const clean = text
    .normalize('NFC')
    .replace(/./gsu, (character) => twins.get(character) ?? character)
    .replace(unprintable, '');
  return Array.from(clusters.segment(clean), ({ segment }) => cellOf(segment, set));
};

/** Paragraphs of a text: split at every kind of line break. */
export const paragraphsOf = (text: string): readonly string[] =>
  text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u);

export const columnsOf = (cells: readonly Cell[]): number =>
  cells.reduce((sum, cell) => sum + cell.columns, 0);
