import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { beginning, happen, looksLike } from '../core/support/walk/standing.ts';
import { WalkMap } from './graph/map.ts';
import { walkAll } from './graph.ts';
import { type ProofContext, prove } from './proof.ts';

/** The short form of `npm run prove -- graph`. */
test('on a few walks every promise is kept, and the table tells what was seen', async () => {
  const results = await mkdtemp(join(tmpdir(), 'graph-'));
  try {
    const maps: WalkMap[] = [];
    const run = async (context: ProofContext): Promise<void> =>
      void maps.push(await walkAll(context, 'Walks'));
    const report = await prove({ run }, { seed: 20261123, factor: 0.002, results });
    expect(report.failed).toEqual([]);
    const [map = new WalkMap()] = maps;
    expect(report.passed).toBe(map.steps);
    // Walks that only ever see the first screens would prove nothing.
    expect(map.screens.length).toBeGreaterThanOrEqual(15);
    const table = await readFile(join(results, 'graph.md'), 'utf8');
    expect(table).toContain(`${map.steps} steps, ${map.screens.length} screens`);
    expect(table.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(map.screens.length + 2);
  } finally {
    await rm(results, { recursive: true, force: true });
  }
});

test('the map counts every step, and as edges only ways between two screens', () => {
  const attract: Snapshot = looksLike(beginning().session);
  const { session } = beginning();
  const wake = { kind: 'wake', screenId: session.screenId } as const;
  const home: Snapshot = looksLike(happen(beginning(), { kind: 'intent', intent: wake }).session);
  const map = new WalkMap();
  map.saw(attract, attract);
  map.saw(attract, home);
  map.saw(attract, home);
  expect([map.steps, map.states, map.edges]).toEqual([3, 2, 1]);
  expect(map.screens).toEqual(['attract', 'home']);
  expect([
    map.count('attract', 'home'),
    map.count('attract', 'attract'),
    map.count('home', 'attract'),
  ]).toEqual([2, 1, 0]);
});
