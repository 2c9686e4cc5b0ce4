import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { prove } from './proof.ts';
import { inShards } from './shards.ts';

/** The short form of `npm run prove -- simulate`. */
test('over forty simulated days with broken lines and power cuts nothing is lost and nothing comes twice', async () => {
  const notes: string[] = [];
  const report = await prove(
    { run: (context) => inShards(context, new URL('./simulate/shard.ts', import.meta.url), 1, 40) },
    { seed: 1, factor: 1, results: tmpdir(), note: (line) => notes.push(line) },
  );
  expect(report.failed).toEqual([]);
  expect(report.passed).toBe(40);
  // Days on which nothing happens would prove nothing.
  const sums = notes.join('\n').match(/\d+ (tickets|applications|prints|crashes)/g) ?? [];
  expect(sums.filter((sum) => Number.parseInt(sum, 10) > 10).length).toBeGreaterThanOrEqual(6);
}, 120_000);
