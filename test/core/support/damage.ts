import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveKey } from '../../../electron/core/store/crypto.ts';
import { openDatabase } from '../../../electron/core/store/database.ts';
import { keyringSchema } from '../../../electron/core/store/keyring-file.ts';
import type { Store } from '../../../electron/core/store/store.ts';
import { KEY, seededRandom } from './store-bench.ts';

const paper = (number: number) => ({
  id: `01900000-0000-7000-8000-0000000000f${number}`,
  bytes: Buffer.from(`%PDF-1.7 paper ${number}`),
  mediaType: 'application/pdf',
  pages: 1,
});

export const save = (store: Store, number: number, withPaper = false) =>
  store.saveRecord({
    kind: 'submission',
    path: '/submissions',
    body: { number, form: 'x'.repeat(500) },
    personKey: 'resident-id:330106195203070023',
    ...(withPaper ? { files: [paper(number)] } : {}),
  }).id;

export const numberIn = (store: Store, id: string): unknown =>
  JSON.parse(Buffer.from(store.records.bodyOf(id) ?? Buffer.from('null')).toString())?.number;

/** Overwrites so many bytes at a place, as a disk does that gives back something else. */
export const smash = (file: string, from: number, length: number): void => {
  const bytes = readFileSync(file);
  bytes.set(seededRandom(`smash ${from}`)(Math.min(length, bytes.length - from)), from);
  writeFileSync(file, bytes);
};

export const keysIn = (dir: string, name: string): readonly unknown[] => {
  const ring = openDatabase({
    file: join(dir, name),
    key: deriveKey(KEY, 'keyring'),
    migrations: keyringSchema,
  });
  const ids = ring.db.prepare('SELECT id FROM keys').pluck().all();
  ring.close();
  return ids;
};

export const smashAll = (file: string): void => writeFileSync(file, Buffer.alloc(statSync(file).size, 0xa5));
