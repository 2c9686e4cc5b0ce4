import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { power } from './power.ts';
import { prove } from './proof.ts';

/** The short form of `npm run prove -- power`. */
test('some images after a power cut hold every acknowledged submission, and without syncs they do not', async () => {
  const report = await prove(power, { seed: 20261123, factor: 0.02, results: tmpdir() });
  expect(report.failed).toEqual([]);
  expect(report.passed).toBe(101);
}, 120_000);
