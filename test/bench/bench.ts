/** One line of a result. `ratio`: ours divided by the peer's or by the physical limit. */
export type Figure = {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: number;
};

/**
 * A bench is a module that exports a `Bench`; its line in `index.ts` makes it known. A figure is a ratio against a peer or a
 * physical limit measured in the same run, so that it holds when the machine is slow.
 */
export type Bench = {
  readonly name: string;
  /** One sentence: what is measured against what. */
  readonly about: string;
  run(): Promise<readonly Figure[]>;
};
