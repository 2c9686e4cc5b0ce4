import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveKey, keyedHash } from './crypto.ts';
import { writeDurably } from './durable-file.ts';
import { StorageKeyError, StoreDamagedError, StoreInUseError } from './errors.ts';
import { readBeside } from './read-beside.ts';

const NAME = 'key-check.json';

const checkOf = (key: Uint8Array): string => keyedHash(deriveKey(key, 'key check'), 'this key');

/** Whether one of the databases opens with it: then it is the key, whatever the check says. */
const opensAnything = (dir: string, key: Uint8Array): boolean =>
  [
    { file: join(dir, 'kiosk.db'), key },
    { file: join(dir, 'keyring.db'), key: deriveKey(key, 'keyring') },
  ].some((database) => {
    if (!existsSync(database.file)) return false;
    try {
      readBeside(database, (db) => db.prepare('SELECT count(*) FROM sqlite_schema').get());
      return true;
    } catch (error) {
      if (error instanceof StoreDamagedError || error instanceof StoreInUseError) return false;
      throw error;
    }
  });

/**
 * A wrong key and a damaged first page look the same to SQLite. This small file tells them apart: a keyed hash that
 * only the right key makes, and from which nobody gets the key. When the file itself is damaged, the databases decide.
 * Throws StorageKeyError.
 */
export const checkKey = (dir: string, key: Uint8Array): void => {
  const file = join(dir, NAME);
  const write = (): void =>
    writeDurably(file, Buffer.from(`${JSON.stringify({ alg: 'HMAC-SHA-256', check: checkOf(key) })}\n`));
  if (!existsSync(file)) {
    if (!existsSync(join(dir, 'kiosk.db'))) write();
    return;
  }
  if (readFileSync(file, 'utf8').includes(checkOf(key))) return;
  if (!opensAnything(dir, key))
    throw new StorageKeyError(`The storage key does not open the store in ${dir}.`);
  write();
};
