import { describe, expect, it } from 'vitest';
import { cornerWatch } from '../../renderer/corners.ts';

const width = 1080;
const height = 1920;
const round = [
  [40, 40],
  [1040, 40],
  [1040, 1880],
  [40, 1880],
] as const;

const touched = (points: readonly (readonly [number, number])[], everyMs: number): boolean[] => {
  const watch = cornerWatch();
  return points.map(([x, y], index) => watch({ x, y, width, height, at: index * everyMs }));
};

describe("the staff's way in", () => {
  it('opens when the four corners are touched in turn', () => {
    expect(touched(round, 1000)).toEqual([false, false, false, true]);
  });

  it('stays shut when it takes longer than eight seconds', () => {
    expect(touched(round, 3000)).toEqual([false, false, false, false]);
  });

  it('stays shut in another order, or with a touch in between', () => {
    const [a, b, c, d] = round;
    expect(touched([a, c, b, d], 500)).not.toContain(true);
    expect(touched([a, b, [540, 960], c, d], 500)).not.toContain(true);
  });

  it('can be begun again at once', () => {
    const [a, b] = round;
    expect(touched([a, b, ...round], 500).at(-1)).toBe(true);
  });
});
