import { join } from 'node:path';
import type { WallClock } from './clock.ts';
import { openDatabase, type Sql } from './database.ts';
import type { Migration } from './migrations/migration.ts';

const schema: readonly Migration[] = [
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
];

/**
 * One data key a record, in a database file of its own that no backup contains: a key erased here is erased
 * everywhere. A key is on disk before the record that needs it; one without a record is left from an interrupted
 * save and swept at the next start. The file also keeps every second program out.
 */
export interface Keyring {
  add(recordId: string, secret: Uint8Array): void;
  get(recordId: string): Uint8Array | undefined;
  /** Gone from the file and from its log when this returns. */
  erase(recordIds: readonly string[]): void;
  recordIds(): readonly string[];
  /** A number that outlives a restored database: see starts.ts. */
  mark(name: string): number;
  setMark(name: string, value: number): void;
  close(): void;
}

export const openKeyring = (options: {
  readonly dir: string;
  readonly key: Uint8Array;
  readonly clock: WallClock;
  readonly patience?: number;
}): Keyring => {
  const sql: Sql = openDatabase({
    file: join(options.dir, 'keyring.db'),
    key: options.key,
    migrations: schema,
    exclusive: true,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  });
  const { db } = sql;
  const insert = db.prepare('INSERT INTO keys (record_id, alg, secret, added_at) VALUES (?, ?, ?, ?)');
  const read = db.prepare<[string], { secret: Uint8Array }>('SELECT secret FROM keys WHERE record_id = ?');
  const remove = db.prepare('DELETE FROM keys WHERE record_id = ?');
  const all = db.prepare<[], { record_id: string }>('SELECT record_id FROM keys');
  const readMark = db.prepare<[string], { value: number }>('SELECT value FROM marks WHERE name = ?');
  const writeMark = db.prepare('INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)');
  return {
    add: (recordId, secret) => {
      sql.transact(() => insert.run(recordId, 'AES-256-GCM', secret, options.clock.now()));
    },
    get: (recordId) => read.get(recordId)?.secret,
    erase: (recordIds) => {
      if (recordIds.length === 0) return;
      sql.transact(() => {
        for (const recordId of recordIds) remove.run(recordId);
      });
      sql.checkpoint();
    },
    recordIds: () => all.all().map((row) => row.record_id),
    mark: (name) => readMark.get(name)?.value ?? 0,
    setMark: (name, value) => {
      sql.transact(() => writeMark.run(name, value));
    },
    close: () => sql.close(),
  };
};
