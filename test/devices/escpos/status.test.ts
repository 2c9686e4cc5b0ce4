import { describe, expect, test } from 'vitest';
import type { RealTimeQuery } from '../../../devices/models/escpos/codec.ts';
import {
  afterQueries,
  afterStatusBack,
  allClear,
  conditionsOf,
} from '../../../devices/models/escpos/status.ts';

const codesAfter = (query: RealTimeQuery, byte: number): string[] =>
  conditionsOf(afterQueries(allClear, [[query, byte]])).map(({ code }) => code);

describe('answers to DLE EOT', () => {
  test.each<[string, RealTimeQuery, number, string[]]>([
    ['online', 1, 0x12, []],
    ['offline', 1, 0x1a, ['offline']],
    ['no cause of being offline', 2, 0x12, []],
    ['cover open', 2, 0x16, ['cover-open']],
    ['stopped at the end of the paper', 2, 0x32, ['paper-out']],
    ['an error without a cause', 2, 0x52, ['other']],
    ['no error', 3, 0x12, []],
    ['mechanical error', 3, 0x16, ['paper-jam']],
    ['autocutter', 3, 0x1a, ['cutter-error']],
    ['unrecoverable', 3, 0x32, ['out-of-order']],
    ['head hot', 3, 0x52, ['overheated']],
    ['paper ok', 4, 0x12, []],
    ['near end, both bits', 4, 0x1e, ['paper-low']],
    ['near end, first sensor alone', 4, 0x16, ['paper-low']],
    ['near end, second sensor alone', 4, 0x1a, ['paper-low']],
    ['end', 4, 0x72, ['paper-out']],
    ['end, one bit alone', 4, 0x32, ['paper-out']],
    ['end and near end', 4, 0x7e, ['paper-out', 'paper-low']],
  ])('%s (n=%i, %i)', (_name, query, byte, codes) => {
    expect(codesAfter(query, byte)).toEqual(codes);
  });
});

test('the end of the paper is over when no query tells it any more, whichever of them the printer knows', () => {
  const out = afterQueries(allClear, [
    [2, 0x32],
    [4, 0x72],
  ]);
  expect(conditionsOf(afterQueries(out, [[4, 0x12]]))).toEqual([]);
  expect(conditionsOf(afterQueries(out, [[2, 0x12]]))).toEqual([]);
  expect(conditionsOf(afterQueries(out, [[1, 0x12]]))).not.toEqual([]);
});

describe('automatic status', () => {
  test.each<[string, readonly [number, number, number, number], string[]]>([
    ['all clear', [0x10, 0, 0, 0], []],
    ['drawer only', [0x14, 0, 0, 0], []],
    ['offline', [0x18, 0, 0, 0], ['offline']],
    ['feed button', [0x58, 0, 0, 0], ['offline']],
    ['cover', [0x38, 0, 0, 0], ['cover-open']],
    ['mechanical', [0x18, 0x04, 0, 0], ['paper-jam']],
    ['cutter', [0x18, 0x08, 0, 0], ['cutter-error']],
    ['unrecoverable', [0x18, 0x20, 0, 0], ['out-of-order']],
    ['hot', [0x18, 0x40, 0, 0], ['overheated']],
    ['near end', [0x10, 0, 0x03, 0], ['paper-low']],
    ['end', [0x18, 0, 0x0f, 0], ['paper-out', 'paper-low']],
    ['cover and end', [0x38, 0, 0x0c, 0], ['cover-open', 'paper-out']],
  ])('%s', (_name, bytes, codes) => {
    expect(conditionsOf(afterStatusBack(allClear, bytes)).map(({ code }) => code)).toEqual(codes);
  });

  test('what is put right is forgotten', () => {
    const out = afterStatusBack(allClear, [0x38, 0x08, 0x0f, 0]);
    expect(conditionsOf(afterStatusBack(out, [0x10, 0, 0, 0]))).toEqual([]);
  });

  test('low paper warns and still works; everything else that it tells stops the work', () => {
    const severities = conditionsOf(afterStatusBack(allClear, [0x38, 0x6c, 0x0f, 0])).map(
      ({ code, severity }) => [code, severity],
    );
    expect(severities).toEqual([
      ['out-of-order', 'error'],
      ['cover-open', 'error'],
      ['paper-out', 'error'],
      ['paper-jam', 'error'],
      ['cutter-error', 'error'],
      ['overheated', 'error'],
      ['paper-low', 'warning'],
    ]);
  });
});
