import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Sql } from './database.ts';
import { syncDirectory } from './durable-file.ts';
import { inOurWords, StoreDamagedError } from './errors.ts';
import type { Journal } from './journal.ts';
import { migrations } from './migrations/index.ts';
import { openSettings } from './settings.ts';
import { markAsBackup } from './starts.ts';

/**
 * `<dir>/backups`: `00007.db` is a copy of the database, `00007.journal` what was saved since. A number without a copy
 * is one whose backup did not succeed; its journal counts all the same.
 */
const folderOf = (dir: string): string => join(dir, 'backups');
const nameOf = (dir: string, number: number, end: 'db' | 'journal'): string =>
  join(folderOf(dir), `${String(number).padStart(5, '0')}.${end}`);

const numbersOf = (dir: string, end: 'db' | 'journal'): readonly number[] => {
  if (!existsSync(folderOf(dir))) return [];
  return readdirSync(folderOf(dir))
    .filter((name) => new RegExp(`^\\d{5,}\\.${end}$`).test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);
};

export interface Backup {
  readonly number: number;
  readonly file: string;
  /** Milliseconds since 1970 */
  readonly madeAt: number;
}

/** Newest first. */
export const backupsIn = (dir: string): readonly Backup[] =>
  numbersOf(dir, 'db')
    .map((number) => {
      const file = nameOf(dir, number, 'db');
      return { number, file, madeAt: statSync(file).mtimeMs };
    })
    .reverse();

/** Oldest first: what was saved since the backup of this number. */
export const journalsSince = (dir: string, number: number): readonly string[] =>
  numbersOf(dir, 'journal')
    .filter((each) => each >= number)
    .map((each) => nameOf(dir, each, 'journal'));

/** The journal that is to be gone on with. */
export const currentJournal = (dir: string): string =>
  nameOf(dir, Math.max(0, ...numbersOf(dir, 'journal'), ...numbersOf(dir, 'db')), 'journal');

/** So many backups are kept: should the newest turn out damaged, the one before and both journals give the same. */
const KEPT = 2;

const forgetOld = (dir: string): void => {
  const oldest = backupsIn(dir)[KEPT - 1]?.number;
  if (oldest === undefined) return;
  for (const end of ['db', 'journal'] as const)
    for (const number of numbersOf(dir, end))
      if (number < oldest) rmSync(nameOf(dir, number, end), { force: true });
};

/** Opens the copy, which reads and authenticates each page, and compares what it holds. Throws StoreDamagedError. */
const verify = (sql: Sql, copy: Sql): void => {
  const facts = (db: Sql['db']): string =>
    JSON.stringify([
      db.prepare('SELECT count(*) FROM records').pluck().get(),
      db.prepare('SELECT count(*), coalesce(max(seq), 0) FROM outbox').raw().get(),
      db.prepare('SELECT * FROM standing').raw().get(),
    ]);
  if (facts(sql.db) !== facts(copy.db))
    throw new StoreDamagedError(copy.file, 'the copy holds something else');
};

/**
 * Writes an encrypted copy, marked as one; its name appears only when it is whole and verified. By `VACUUM INTO`, as
 * SQLite's backup API refuses encrypted targets. Data keys are not in it: what is erased later is erased there too.
 * Throws StorageFullError, StorageFailingError, StoreDamagedError; then the older backups and all journals are still there.
 */
export const backUp = (parts: {
  readonly dir: string;
  readonly sql: Sql;
  readonly key: Uint8Array;
  readonly journal: Journal;
}): string => {
  const { dir, sql, key, journal } = parts;
  const number = 1 + Math.max(0, ...numbersOf(dir, 'journal'), ...numbersOf(dir, 'db'));
  const file = nameOf(dir, number, 'db');
  const making = `${file}.making`;
  const clear = (...ends: readonly string[]): void => {
    for (const end of ends) rmSync(making + end, { force: true });
  };
  try {
    clear('', '-wal', '-shm');
    mkdirSync(folderOf(dir), { recursive: true, mode: 0o700 });
    journal.turnTo(nameOf(dir, number, 'journal'));
    sql.db.prepare('VACUUM INTO ?').run(making);
    const copy = openDatabase({ file: making, key, migrations });
    try {
      verify(sql, copy);
      markAsBackup(openSettings(copy));
      copy.checkpoint();
    } finally {
      copy.close();
    }
    clear('-wal', '-shm');
    renameSync(making, file);
    syncDirectory(folderOf(dir));
    forgetOld(dir);
    return file;
  } catch (error) {
    clear('', '-wal', '-shm');
    throw inOurWords(file, error);
  }
};
