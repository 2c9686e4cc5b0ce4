import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openDatabase, type Sql } from './database.ts';
import { syncDirectory } from './durable-file.ts';
import { migrations } from './migrations/index.ts';
import { openSettings } from './settings.ts';
import { markAsBackup } from './starts.ts';

/**
 * Writes an encrypted copy, marked as one, to `to`; the name appears only when it is whole. By `VACUUM INTO`, as
 * SQLite's backup API refuses encrypted targets. Data keys are not in it: what is erased later is erased there too.
 */
export const backUp = (sql: Sql, key: Uint8Array, to: string): void => {
  const making = `${to}.making`;
  for (const end of ['', '-wal', '-shm']) rmSync(making + end, { force: true });
  sql.db.prepare('VACUUM INTO ?').run(making);
  const copy = openDatabase({ file: making, key, migrations });
  markAsBackup(openSettings(copy));
  copy.checkpoint();
  copy.close();
  for (const end of ['-wal', '-shm']) rmSync(making + end, { force: true });
  renameSync(making, to);
  syncDirectory(dirname(to));
};

/** Both databases: one without the other opens nothing. */
const NAMES = ['kiosk.db', 'keyring.db'].flatMap((name) => ['', '-wal', '-shm'].map((end) => name + end));

/**
 * Puts a backup in the place of a lost database. Only while the kiosk is stopped. What was there is kept in
 * `<dir>/replaced`, with the keys of what was unsent. The next opening gives up all leased numbers and begins a new
 * audit epoch.
 */
export const restore = (backup: string, dir: string): void => {
  const file = join(dir, 'kiosk.db');
  const arriving = `${file}.arriving`;
  const replaced = join(dir, 'replaced');
  cpSync(backup, arriving);
  mkdirSync(replaced, { recursive: true, mode: 0o700 });
  for (const name of NAMES) {
    if (existsSync(join(dir, name))) cpSync(join(dir, name), join(replaced, name));
  }
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
  renameSync(arriving, file);
  syncDirectory(dir);
};

/**
 * Puts a damaged store out of the way, whole, so that the kiosk can go on with a new one and nothing of the old is
 * overwritten: its unsent records can still be got out of it with the storage key. Only while it is not open.
 * Returns where it is now.
 */
export const setAside = (dir: string, now: number): string => {
  const aside = join(dir, `damaged-${now}`);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const name of [...NAMES, 'files']) {
    if (existsSync(join(dir, name))) renameSync(join(dir, name), join(aside, name));
  }
  syncDirectory(aside);
  syncDirectory(dir);
  return aside;
};
