import { describe, expect, it } from 'vitest';
import { pooledRandom } from '../../electron/core/random.ts';

/** Counts up instead of drawing, so that a byte handed out twice shows. */
const counting = () => {
  let next = 0;
  let asked = 0;
  const words = (bytes: Uint8Array): void => {
    asked += 1;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.length; at += 4) {
      next += 1;
      view.setUint32(at, next);
    }
  };
  return { words, asked: () => asked };
};

const wordsIn = (bytes: Uint8Array): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(index * 4));
};

describe('random bytes', () => {
  it('are never handed out twice, nor left empty, however they are asked for', () => {
    const source = counting();
    const random = pooledRandom(source.words);
    const seen = new Set<number>();
    for (let round = 0; round < 2_000; round += 1)
      for (const word of wordsIn(random([12, 32, 8, 64, 2_000][round % 5] ?? 4))) {
        expect(word).not.toBe(0);
        expect(seen.has(word)).toBe(false);
        seen.add(word);
      }
    expect(source.asked()).toBeLessThan(500);
  });

  it('belong to whoever asked: what comes later changes nothing of them', () => {
    const random = pooledRandom(counting().words);
    const first = random(32);
    const kept = wordsIn(first);
    for (let round = 0; round < 500; round += 1) random(32);
    expect(wordsIn(first)).toEqual(kept);
  });
});
