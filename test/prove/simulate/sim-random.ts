import { createCipheriv, createHash } from 'node:crypto';
import type { RandomBytes } from '../../../electron/core/store/clock.ts';

const POOL = Buffer.alloc(16 * 1024);

/** Bytes that look random and are the same in every run: a key stream, made in large pieces. */
export const simRandom = (seed: string): RandomBytes => {
  const key = createHash('sha256').update(seed).digest();
  const stream = createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16));
  let pool = Buffer.alloc(0);
  return (count) => {
    if (pool.length < count) pool = Buffer.concat([pool, stream.update(POOL)]);
    const bytes = pool.subarray(0, count);
    pool = pool.subarray(count);
    return bytes;
  };
};
