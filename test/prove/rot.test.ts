import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { prove } from './proof.ts';
import { rot } from './rot.ts';

/** The short form of `npm run prove -- rot`. */
test('smashed bytes of the store are noticed, and no acknowledged record is lost by them', async () => {
  const report = await prove(rot, { seed: 20261123, factor: 0.03, results: tmpdir() });
  expect(report.failed).toEqual([]);
  expect(report.passed).toBe(31);
}, 120_000);
