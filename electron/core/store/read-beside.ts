import Database from 'better-sqlite3';
import { schemaVersion, unlock } from './database.ts';
import { inOurWords, StoreTooNewError } from './errors.ts';
import type { Migration } from './migrations/migration.ts';

/**
 * Reads a database beside the program that has it open, in one consistent view: writes nothing, migrates nothing,
 * and holds no lock that a writer waits for. Throws StoreDamagedError, StoreInUseError (the file is kept
 * exclusively), StoreTooNewError, and what `read` throws.
 */
export const readBeside = <T>(
  options: { readonly file: string; readonly key: Uint8Array; readonly migrations?: readonly Migration[] },
  read: (db: Database.Database) => T,
): T => {
  const { file, migrations } = options;
  let db: Database.Database | undefined;
  try {
    const opened = new Database(file, { readonly: true, fileMustExist: true, timeout: 500 });
    db = opened;
    unlock(opened, options.key);
    opened.pragma('temp_store = MEMORY');
    const newest = migrations?.at(-1)?.version;
    const present = schemaVersion(opened);
    if (newest !== undefined && present > newest)
      throw new StoreTooNewError(`The store ${file} has schema ${present}; this program knows ${newest}.`);
    // Ended by closing: after a damaged page there is nothing that could be committed.
    opened.exec('BEGIN');
    return read(opened);
  } catch (error) {
    throw inOurWords(file, error);
  } finally {
    db?.close();
  }
};
