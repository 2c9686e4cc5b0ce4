/** Whole numbers from 0 up to, not including, `below`. */
export type Draw = (below: number) => number;

/** Mulberry32: small, even, and the same everywhere. */
export const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
};

export const pick = <T>(draw: Draw, from: readonly T[]): T | undefined => from[draw(from.length)];
