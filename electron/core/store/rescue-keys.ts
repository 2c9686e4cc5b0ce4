import Database from 'better-sqlite3';
import { openDatabase, unlock } from './database.ts';
import { inOurWords, StoreDamagedError } from './errors.ts';
import { keyringSchema } from './keyring.ts';

/** Rows are asked for one by one; where their number can't be read, so many are tried. */
const UNTIL = 50_000;

interface Row {
  readonly id: string;
  readonly alg: string;
  readonly secret: Uint8Array;
  readonly added_at: number;
}

/**
 * Carries what can still be read of a damaged keyring into a new one: each page that is sound gives its keys. `true`:
 * some may be lost.
 */
export const rescueKeys = (damaged: string, fresh: string, key: Uint8Array): boolean => {
  const to = openDatabase({ file: fresh, key, migrations: keyringSchema });
  let from: Database.Database | undefined;
  let lost = false;
  const unlessDamaged = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(inOurWords(damaged, error) instanceof StoreDamagedError)) throw error;
      lost = true;
      return undefined;
    }
  };
  try {
    const db = new Database(damaged, { readonly: true });
    from = db;
    unlock(db, key);
    const last = unlessDamaged(() => db.prepare('SELECT max(rowid) FROM keys').pluck().get());
    const byRow = unlessDamaged(() => db.prepare<[number], Row>('SELECT * FROM keys WHERE rowid = ?'));
    const marks = unlessDamaged(() =>
      db.prepare<[], { name: string; value: number }>('SELECT * FROM marks').all(),
    );
    to.transact(() => {
      const insert = to.db.prepare(
        'INSERT OR IGNORE INTO keys (id, alg, secret, added_at) VALUES (?, ?, ?, ?)',
      );
      const mark = to.db.prepare('INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)');
      const until = last === undefined ? UNTIL : Number(last ?? 0);
      for (let row = 1; byRow && row <= until; row += 1) {
        const found = unlessDamaged(() => byRow.get(row));
        if (found) insert.run(found.id, found.alg, found.secret, found.added_at);
      }
      for (const { name, value } of marks ?? []) mark.run(name, value);
    });
  } finally {
    from?.close();
    to.close();
  }
  return lost;
};
