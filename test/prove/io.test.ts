import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { io } from './io.ts';
import { prove } from './proof.ts';

/** The short form of `npm run prove -- io`. */
test('at some failing calls, and on a full disk, nothing acknowledged is lost and a person is told', async () => {
  const report = await prove(io, { seed: 1, factor: 0.05, results: tmpdir() });
  expect(report.failed).toEqual([]);
  expect(report.passed).toBeGreaterThan(60);
}, 120_000);
