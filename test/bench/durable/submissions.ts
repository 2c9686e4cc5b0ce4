import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../bench.ts';
import { middle } from '../median.ts';
import { perSecond } from '../rate.ts';
import type { Contender } from './contender.ts';
import { disk } from './disk.ts';
import { kiosk } from './kiosk.ts';
import { plainSqlite } from './plain-sqlite.ts';
import { plainjob } from './plainjob-queue.ts';
import { pouch, syncedPouch } from './pouch.ts';
import { bareShell, sqliteShell } from './sqlite-shell.ts';

const rounds = 11;
/** So many each in turn, so that a slow moment of the disk meets all alike; enough for each to pay for its checkpoints. */
const atOnce = 1_000;

/** Durable submissions, one after another: all contenders take turns, and the median of their rounds counts. */
export const submissionFigures = async (): Promise<readonly Figure[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'kiosk-bench-'));
  const ours = kiosk(dir);
  const peers = [sqliteShell, bareShell, plainSqlite, plainjob, syncedPouch, pouch, disk].map((open) =>
    open(dir),
  );
  const all: readonly Contender[] = [ours, ...peers];
  try {
    const rates = new Map<Contender, number[]>(all.map((each) => [each, []]));
    // What is compiled and cached on first use is so for everybody.
    for (const each of all) for (let round = 0; round < 2; round += 1) await each.take(atOnce);
    for (let round = 0; round < rounds; round += 1)
      for (const each of all) rates.get(each)?.push(await each.take(atOnce));
    const rateOf = (each: Contender): number => middle(rates.get(each) ?? []);
    return peers.map((peer) => ({
      what: 'durable submissions',
      ours: perSecond(rateOf(ours)),
      peer: `${peer.name} ${perSecond(rateOf(peer))}`,
      ratio: rateOf(ours) / rateOf(peer),
    }));
  } finally {
    for (const each of all) await each.close();
    rmSync(dir, { recursive: true, force: true });
  }
};
