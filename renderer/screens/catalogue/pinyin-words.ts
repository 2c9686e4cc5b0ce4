import { pinyin } from 'pinyin-pro';

/** A name or keyword, made ready once for being searched at every keystroke. */
export type Word = {
  readonly folded: string;
  /** What may be typed for each of its characters: every reading without tones, the character itself last. */
  readonly keys: readonly (readonly string[])[];
  /** The first letters of each character's keys. */
  readonly firsts: readonly string[];
};

/** Capitals, full-width letters and spaces do not matter; ü is typed as v. */
export const fold = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, '').replaceAll('ü', 'v');

const charKeys = new Map<string, readonly string[]>();
const keysOf = (character: string): readonly string[] => {
  const had = charKeys.get(character);
  if (had !== undefined) return had;
  const readings = /\p{Script=Han}/u.test(character)
    ? pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true })
    : [];
  const keys = [...new Set([...readings.map((reading) => reading.toLowerCase()), character])];
  charKeys.set(character, keys);
  return keys;
};

/** More texts than any catalogue of a city has: after many changes of catalogue the old ones are let go. */
const mostWords = 50_000;
const words = new Map<string, Word>();

/** The same text is made ready only once, in whatever snapshot it comes. */
export const wordOf = (text: string): Word => {
  const had = words.get(text);
  if (had !== undefined) return had;
  const folded = fold(text);
  const keys = [...folded].map(keysOf);
  const word = { folded, keys, firsts: keys.map((of) => of.map(([first]) => first).join('')) };
  if (words.size >= mostWords) words.clear();
  words.set(text, word);
  return word;
};

/** Whether `query` from `typed` on is what the characters from `at` on begin with, each at least by its first letter. */
const goesOn = (word: Word, at: number, query: string, typed: number): boolean => {
  if (typed === query.length) return true;
  for (const key of word.keys[at] ?? []) {
    let length = 0;
    while (length < key.length && typed + length < query.length && key[length] === query[typed + length])
      length += 1;
    for (; length > 0; length -= 1) if (goesOn(word, at + 1, query, typed + length)) return true;
  }
  return false;
};

/**
 * Where in the word a folded query is found by pinyin: `jzz`, `juzhuzheng`, `jzhuz` and `居zz` all find 居住证 at 0. Only
 * characters that stand side by side count; -1 where it is not found.
 */
export const findByPinyin = (word: Word, query: string): number => {
  const [first = ''] = query;
  for (let at = 0; at < word.keys.length; at += 1)
    if (word.firsts[at]?.includes(first) && goesOn(word, at, query, 0)) return at;
  return -1;
};
