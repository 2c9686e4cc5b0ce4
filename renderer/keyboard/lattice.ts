import type { Dictionary, Entry, Node } from './dictionary.ts';

/** Letters as typed, and where a person has put an apostrophe between them. */
export type Letters = { readonly text: string; readonly walls: ReadonlySet<number> };

export const lettersOf = (buffer: string): Letters => {
  const walls = new Set<number>();
  let text = '';
  for (const one of buffer) {
    if (one === "'") walls.add(text.length);
    else text += one;
  }
  return { text, walls };
};

/** One way to read the letters from a place to `end` as a syllable. */
type Step = {
  readonly end: number;
  readonly letters: string;
  /** `whole` a syllable, `short` its initial alone, `open` the last one, not yet typed to its end. */
  readonly kind: 'whole' | 'short' | 'open';
};

/** What the letters from a place to `end` spell. */
export type Match = {
  readonly entry: Entry;
  readonly end: number;
  /** Syllables that were shortened. */
  readonly short: number;
  /** Where each syllable ends. */
  readonly ends: readonly number[];
};

const LONGEST = 6;
const INITIALS = /^([bpmfdtnlgkhjqxrzcsyw]|[zcs]h)$/;
/** Two spellings of one sound. */
const SAME: Readonly<Record<string, string>> = { lue: 'lve', nue: 'nve' };

const stepsFrom = (dictionary: Dictionary, { text, walls }: Letters, start: number): Step[] => {
  const steps: Step[] = [];
  for (let end = start + 1; end <= Math.min(text.length, start + LONGEST); end++) {
    const letters = text.slice(start, end);
    if (dictionary.syllables.has(letters)) steps.push({ end, letters, kind: 'whole' });
    else if (SAME[letters]) steps.push({ end, letters: SAME[letters], kind: 'whole' });
    else if (INITIALS.test(letters)) steps.push({ end, letters, kind: 'short' });
    else if (end === text.length && dictionary.beginnings.has(letters))
      steps.push({ end, letters, kind: 'open' });
    if (end === text.length && dictionary.syllables.has(letters) && dictionary.beginnings.has(letters))
      steps.push({ end, letters, kind: 'open' });
    if (walls.has(end)) break;
  }
  return steps;
};

const nodesBehind = (node: Node, { letters, kind }: Step): Node[] => {
  if (kind === 'whole') {
    const next = node.next.get(letters);
    return next ? [next] : [];
  }
  const nodes: Node[] = [];
  for (const [syllable, next] of node.next) {
    if (syllable !== letters && syllable.startsWith(letters)) nodes.push(next);
  }
  return nodes;
};

export type Lattice = {
  readonly letters: Letters;
  /** All that begins at a letter, in no order. */
  readonly from: readonly (readonly Match[])[];
  /** Words that go on where the letters end: the nodes behind everything that was read whole from the first letter. */
  readonly behind: readonly { readonly node: Node; readonly ends: readonly number[] }[];
};

/** Every word and character that the letters may spell, wherever it begins. */
export const latticeOf = (dictionary: Dictionary, letters: Letters): Lattice => {
  const count = letters.text.length;
  const steps = Array.from({ length: count }, (_, start) => stepsFrom(dictionary, letters, start));
  const behind: { node: Node; ends: readonly number[] }[] = [];

  const collect = (start: number): Match[] => {
    const matches: Match[] = [];
    const walk = (node: Node, at: number, short: number, ends: readonly number[]): void => {
      // Inside a sentence the most frequent few of a sound are enough; at its beginning a person chooses among all.
      const most = start === 0 ? node.entries.length : 4;
      for (const entry of node.entries.slice(0, most)) matches.push({ entry, end: at, short, ends });
      if (start === 0 && at === count && short === 0 && ends.length > 1) behind.push({ node, ends });
      for (const step of steps[at] ?? []) {
        if (step.kind !== 'whole' && ends.length === 0 && count > 1 && step.end < count && start > 0)
          continue;
        for (const next of nodesBehind(node, step)) {
          walk(next, step.end, short + (step.kind === 'whole' ? 0 : 1), [...ends, step.end]);
        }
      }
    };
    walk(dictionary.root, start, 0, []);
    return matches;
  };

  return { letters, from: Array.from({ length: count }, (_, start) => collect(start)), behind };
};
