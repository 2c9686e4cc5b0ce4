import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomBytes, WallClock } from './clock.ts';
import { sha256Hex } from './crypto.ts';
import type { Sql, Transaction } from './database.ts';
import { writeDurably } from './durable-file.ts';
import { inOurWords, isStoreFault, type StoreFault } from './errors.ts';
import type { Keyring } from './keyring.ts';
import type { Outbox } from './outbox.ts';
import {
  openSealedFile,
  SEALED_FILE_ALG,
  SealedFileError,
  type SealedFileReader,
  sealedParts,
} from './sealed-file.ts';

/** A scanned paper as it comes from the session, in clear, in memory. */
export interface NewFile {
  /** UUIDv7; becomes the upload's metadata `id` and the body's `fileId`. */
  readonly id: string;
  readonly bytes: Uint8Array;
  /** `application/pdf` */
  readonly mediaType: string;
  readonly pages: number;
  /** Lower-case hex of `bytes`, computed here if absent. */
  readonly sha256?: string;
}

export interface StoredFile {
  readonly id: string;
  readonly recordId: string;
  readonly mediaType: string;
  readonly pages: number;
  /** Bytes in clear. */
  readonly size: number;
  readonly sha256: string;
  /** Where the central system told us to send it to, if it has. */
  readonly uploadUrl?: string;
  readonly uploaded: boolean;
}

interface Row {
  readonly id: string;
  readonly record_id: string;
  readonly media_type: string;
  readonly pages: number;
  readonly size: number;
  readonly sha256: string;
  readonly upload_url: string | null;
  readonly uploaded_at: number | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Files {
  /** Sealed, on disk, synced, its name too. Without a record it is swept at the next start. */
  write(key: Uint8Array, file: NewFile): FileFacts;
  addWithin(transaction: Transaction, recordId: string, file: FileFacts): void;
  of(recordId: string): readonly StoredFile[];
  open(file: StoredFile): SealedFileReader | undefined;
  /** Reads all of it. `false`: it is missing or not what was sealed. */
  isSound(file: StoredFile): boolean;
  setUploadUrl(id: string, url: string | undefined): void;
  markUploaded(id: string): void;
  forgetWithin(transaction: Transaction, recordId: string): readonly string[];
  remove(ids: readonly string[]): void;
  /** Ids of files on disk that no record names. */
  strays(): readonly string[];
}

export type FileFacts = Pick<StoredFile, 'id' | 'mediaType' | 'pages' | 'size' | 'sha256'>;

export const openFiles = (options: {
  readonly dir: string;
  readonly sql: Sql;
  readonly keyring: Keyring;
  readonly outbox: Outbox;
  readonly clock: WallClock;
  readonly random: RandomBytes;
  readonly onFault?: (fault: StoreFault) => void;
}): Files => {
  const { sql, keyring, outbox, clock, random, onFault } = options;
  const folder = join(options.dir, 'files');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string): string => {
    if (!UUID.test(id)) throw new TypeError(`A file's id is a lower-case UUID, not ${id}.`);
    return join(folder, `${id}.sealed`);
  };
  const { db } = sql;
  const insert = db.prepare(
    'INSERT INTO files (id, record_id, media_type, pages, size, sha256, seal_alg) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const byRecord = db.prepare<[string], Row>('SELECT * FROM files WHERE record_id = ? ORDER BY rowid');
  const setUrl = db.prepare('UPDATE files SET upload_url = ? WHERE id = ?');
  const setUploaded = db.prepare('UPDATE files SET uploaded_at = ? WHERE id = ?');
  const forget = db.prepare('DELETE FROM files WHERE record_id = ?');
  const known = db.prepare<[string], { id: string }>('SELECT id FROM files WHERE id = ?');
  const of = (recordId: string): readonly StoredFile[] =>
    byRecord.all(recordId).map((row) => ({
      id: row.id,
      recordId: row.record_id,
      mediaType: row.media_type,
      pages: row.pages,
      size: row.size,
      sha256: row.sha256,
      ...(row.upload_url === null ? {} : { uploadUrl: row.upload_url }),
      uploaded: row.uploaded_at !== null,
    }));
  const open = (file: StoredFile): SealedFileReader | undefined => {
    const keyId = outbox.keyIdOf(file.recordId);
    const key = keyId === undefined ? undefined : keyring.get(keyId);
    return key && openSealedFile(pathOf(file.id), key, file.id);
  };
  return {
    write: (key, file) => {
      try {
        writeDurably(pathOf(file.id), ...sealedParts(key, file.id, file.bytes, random));
      } catch (error) {
        const ours = inOurWords(folder, error);
        if (isStoreFault(ours)) onFault?.(ours);
        throw ours;
      }
      const { id, mediaType, pages, bytes } = file;
      return { id, mediaType, pages, size: bytes.length, sha256: file.sha256 ?? sha256Hex(bytes) };
    },
    addWithin: (_, recordId, { id, mediaType, pages, size, sha256 }) => {
      insert.run(id, recordId, mediaType, pages, size, sha256, SEALED_FILE_ALG);
    },
    of,
    open,
    isSound: (file) => {
      let reader: SealedFileReader | undefined;
      try {
        reader = open(file);
        return reader !== undefined && sha256Hex(reader.read(0, reader.size)) === file.sha256;
      } catch (error) {
        if (error instanceof SealedFileError) return false;
        throw error;
      } finally {
        reader?.close();
      }
    },
    setUploadUrl: (id, url) => {
      sql.transact(() => setUrl.run(url ?? null, id));
    },
    markUploaded: (id) => {
      sql.transact(() => setUploaded.run(clock.now(), id));
    },
    forgetWithin: (_, recordId) => {
      const ids = of(recordId).map((file) => file.id);
      forget.run(recordId);
      return ids;
    },
    remove: (ids) => {
      for (const id of ids) rmSync(pathOf(id), { force: true });
    },
    strays: () =>
      readdirSync(folder).flatMap((name) => {
        const id = name.replace(/\.sealed(\.making)?$/, '');
        if (name.endsWith('.making')) rmSync(join(folder, name), { force: true });
        return UUID.test(id) && !known.get(id) ? [id] : [];
      }),
  };
};
