import { composeSentence, type Weigh } from './compose.ts';
import type { Dictionary, Entry, Node } from './dictionary.ts';
import { type Lattice, latticeOf, lettersOf, type Match } from './lattice.ts';

/** Something to choose: choosing it writes `text` and takes the first `letters` characters from the buffer. */
export type Candidate = { readonly text: string; readonly letters: number };

export type Reading = {
  /** The best first, never empty for a buffer that is not empty; the last one is the letters as they are. */
  readonly candidates: readonly Candidate[];
  /** The buffer cut into syllables as the first candidate reads it: `wen`, `san`, `lu`. */
  readonly syllables: readonly string[];
};

/** `name` puts the characters of names first. */
export type Purpose = 'text' | 'name';

export type Engine = {
  /**
   * @param buffer Small letters and apostrophes. Anything is read; what spells nothing stays as it is.
   * @param atStart True at the beginning of a field, where a name begins with the family's.
   */
  readonly read: (buffer: string, purpose?: Purpose, atStart?: boolean) => Reading;
};

export const LONGEST_BUFFER = 48;
const MOST_CANDIDATES = 160;
const MOST_SUGGESTIONS = 3;
/** A shortened syllable is as unlikely as a word some fifty times rarer. */
const SHORT_WEIGHT = -4;
/** Among names: a character that names are made of, and a word that is none. */
const NAME_WEIGHT = 5;
const WORD_IN_NAME_WEIGHT = -6;

const nothing: Reading = { candidates: [], syllables: [] };

export const createEngine = (dictionary: Dictionary): Engine => ({
  read: (buffer, purpose = 'text', atStart = true) => {
    const letters = lettersOf(buffer);
    if (letters.text === '') return nothing;
    const lattice = latticeOf(dictionary, letters);
    const weigh = weighing(dictionary, purpose, atStart);
    const sentence = composeSentence(lattice, weigh);
    return {
      candidates: collect(lattice, weigh, sentence.broken ? undefined : sentence, buffer),
      syllables: cut(letters.text, sentence.ends),
    };
  },
});

/** The n-th most frequent word is n times rarer than the first (Zipf). */
const weighing =
  (dictionary: Dictionary, purpose: Purpose, atStart: boolean): Weigh =>
  ({ entry, short }, start) => {
    const usual = -Math.log(11 * (entry.rank + 30)) + short * SHORT_WEIGHT;
    if (purpose !== 'name') return usual;
    if (entry.text.length > 1) return entry.own ? usual : usual + WORD_IN_NAME_WEIGHT;
    const liked = atStart && start === 0 ? dictionary.surnames : dictionary.given;
    return liked.has(entry.text) ? usual + NAME_WEIGHT : usual;
  };

const collect = (
  lattice: Lattice,
  weigh: Weigh,
  sentence: { text: string; weight: number } | undefined,
  buffer: string,
): Candidate[] => {
  const count = lattice.letters.text.length;
  const heavierFirst = (a: Match, b: Match): number => weigh(b, 0) - weigh(a, 0);
  const begun = lattice.from[0] ?? [];
  const whole = begun.filter(({ end }) => end === count).sort(heavierFirst);
  const words = begun
    .filter(({ end, entry, short }) => end < count && entry.text.length > 1 && short === 0)
    .sort((a, b) => b.end - a.end || heavierFirst(a, b));
  const characters = begun
    .filter(({ end, entry }) => end < count && entry.text.length === 1)
    .sort((a, b) => a.short - b.short || b.end - a.end || heavierFirst(a, b));

  const list = new Map<string, Candidate>();
  const offer = (text: string, end: number): void => {
    if (list.size < MOST_CANDIDATES && !list.has(text)) list.set(text, { text, letters: taken(buffer, end) });
  };
  const [first, ...others] = whole;
  if (sentence && !(first && weigh(first, 0) >= sentence.weight)) offer(sentence.text, count);
  if (first) offer(first.entry.text, count);
  for (const text of suggestions(lattice)) offer(text, count);
  for (const { entry } of others) offer(entry.text, count);
  for (const { entry, end } of [...words, ...characters]) offer(entry.text, end);
  list.delete(buffer);
  list.set(buffer, { text: buffer.replaceAll("'", ''), letters: buffer.length });
  return [...list.values()];
};

/** Longer names of places and services that begin as typed. */
const suggestions = (lattice: Lattice): string[] => {
  const found: Entry[] = [];
  const gather = (node: Node): void => {
    for (const next of node.next.values()) {
      found.push(...next.entries.filter(({ own }) => own));
      gather(next);
    }
  };
  for (const { node } of lattice.behind) gather(node);
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ text }) => text);
};

/** Characters of the buffer that hold its first letters, with the apostrophes behind them. */
const taken = (buffer: string, letters: number): number => {
  let left = letters;
  let at = 0;
  while (at < buffer.length && (left > 0 || buffer[at] === "'")) {
    if (buffer[at] !== "'") left -= 1;
    at += 1;
  }
  return at;
};

const cut = (text: string, ends: readonly number[]): string[] =>
  ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
