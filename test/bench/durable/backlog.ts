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
      INSERT INTO outbox (record_id, path, lane, order_key, hash, seal_alg, payload)
      ${numbers} SELECT printf('00000000-0000-7000-8000-%012d', i), '/ratings', 'light', hex(randomblob(16)), 'h', 'none',
        zeroblob(100) FROM n;
      INSERT INTO records (id, kind, created_at, state, outbox_seq, digest, digest_alg)
        SELECT record_id, 'rating', seq, 'waiting', seq, 'd', 'SHA-256' FROM outbox
        WHERE path = '/ratings' AND record_id NOT IN (SELECT id FROM records);
    `);
  });
  sql.checkpoint();
  sql.close();
};

/** Milliseconds that a commit takes, with what the kiosk asks after each: the backlog, and what is due. */
const costOf = (store: Store): number => {
  const began = performance.now();
  store.saveRecord({ kind: 'report', path: '/reports', body: { text: 'x'.repeat(400) } });
  store.backlog();
  store.outbox.due('light', Date.now(), 8);
  return performance.now() - began;
};

/** Taking turns, commit by commit, so that a slow moment of the disk meets both. */
const costsOf = (full: Store, empty: Store): { readonly cost: number; readonly alone: number } => {
  const costs = Array.from({ length: commits }, () => ({ cost: costOf(full), alone: costOf(empty) }));
  return { cost: middle(costs.map(({ cost }) => cost)), alone: middle(costs.map(({ alone }) => alone)) };
};

/** What a commit costs with so much waiting, against the same with next to nothing waiting. */
export const backlogFigures = (): readonly Figure[] => {
  const dir = mkdtempSync(join(tmpdir(), 'kiosk-backlog-'));
  const [filled, bare] = [join(dir, 'filled'), join(dir, 'bare')];
  const empty = opened(bare);
  try {
    let before = 0;
    return [0, 10_000, 100_000, 1_000_000].map((backlog) => {
      if (backlog > 0) fill(filled, before, backlog);
      before = backlog;
      const store = opened(filled);
      costsOf(store, empty);
      const { cost, alone } = costsOf(store, empty);
      store.close();
      return {
        what: `a commit with ${backlog.toLocaleString('en')} records waiting`,
        ours: `${cost.toFixed(2)} ms`,
        peer: `with none ${alone.toFixed(2)} ms`,
        ratio: cost / alone,
      };
    });
  } finally {
    empty.close();
    rmSync(dir, { recursive: true, force: true });
  }
};
