import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveKey, keyedHash } from './crypto.ts';
import { writeDurably } from './durable-file.ts';
import { StorageKeyError } from './errors.ts';

const NAME = 'key-check.json';

const checkOf = (key: Uint8Array): string => keyedHash(deriveKey(key, 'key check'), 'this key');

/**
 * A wrong key and a damaged first page look the same to SQLite. This small file tells them apart: a keyed hash that
 * only the right key makes, and from which nobody gets the key. Throws StorageKeyError.
 */
export const checkKey = (dir: string, key: Uint8Array): void => {
  const file = join(dir, NAME);
  if (!existsSync(file)) {
    if (existsSync(join(dir, 'kiosk.db'))) return;
    writeDurably(file, Buffer.from(`${JSON.stringify({ alg: 'HMAC-SHA-256', check: checkOf(key) })}\n`));
    return;
  }
  if (!readFileSync(file, 'utf8').includes(checkOf(key))) {
    throw new StorageKeyError(`The storage key does not open the store in ${dir}.`);
  }
};
