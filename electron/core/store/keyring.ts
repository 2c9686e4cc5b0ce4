import { join } from 'node:path';
import type { RandomBytes, WallClock } from './clock.ts';
import { type OpenDatabase, openDatabase, type Sql } from './database.ts';
import type { StoreFault } from './errors.ts';
import type { Migration } from './migrations/migration.ts';
import type { NewId } from './uuid.ts';

export const keyringSchema: readonly Migration[] = [
  {
    version: 1,
    up: (db) => {
      db.exec(`
        CREATE TABLE keys (
          record_id  TEXT PRIMARY KEY,
          alg        TEXT NOT NULL,
          secret     BLOB NOT NULL,
          added_at   INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
      `);
    },
  },
  // A key has an id of its own since keys are made ahead.
  { version: 2, up: (db) => void db.exec('ALTER TABLE keys RENAME COLUMN record_id TO id') },
];

export interface DataKey {
  readonly id: string;
  /** 32 bytes */
  readonly secret: Uint8Array;
}

/**
 * One data key a record, in a database file of its own that no backup contains: a key erased here is erased
 * everywhere. Keys are made ahead, so that one is on disk before the record that needs it without a sync of its own.
 * Those that no record uses are swept at the next start. The file also keeps every second program out.
 */
export interface Keyring {
  /** A key that is on disk and that nobody has had before. */
  take(): DataKey;
  /** Makes keys ahead, so that the next `take` finds one. */
  fill(): void;
  get(id: string): Uint8Array | undefined;
  /** Gone from the file and from its log when this returns. */
  erase(ids: readonly string[]): void;
  ids(): readonly string[];
  /** A number that outlives a restored database: see starts.ts. */
  mark(name: string): number;
  setMark(name: string, value: number): void;
  close(): void;
}

const AHEAD = 128;

export const openKeyring = (options: {
  readonly dir: string;
  readonly key: Uint8Array;
  readonly clock: WallClock;
  readonly random: RandomBytes;
  readonly newId: NewId;
  readonly patience?: number;
  readonly onFault?: (fault: StoreFault) => void;
  /** Default: `openDatabase`. */
  readonly open?: OpenDatabase;
}): Keyring => {
  const { dir, key, clock, random, newId, patience, onFault, open = openDatabase } = options;
  const sql: Sql = open({
    file: join(dir, 'keyring.db'),
    key,
    migrations: keyringSchema,
    exclusive: true,
    ...(patience === undefined ? {} : { patience }),
    ...(onFault === undefined ? {} : { onFault }),
  });
  const { db } = sql;
  const insert = db.prepare('INSERT INTO keys (id, alg, secret, added_at) VALUES (?, ?, ?, ?)');
  const read = db.prepare<[string], { secret: Uint8Array }>('SELECT secret FROM keys WHERE id = ?');
  const remove = db.prepare('DELETE FROM keys WHERE id = ?');
  const all = db.prepare<[], string>('SELECT id FROM keys').pluck();
  const readMark = db.prepare<[string], { value: number }>('SELECT value FROM marks WHERE name = ?');
  const writeMark = db.prepare('INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)');
  const unused: DataKey[] = [];
  const fill = (): void => {
    if (unused.length > 0) return;
    const made = Array.from({ length: AHEAD }, () => ({ id: newId(), secret: random(32) }));
    sql.transact((transaction) => {
      for (const { id, secret } of made) insert.run(id, 'AES-256-GCM', secret, clock.now());
      transaction.onCommit(() => unused.push(...made));
    });
  };
  return {
    take: () => {
      fill();
      const next = unused.shift();
      if (!next) throw new Error('No data key could be made.');
      return next;
    },
    fill,
    get: (id) => read.get(id)?.secret,
    erase: (ids) => {
      if (ids.length === 0) return;
      sql.transact(() => {
        for (const id of ids) remove.run(id);
      });
      sql.checkpoint();
    },
    ids: () => all.all(),
    mark: (name) => readMark.get(name)?.value ?? 0,
    setMark: (name, value) => {
      sql.transact(() => writeMark.run(name, value));
    },
    close: () => sql.close(),
  };
};
