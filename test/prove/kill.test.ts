import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { kill } from './kill.ts';
import { prove } from './proof.ts';

/** The short form of `npm run prove -- kill`. */
test('a few kills within visits lose nothing acknowledged, and nothing arrives twice', async () => {
  const report = await prove(kill, { seed: 20261123, factor: 0.004, results: tmpdir() });
  expect(report.failed).toEqual([]);
  expect(report.passed).toBe(46);
}, 180_000);
