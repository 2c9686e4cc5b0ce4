import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from './store/clock.ts';

const AT_ONCE = 4096;

/**
 * Random bytes from the system, fetched a page at a time: a dozen of them cost as much as a page does, and a saved record
 * takes eight dozens. What was handed out is forgotten here.
 */
export const pooledRandom = (
  fill: (bytes: Uint8Array) => void = (bytes) => void randomFillSync(bytes),
): RandomBytes => {
  const pool = new Uint8Array(AT_ONCE);
  let next = AT_ONCE;
  return (count) => {
    const bytes = new Uint8Array(count);
    if (count > AT_ONCE / 4) {
      fill(bytes);
      return bytes;
    }
    if (next + count > AT_ONCE) {
      fill(pool);
      next = 0;
    }
    const taken = pool.subarray(next, next + count);
    bytes.set(taken);
    taken.fill(0);
    next += count;
    return bytes;
  };
};
