import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../electron/core/store/database.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';
import { openStore, type Store } from '../../../electron/core/store/store.ts';
import type { Figure } from '../bench.ts';
import { middle } from '../median.ts';

const KEY = Buffer.alloc(32, 7);
const commits = 201;

const opened = (dir: string): Store =>
  openStore({
    dir,
    key: KEY,
    clock: { now: () => Date.now() },
    random: (count) => randomBytes(count),
    kioskId: 'HZ-XH-0012',
    timezone: 'Asia/Shanghai',
  });

/** Rows as a save leaves them, but written in one go: of other people, and never sent. */
const fill = (dir: string, from: number, to: number): void => {
  const sql = openDatabase({ file: join(dir, 'kiosk.db'), key: KEY, migrations });
  sql.transact(() => {
    const numbers = `WITH RECURSIVE n (i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to - 1})`;
    sql.db.exec(`
      INSERT INTO records (id, kind, local_code, created_at, state, seal_alg, payload, digest, digest_alg)
      ${numbers} SELECT printf('00000000-0000-7000-8000-%012d', i), 'rating', 'AAAA-BBBB', i, 'waiting', 'none',
        zeroblob(100), 'd', 'SHA-256' FROM n;
      INSERT INTO outbox (record_id, path, lane, order_key, hash)
      ${numbers} SELECT printf('00000000-0000-7000-8000-%012d', i), '/ratings', 'light', hex(randomblob(16)), 'h' FROM n;
    `);
  });
  sql.checkpoint();
  sql.close();
};

/** Milliseconds a commit, with what the kiosk asks after each: the backlog, and what is due. */
const costOf = (store: Store): number =>
  middle(
    Array.from({ length: commits }, () => {
      const began = performance.now();
      store.saveRecord({ kind: 'report', path: '/reports', body: { text: 'x'.repeat(400) } });
      store.backlog();
      store.outbox.due('light', Date.now(), 8);
      return performance.now() - began;
    }),
  );

/** What a commit costs with so much waiting, against the same with nothing waiting. */
export const backlogFigures = (): readonly Figure[] => {
  const dir = mkdtempSync(join(tmpdir(), 'kiosk-backlog-'));
  try {
    const figures: Figure[] = [];
    let alone = 0;
    let filled = 0;
    for (const backlog of [0, 10_000, 100_000, 1_000_000]) {
      if (backlog > 0) fill(dir, filled, backlog);
      filled = backlog;
      const store = opened(dir);
      costOf(store);
      const cost = costOf(store);
      store.close();
      if (backlog === 0) alone = cost;
      figures.push({
        what: `a commit with ${backlog.toLocaleString('en')} records waiting`,
        ours: `${cost.toFixed(2)} ms`,
        peer: `with none ${alone.toFixed(2)} ms`,
        ratio: cost / alone,
      });
    }
    return figures;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};
