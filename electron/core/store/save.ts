import type { Audit } from './audit.ts';
import type { Signer } from './crypto.ts';
import type { Sql, Transaction } from './database.ts';
import type { Erasures } from './erasures.ts';
import type { Files, NewFile } from './files.ts';
import type { DataKey, Keyring } from './keyring.ts';
import { localCode } from './local-code.ts';
import type { Person } from './person.ts';
import { type Receipt, signReceipt } from './receipt.ts';
import type { RecordKind, Records } from './records.ts';
import type { NewId } from './uuid.ts';

export type SavedKind = Exclude<RecordKind, 'ticket' | 'ticket-void' | 'lease' | 'release'>;

/** What a body may be built from. */
export interface Given {
  readonly id: string;
  readonly localCode: string;
  readonly files: readonly {
    readonly fileId: string;
    readonly pages: number;
    readonly mediaType: string;
    readonly size: number;
    readonly sha256: string;
  }[];
  /** The receipt of the content; a `receipt` member is left out of what is hashed. */
  readonly sign: (content: object) => Receipt;
}

export interface RecordToSave {
  readonly kind: SavedKind;
  /** UUIDv7; made here if absent. Saving an id again changes nothing and gives the first answer. */
  readonly id?: string;
  /** Below the base path: `/submissions`. */
  readonly path: string;
  readonly body: object | ((given: Given) => object);
  readonly files?: readonly NewFile[];
  /** Document type and number of the person: keeps the order of this person's records. Stored as a keyed hash. */
  readonly personKey?: string;
}

export interface SavedRecord {
  readonly id: string;
  readonly localCode: string;
  /** Present when the body was signed: what a slip shows of it. */
  readonly receipt?: Receipt;
}

/**
 * On disk when it returns: files under data keys that were there before, then records, outbox items and audit rows as one; all of them or none.
 * Throws StorageFullError.
 */
export const saver = (parts: {
  readonly sql: Sql;
  readonly keyring: Keyring;
  readonly files: Files;
  readonly records: Records;
  readonly audit: Audit;
  readonly signer: Signer;
  readonly person: Person;
  readonly erasures: Erasures;
  readonly newId: NewId;
}): ((toSave: readonly RecordToSave[]) => readonly SavedRecord[]) => {
  const { sql, keyring, files, records, audit, signer, person, erasures, newId } = parts;

  /** Files are written, the body is put together; nothing of it counts before the transaction. */
  const prepare = (record: RecordToSave, id: string, code: string, key: DataKey) => {
    let receipt: Receipt | undefined;
    const written = (record.files ?? []).map((file) => files.write(key.secret, file));
    const body =
      typeof record.body === 'function'
        ? record.body({
            id,
            localCode: code,
            files: written.map(({ id: fileId, ...facts }) => ({ fileId, ...facts })),
            sign: (content) => {
              receipt = signReceipt(signer, content);
              return receipt;
            },
          })
        : record.body;
    return { record, id, key, written, body, receipt };
  };

  const addWithin = (transaction: Transaction, one: ReturnType<typeof prepare>): void => {
    const { record, id, key, written, body } = one;
    records.addWithin(transaction, {
      id,
      kind: record.kind,
      path: record.path,
      lane: written.length > 0 ? 'heavy' : 'light',
      orderKey: person.orderKey(record.personKey, id),
      key,
      body,
      files: written,
    });
    audit.appendWithin(transaction, {
      kind: 'record.saved',
      fields: { recordId: id, recordKind: record.kind, files: written.length },
    });
  };

  return (toSave) => {
    const all = toSave.map((record) => {
      const id = record.id ?? newId();
      return { record, id, code: localCode(id) };
    });
    const fresh = all
      .filter(({ record, id }) => record.id === undefined || !records.outcomeOf(id))
      .map((one) => ({ ...one, key: keyring.take() }));
    let prepared: ReturnType<typeof prepare>[] = [];
    let kept = false;
    try {
      prepared = fresh.map(({ record, id, code, key }) => prepare(record, id, code, key));
      sql.transact((transaction) => {
        for (const one of prepared) addWithin(transaction, one);
      });
      kept = true;
    } finally {
      if (!kept) {
        // A key that has sealed anything is never used again.
        for (const { key } of fresh) erasures.owe(key.id, []);
        files.remove(fresh.flatMap(({ record }) => (record.files ?? []).map((file) => file.id)));
      }
    }
    if (fresh.length > 0) records.tellAdded();
    return all.map(({ id, code }) => {
      const receipt = prepared.find((one) => one.id === id)?.receipt;
      return { id, localCode: code, ...(receipt ? { receipt } : {}) };
    });
  };
};
