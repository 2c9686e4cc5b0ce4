import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { backupsIn, journalsSince } from './backups.ts';
import { deriveKey } from './crypto.ts';
import { openDatabase } from './database.ts';
import { syncDirectory } from './durable-file.ts';
import { StoreDamagedError } from './errors.ts';
import { KEYRING_FILES } from './keyring-file.ts';
import { migrations } from './migrations/index.ts';
import { rescueKeys } from './rescue-keys.ts';

/** What was found damaged, and what has taken its place. */
export interface Recovery {
  /** SQLite's own words. */
  readonly damage: readonly string[];
  /** Where the damaged database is now, whole; absent when only its log was damaged, which SQLite has cut off, or a keyring. */
  readonly aside?: string;
  /** File name of the backup that was put back. */
  readonly backup?: string;
  /** Oldest first; what they hold and the database does not is put back when the store opens. */
  readonly journals: readonly string[];
  /** The database is one of the past, or new. */
  readonly databaseReplaced: boolean;
  /** Some data keys could not be read any more: a missing key does not mean that a record was accepted. */
  readonly keysLost: boolean;
}

const ENDS = ['', '-wal', '-shm'] as const;

/** Moves a database out of the way, whole, so that nothing of it is overwritten. Only while nobody has it open. */
const setAside = (dir: string, name: string, aside: string): void => {
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const end of ENDS)
    if (existsSync(join(dir, name + end))) renameSync(join(dir, name + end), join(aside, name + end));
  syncDirectory(aside);
  syncDirectory(dir);
};

const isGood = (file: string, key: Uint8Array): boolean => {
  try {
    openDatabase({ file, key, migrations }).close();
    return true;
  } catch (error) {
    if (error instanceof StoreDamagedError) return false;
    throw error;
  }
};

/**
 * Puts a copy of a backup in the database's place, if it is sound. The next opening gives up all leased numbers and
 * begins a new audit epoch.
 */
export const putBack = (backup: string, dir: string, key: Uint8Array): boolean => {
  const file = join(dir, 'kiosk.db');
  const arriving = `${file}.arriving`;
  for (const end of ENDS) rmSync(arriving + end, { force: true });
  cpSync(backup, arriving);
  const good = isGood(arriving, key);
  for (const end of ['-wal', '-shm']) rmSync(arriving + end, { force: true });
  for (const end of ['-wal', '-shm']) if (good) rmSync(file + end, { force: true });
  if (good) renameSync(arriving, file);
  else rmSync(arriving, { force: true });
  syncDirectory(dir);
  return good;
};

/** Makes room for a store that opens: the newest good state in the place of what `found` names. */
export const recover = (
  at: { readonly dir: string; readonly key: Uint8Array },
  found: StoreDamagedError,
  now: number,
  before?: Recovery,
): Recovery => {
  const { dir, key } = at;
  const aside = before?.aside ?? join(dir, `damaged-${now}`);
  const damage = [...(before?.damage ?? []), `${basename(found.file)}: ${found.damage}`];
  if (KEYRING_FILES.some((name) => name === basename(found.file))) {
    const lost = rescueKeys(dir, deriveKey(key, 'keyring'));
    const keysLost = lost || before?.keysLost === true;
    return { journals: [], databaseReplaced: false, ...before, damage, keysLost };
  }
  setAside(dir, 'kiosk.db', aside);
  const good = backupsIn(dir).find(({ file }) => putBack(file, dir, key));
  return {
    damage,
    aside,
    ...(good ? { backup: basename(good.file) } : {}),
    journals: journalsSince(dir, good?.number ?? 0),
    databaseReplaced: true,
    keysLost: before?.keysLost ?? false,
  };
};
