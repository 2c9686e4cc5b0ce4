import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase, type Sql, unlock } from './database.ts';
import { syncDirectory } from './durable-file.ts';
import { inOurWords, StoreDamagedError } from './errors.ts';
import { KEYRING_FILES, type KeyRow, keyringSchema, type Mark } from './keyring-file.ts';

/** Rows are asked for one by one; where their number can't be read, so many are tried. */
const UNTIL = 50_000;

/** Carries what can still be read of a damaged keyring into a new one: each page that is sound gives its keys. `true`: all of it. */
const carryOver = (damaged: string, to: Sql, key: Uint8Array): boolean => {
  let whole = true;
  const unlessDamaged = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(inOurWords(damaged, error) instanceof StoreDamagedError)) throw error;
      whole = false;
      return undefined;
    }
  };
  let from: Database.Database | undefined;
  try {
    const db = new Database(damaged, { readonly: true });
    from = db;
    unlock(db, key);
    const last = unlessDamaged(() => db.prepare('SELECT max(rowid) FROM keys').pluck().get());
    const byRow = unlessDamaged(() => db.prepare<[number], KeyRow>('SELECT * FROM keys WHERE rowid = ?'));
    const marks = unlessDamaged(() => db.prepare<[], Mark>('SELECT * FROM marks').all());
    to.transact(() => {
      const insert = to.db.prepare(
        'INSERT OR IGNORE INTO keys (id, alg, secret, added_at) VALUES (?, ?, ?, ?)',
      );
      const mark = to.db.prepare(
        'INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)',
      );
      const until = last === undefined ? UNTIL : Number(last ?? 0);
      for (let row = 1; byRow && row <= until; row += 1) {
        const found = unlessDamaged(() => byRow.get(row));
        if (found) insert.run(found.id, found.alg, found.secret, found.added_at);
      }
      for (const { name, value } of marks ?? []) mark.run(name, value);
    });
  } finally {
    from?.close();
  }
  return whole;
};

const remove = (file: string): void => {
  for (const end of ['-wal', '-shm', '']) rmSync(file + end, { force: true });
};

const isSound = (file: string, key: Uint8Array): boolean => {
  try {
    if (!existsSync(file)) return false;
    openDatabase({ file, key, migrations: keyringSchema }).close();
    return true;
  } catch (error) {
    if (error instanceof StoreDamagedError) return false;
    throw error;
  }
};

/**
 * Takes damaged keyrings out of the way; only while nobody has them open. Where one of the two is sound, the next
 * opening makes the other anew from it. Otherwise what both still give is carried into a new one. Nothing damaged is
 * kept: keys must not outlive what they were erased for. `true`: some keys may be lost.
 */
export const rescueKeys = (dir: string, key: Uint8Array): boolean => {
  const files = KEYRING_FILES.map((name) => join(dir, name));
  const sound = files.filter((file) => isSound(file, key));
  if (sound.length > 0) {
    for (const file of files) if (!sound.includes(file)) remove(file);
    syncDirectory(dir);
    return false;
  }
  const arriving = join(dir, 'keyring.arriving');
  remove(arriving);
  const to = openDatabase({ file: arriving, key, migrations: keyringSchema });
  let lost = true;
  try {
    for (const file of files) if (existsSync(file) && carryOver(file, to, key)) lost = false;
  } finally {
    to.close();
  }
  const [first = '', ...others] = files;
  for (const end of ['-wal', '-shm']) rmSync(first + end, { force: true });
  renameSync(arriving, first);
  syncDirectory(dir);
  for (const file of others) remove(file);
  return lost;
};
