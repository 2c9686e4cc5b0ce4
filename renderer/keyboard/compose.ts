import type { Lattice, Match } from './lattice.ts';

export type Weigh = (match: Match, start: number) => number;

/** The likeliest way to cut all letters into words. */
export type Sentence = {
  readonly text: string;
  readonly weight: number;
  readonly words: number;
  /** Where each syllable ends. */
  readonly ends: readonly number[];
  /** Some letters spell nothing and stand as they are. */
  readonly broken: boolean;
};

const NOTHING: Sentence = { text: '', weight: 0, words: 0, ends: [], broken: false };
const LETTER_WEIGHT = -60;

/** Walks the letters once and keeps the best sentence that ends at each of them. */
export const composeSentence = (lattice: Lattice, weigh: Weigh): Sentence => {
  const { text } = lattice.letters;
  const best: (Sentence | undefined)[] = [NOTHING];
  const offer = (end: number, sentence: Sentence): void => {
    const known = best[end];
    if (!known || known.weight < sentence.weight) best[end] = sentence;
  };
  for (let start = 0; start < text.length; start++) {
    const before = best[start];
    if (!before) continue;
    offer(start + 1, {
      text: before.text + text.slice(start, start + 1),
      weight: before.weight + LETTER_WEIGHT,
      words: before.words + 1,
      ends: [...before.ends, start + 1],
      broken: true,
    });
    for (const match of lattice.from[start] ?? []) {
      const weight = before.weight + weigh(match, start);
      const known = best[match.end];
      if (known && known.weight >= weight) continue;
      best[match.end] = {
        text: before.text + match.entry.text,
        weight,
        words: before.words + 1,
        ends: [...before.ends, ...match.ends],
        broken: before.broken,
      };
    }
  }
  return best[text.length] ?? NOTHING;
};
