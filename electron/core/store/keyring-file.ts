import { join } from 'node:path';
import { type OpenDatabase, openDatabase, type Sql } from './database.ts';
import type { StoreFault } from './errors.ts';
import type { Migration } from './migrations/migration.ts';

/** The two files that each hold every key; the first also keeps every second program out. */
export const KEYRING_FILES = ['keyring.db', 'keyring-twin.db'] as const;

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

export interface KeyRow {
  readonly id: string;
  readonly alg: string;
  /** 32 bytes */
  readonly secret: Uint8Array;
  /** Milliseconds since 1970 */
  readonly added_at: number;
}

export interface Mark {
  readonly name: string;
  readonly value: number;
}

/** One of the two. What a method changes is on disk when it returns. */
export interface KeyringFile {
  add(rows: readonly KeyRow[]): void;
  get(id: string): KeyRow | undefined;
  /** Gone from the file and from its log when this returns. */
  erase(ids: readonly string[]): void;
  /** In ascending order. */
  ids(): readonly string[];
  marks(): readonly Mark[];
  setMarks(marks: readonly Mark[]): void;
  /** Reads every key from the disk, not from memory. Throws StoreDamagedError. */
  readThrough(): void;
  close(): void;
}

export interface KeyringOptions {
  readonly dir: string;
  readonly key: Uint8Array;
  readonly patience?: number;
  readonly onFault?: (fault: StoreFault) => void;
  /** Default: `openDatabase`. */
  readonly open?: OpenDatabase;
}

export const openKeyringFile = (
  name: (typeof KEYRING_FILES)[number],
  { dir, key, patience, onFault, open = openDatabase }: KeyringOptions,
): KeyringFile => {
  const sql: Sql = open({
    file: join(dir, name),
    key,
    migrations: keyringSchema,
    exclusive: true,
    ...(patience === undefined ? {} : { patience }),
    ...(onFault === undefined ? {} : { onFault }),
  });
  const { db } = sql;
  const insert = db.prepare('INSERT OR IGNORE INTO keys (id, alg, secret, added_at) VALUES (?, ?, ?, ?)');
  const read = db.prepare<[string], KeyRow>('SELECT * FROM keys WHERE id = ?');
  const remove = db.prepare('DELETE FROM keys WHERE id = ?');
  const all = db.prepare<[], string>('SELECT id FROM keys ORDER BY id').pluck();
  const sums = db.prepare('SELECT count(*), sum(length(secret)) FROM keys');
  const readMarks = db.prepare<[], Mark>('SELECT name, value FROM marks ORDER BY name');
  const writeMark = db.prepare('INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)');
  return {
    add: (rows) => {
      sql.transact(() => {
        for (const { id, alg, secret, added_at } of rows) insert.run(id, alg, secret, added_at);
      });
    },
    get: (id) => read.get(id),
    erase: (ids) => {
      sql.transact(() => {
        for (const id of ids) remove.run(id);
      });
      sql.checkpoint();
    },
    ids: () => all.all(),
    marks: () => readMarks.all(),
    setMarks: (marks) => {
      sql.transact(() => {
        for (const { name, value } of marks) writeMark.run(name, value);
      });
    },
    readThrough: () => {
      db.pragma('shrink_memory');
      sums.get();
      all.all();
    },
    close: () => sql.close(),
  };
};
