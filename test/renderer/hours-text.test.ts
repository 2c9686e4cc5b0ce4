import { describe, expect, it } from 'vitest';
import { spansOf } from '../../renderer/screens/nearby/hours-text.ts';

describe('opening hours', () => {
  it('are told as spans of days', () => {
    expect(spansOf([1, 2, 3, 4, 5])).toEqual([[1, 5]]);
    expect(spansOf([1, 2, 4, 7])).toEqual([
      [1, 2],
      [4, 4],
      [7, 7],
    ]);
  });

  it('do not mind order or repetition', () => {
    expect(spansOf([3, 1, 2, 2])).toEqual([[1, 3]]);
  });
});
