/**
 * Long proofs, run by name: `npm run prove -- NAME [--seed N] [--factor F]`.
 *
 * A proof is a module that exports a `Proof`; its line in `proofs.ts` makes it known. Its core is used twice: in full by
 * name, and at a small factor by a vitest file beside it, so that it can't rot between two full runs.
 */
export type Proof = {
  readonly name: string;
  /** One sentence: what is proved. */
  readonly about: string;
  /** Never rejects for a promise that is broken: that is told through the context. */
  run(context: ProofContext): Promise<void>;
};

export interface ProofContext {
  /** The same seed gives the same cases. */
  readonly seed: number;
  /** 1 is the full proof; smaller is shorter. What can be gone through whole is never gone through more than once. */
  readonly factor: number;
  /** Where a proof may leave a report; exists, and is not kept under version control. */
  readonly results: string;
  /** A seed of its own for each part, so that parts can be moved and added without changing the others' cases. */
  seedFor(part: string): number;
  /** So many of `full` as the factor asks for, but at least `least` (default 1). */
  times(full: number, least?: number): number;
  /** Indexes 0 to `total` - 1: all of them at factor 1 and above, else evenly spread ones, at least `least`. */
  spread(total: number, least?: number): readonly number[];
  /**
   * One promise. `body` returns how many cases it held in (nothing: one) and throws at the first in which it was broken.
   * A broken promise counts as one failed case and the proof goes on.
   */
  check(promise: string, body: () => Cases | Promise<Cases>): Promise<void>;
  /** A line for the person who watches. */
  note(line: string): void;
}

// biome-ignore lint/suspicious/noConfusingVoidType: a body without a return is one case
export type Cases = number | void;

export type BrokenPromise = { readonly promise: string; readonly why: string };

export type Report = { readonly passed: number; readonly failed: readonly BrokenPromise[] };

export type ProveOptions = {
  readonly seed: number;
  readonly factor: number;
  readonly results: string;
  /** Default: nobody watches. */
  readonly note?: (line: string) => void;
};

/** FNV-1a: a name to a number, the same on every machine. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (const character of text) {
    value ^= character.codePointAt(0) ?? 0;
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs one proof to its end. Rejects only when the proof itself is broken. */
export const prove = async (proof: Pick<Proof, 'run'>, options: ProveOptions): Promise<Report> => {
  const { seed, factor, results, note = () => undefined } = options;
  const failed: BrokenPromise[] = [];
  let passed = 0;
  const times = (full: number, least = 1): number => Math.max(least, Math.round(full * factor));
  await proof.run({
    ...{ seed, factor, results, times, note },
    seedFor: (part) => (seed ^ hash(part)) | 0,
    spread: (total, least = 1) => {
      const count = Math.min(total, times(total, least));
      return Array.from({ length: count }, (_, index) => Math.floor((index * total) / count));
    },
    check: async (promise, body) => {
      try {
        const held = (await body()) ?? 1;
        // Only now: other promises may have been kept meanwhile.
        passed += held;
      } catch (error) {
        failed.push({ promise, why: messageOf(error) });
        note(`BROKEN  ${promise}\n        ${messageOf(error).replaceAll('\n', '\n        ')}`);
      }
    },
  });
  return { passed, failed };
};
