import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import type { StoredFile } from '../../../electron/core/store/files.ts';
import { block, freshFolder, startStore, stop } from '../support/store-bench.ts';

interface Acknowledged {
  readonly ticket?: string;
  readonly number?: string;
  readonly record?: string;
  readonly fileId?: string;
  readonly settled?: string;
}

/** Twenty programs are started one after the other: seconds on an idle machine, more on a busy one. */
const PATIENCE = 180_000;

const program = new URL('../support/issuing-kiosk.ts', import.meta.url).pathname;

/** Lets a kiosk acknowledge so many things, then kills it in the middle of the next; what it still said counts too. */
const runAndKill = (dir: string, run: number, things: number): Promise<Acknowledged[]> =>
  new Promise((resolve, reject) => {
    const said: Acknowledged[] = [];
    const child = spawn(process.execPath, [program, dir, String(run)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      said.push(JSON.parse(line));
      if (said.length === things) child.kill('SIGKILL');
    });
    child.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(said);
      else reject(new Error('the kiosk ended by itself'));
    });
  });

it(
  'what was acknowledged is stored, and no number is given out twice, over twenty kills',
  async () => {
    const dir = freshFolder(tmpdir());
    const first = startStore({ dir });
    first.addBlock(block({ from: 1, to: 5_000 }));
    stop(first);

    const said: Acknowledged[] = [];
    for (let run = 0; run < 20; run += 1) said.push(...(await runAndKill(dir, run, 2 + ((run * 5) % 7))));

    const store = startStore({ dir });
    const numbers = said.flatMap(({ number }) => number ?? []);
    expect(numbers.length).toBeGreaterThan(20);
    expect(new Set(numbers).size).toBe(numbers.length);
    const settled = new Set(said.flatMap((thing) => thing.settled ?? []));
    for (const { ticket, number } of said) {
      if (ticket === undefined) continue;
      const body = JSON.parse(Buffer.from(store.records.bodyOf(ticket) ?? []).toString());
      expect(body).toMatchObject({ id: ticket, number });
    }
    for (const { record, fileId } of said) {
      if (record === undefined) continue;
      const state = store.outcomeOf(record)?.state;
      if (settled.has(record)) expect(state).toBe('received');
      if (state === 'received') continue;
      expect(store.records.bodyOf(record)).toBeDefined();
      const [file] = store.files.of(record);
      expect(file?.id).toBe(fileId);
      const reader = file && store.files.open(file);
      expect(reader?.read(0, 30_000)).toHaveLength(30_000);
      reader?.close();
    }
    const kept: StoredFile[] = [];
    store.outbox.forEachWaiting(({ recordId }) => void kept.push(...store.files.of(recordId)));
    expect(readdirSync(join(dir, 'files')).sort()).toEqual(kept.map(({ id }) => `${id}.sealed`).sort());
    expect(store.restored).toBe(false);
    expect(store.verifyAudit().ok).toBe(true);
    expect(store.openBlocks()).toMatchObject([
      { next: store.audit.untold(9_999).filter(({ line }) => line.includes('"ticket.issued"')).length + 1 },
    ]);
  },
  PATIENCE,
);
