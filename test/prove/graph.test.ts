import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Screen } from '../../electron/contract/screens.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { scenes } from '../core/support/scenes/scenes.ts';
import { standingOf } from '../core/support/scenes/standing-of.ts';
import { Visitor } from '../core/support/visitor.ts';
import { beginning, happen, looksLike, type Standing } from '../core/support/walk/standing.ts';
import { WalkMap } from './graph/map.ts';
import { touchesAll } from './graph/nodes.ts';
import { graph } from './graph.ts';
import { prove } from './proof.ts';

/** The short form of `npm run prove -- graph`. */
test('in a few worlds and on a few walks every promise is kept; table and picture tell what was seen', async () => {
  const results = await mkdtemp(join(tmpdir(), 'graph-'));
  try {
    const report = await prove(graph, { seed: 20261123, factor: 0.002, results });
    expect(report.failed).toEqual([]);
    expect(report.passed).toBeGreaterThan(20_000);
    const table = await readFile(join(results, 'graph.md'), 'utf8');
    expect(table.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(Screen.options.length + 2);
    const [dot, svg] = await Promise.all(
      ['graph.dot', 'graph.svg'].map((name) => readFile(join(results, name), 'utf8')),
    );
    expect(dot).toContain('"item" -> "guide"');
    expect(svg?.match(/<text /g)).toHaveLength(Screen.options.length);
  } finally {
    await rm(results, { recursive: true, force: true });
  }
}, 60_000);

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

const standingIn = (name: string): Standing => standingOf(scenes[name]?.() ?? Visitor.atAttract());

test('a touch that does nothing, and one that does what it must not, break the promise', () => {
  const broken = (standing: Standing): Standing => ({
    ...standing,
    // As if the core had forgotten what is on the screen: no late touch may hit anything.
    session: { ...standing.session, staff: { at: 'login', checking: false, lastSign: standing.now } },
  });
  expect(() => touchesAll(standingIn('home'))).not.toThrow();
  const shown = looksLike(standingIn('home').session);
  expect(() => touchesAll(broken(standingIn('home')), shown)).toThrow('nothing comes of it');
});

test('every screen of the product has a scene', () => {
  const shown = new Set(Object.keys(scenes).map((name) => looksLike(standingIn(name).session).screen.name));
  expect([...shown].sort()).toEqual(Screen.options.map(({ shape }) => shape.name.value).sort());
});
