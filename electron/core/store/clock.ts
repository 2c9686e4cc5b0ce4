/** Milliseconds since 1970; passed in, so that a day can be simulated. */
export interface WallClock {
  now(): number;
}

/** So many random bytes, fit for keys. */
export type RandomBytes = (count: number) => Uint8Array;
