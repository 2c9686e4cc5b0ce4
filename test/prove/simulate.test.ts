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
  const told = notes.join('\n');
  const sum = (what: string): number =>
    [...told.matchAll(new RegExp(`(\\d+) ${what}`, 'g'))].reduce((all, [, count]) => all + Number(count), 0);
  for (const what of ['tickets', 'applications', 'prints', 'crashes'])
    expect(sum(what), what).toBeGreaterThan(20);
}, 120_000);
