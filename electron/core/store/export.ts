import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomBytes } from './clock.ts';
import { deriveKey, seal, unseal } from './crypto.ts';
import { writeDurably } from './durable-file.ts';
import { inOurWords } from './errors.ts';
import type { StoredFile } from './files.ts';
import { openSealedFile, SealedFileError, type SealedFileReader, sealedParts } from './sealed-file.ts';
import type { Store } from './store.ts';

/**
 * What a kiosk that stays offline has not sent, for carrying to a place with a network:
 *
 *   records.sealed        AES-256-GCM over one JSON line a record: {id, kind, path, body (base64), files: [...]}
 *   files/<uuid>.sealed   as in the store (sealed-file.ts)
 *
 * sealed under a key derived from the kiosk's storage key. Nothing is removed from the kiosk: should both send a
 * record, its idempotency key lets it arrive once.
 */
export interface ExportedRecord {
  readonly id: string;
  readonly kind: string;
  readonly path: string;
  /** base64: the bytes that go up */
  readonly body: string;
  readonly files: readonly {
    readonly id: string;
    readonly mediaType: string;
    readonly pages: number;
    readonly size: number;
    readonly sha256: string;
  }[];
}

const CONTEXT = 'export';
const keyFrom = (storageKey: Uint8Array): Uint8Array => deriveKey(storageKey, 'export');

/** Seals one paper anew into the bundle. `false`: the kiosk's own copy can't be opened any more. */
const carry = (store: Store, file: StoredFile, key: Uint8Array, to: string, random: RandomBytes): boolean => {
  let reader: SealedFileReader | undefined;
  try {
    reader = store.files.open(file);
    const plain = reader?.read(0, reader.size);
    if (!plain) return false;
    writeDurably(join(to, 'files', `${file.id}.sealed`), ...sealedParts(key, file.id, plain, random));
    return true;
  } catch (error) {
    if (error instanceof SealedFileError) return false;
    throw inOurWords(to, error);
  } finally {
    reader?.close();
  }
};

/**
 * Writes the bundle into `to`, which is made. Records in quarantine are included; `unreadable` are the ids of those
 * whose own copy can't be opened any more. Throws StorageFullError when the medium is full.
 */
export const exportUnsent = (
  store: Store,
  options: { readonly to: string; readonly storageKey: Uint8Array; readonly random: RandomBytes },
): { readonly records: number; readonly files: number; readonly unreadable: readonly string[] } => {
  const { to, random } = options;
  const key = keyFrom(options.storageKey);
  mkdirSync(join(to, 'files'), { recursive: true, mode: 0o700 });
  const records: ExportedRecord[] = [];
  const unreadable: string[] = [];
  store.outbox.forEachWaiting(({ recordId, path }) => {
    const body = store.records.bodyOf(recordId);
    const kind = store.outcomeOf(recordId)?.kind;
    if (!body || kind === undefined) {
      unreadable.push(recordId);
      return;
    }
    const files = store.files.of(recordId);
    if (!files.every((file) => carry(store, file, key, to, random))) {
      unreadable.push(recordId);
      return;
    }
    records.push({
      id: recordId,
      kind,
      path,
      body: Buffer.from(body).toString('base64'),
      files: files.map(({ id, mediaType, pages, size, sha256 }) => ({ id, mediaType, pages, size, sha256 })),
    });
  });
  const lines = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  writeDurably(join(to, 'records.sealed'), seal(key, lines, CONTEXT, random).bytes);
  store.append({ kind: 'records.exported', fields: { records: records.length } });
  return {
    records: records.length,
    files: records.reduce((sum, record) => sum + record.files.length, 0),
    unreadable,
  };
};

/** The other end. `undefined`: another key, or a changed bundle. */
export const readExport = (
  from: string,
  storageKey: Uint8Array,
): { readonly records: readonly ExportedRecord[]; readonly fileOf: (id: string) => Buffer } | undefined => {
  const key = keyFrom(storageKey);
  const bytes = readFileSync(join(from, 'records.sealed'));
  const lines = unseal(key, { alg: 'AES-256-GCM', bytes }, CONTEXT);
  if (!lines) return undefined;
  return {
    records: lines
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ExportedRecord),
    fileOf: (id) => {
      const reader = openSealedFile(join(from, 'files', `${id}.sealed`), key, id);
      try {
        return reader.read(0, reader.size);
      } finally {
        reader.close();
      }
    },
  };
};
