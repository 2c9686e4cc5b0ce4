import { Listeners } from '../../../devices/protocol/listeners.ts';
import type { Audit } from './audit.ts';
import type { RandomBytes, WallClock } from './clock.ts';
import type { Sql, Transaction } from './database.ts';
import type { Erasures } from './erasures.ts';
import type { FileFacts, Files } from './files.ts';
import type { Journal } from './journal.ts';
import type { DataKey, Keyring } from './keyring.ts';
import type { Lane, Outbox, OutboxItem } from './outbox.ts';
import { type Payload, packPayload, unpackPayload } from './payload.ts';

/** What a citizen did, and (`ticket-void`, `lease`, `release`) what the kiosk itself has to tell. */
export type RecordKind =
  | 'submission'
  | 'supplement'
  | 'print'
  | 'report'
  | 'rating'
  | 'call'
  | 'draft'
  | 'draft-close'
  | 'ticket'
  | 'ticket-void'
  | 'lease'
  | 'release';

/** Those that hold nothing of a person: no data key, and not counted as backlog. */
export const OWN_BUSINESS: ReadonlySet<RecordKind> = new Set(['lease', 'release']);

export type RecordState = 'waiting' | 'received' | 'quarantined';

/** What the central system answered, without anything of a person. */
export interface RecordAnswer {
  readonly receiptNumber?: string;
  readonly acceptedAt?: string;
  readonly promisedBy?: string;
  readonly number?: string;
  readonly waitingAhead?: number;
  readonly seenAt?: string;
}

export interface Outcome {
  readonly id: string;
  readonly kind: RecordKind;
  readonly state: RecordState;
  /** Milliseconds since 1970 of saving, and of the answer. */
  readonly savedAt: number;
  readonly settledAt?: number;
  readonly answer?: RecordAnswer;
  /** Why it is quarantined: `status 422` and the problem's type. */
  readonly reason?: string;
}

interface Facts {
  readonly id: string;
  readonly kind: RecordKind;
  readonly created_at: number;
  readonly state: RecordState;
  readonly settled_at: number | null;
  readonly answer: string | null;
  readonly reason: string | null;
}

export interface NewRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly path: string;
  readonly lane: Lane;
  readonly orderKey: string;
  /** Absent for the kiosk's own business. */
  readonly key?: DataKey;
  readonly body: object;
  readonly files?: readonly FileFacts[];
}

export interface Settled {
  readonly id: string;
  readonly answer: RecordAnswer;
  /** It had been received at an earlier try, whose answer did not come. */
  readonly already?: boolean;
  /** Joins the transaction. */
  readonly also?: (transaction: Transaction) => void;
}

/** A record as it is stored, and as the journal repeats it. */
export interface Entry {
  readonly kind: RecordKind;
  /** Milliseconds since 1970 */
  readonly savedAt: number;
  readonly item: OutboxItem;
  readonly payload: Payload;
  readonly files: readonly FileFacts[];
}

export interface Records {
  /** Record, outbox item and files; the body is turned into bytes here, once and for all. The journal has it too. */
  addWithin(transaction: Transaction, record: NewRecord): void;
  /** Puts back what the journal remembers. */
  insertWithin(transaction: Transaction, entry: Entry): void;
  outcomeOf(id: string): Outcome | undefined;
  /** The bytes that go up, the same at every try; `undefined` when they can't be opened any more. */
  bodyOf(id: string): Uint8Array | undefined;
  /**
   * The central system has it: the payload goes, and data key and files are erased in the next round (erasures.ts);
   * the answer stays.
   */
  settle(id: string, answer: RecordAnswer): void;
  /** The same for several in one transaction: a backlog drains at the speed of the network, not of the disk. */
  settleAll(settled: readonly Settled[]): void;
  /** After a restore: what waits here and has lost its key was accepted since. Returns how many. */
  settleErasedWithin(transaction: Transaction, hasKey: (keyId: string) => boolean): number;
  quarantine(id: string, reason: string): void;
  /** It went out and its answer was lost: nobody here knows whether it has been received. Written down once. */
  markUnclear(id: string): void;
  /** Staff: try it once more. `false`: it is not in quarantine. */
  retry(id: string): boolean;
  quarantined(): readonly Outcome[];
  /** Forgets one of the kiosk's own requests that has become pointless. */
  dropWithin(transaction: Transaction, id: string): void;
  onOutcome(listener: (outcome: Outcome) => void): () => void;
  onAdded(listener: () => void): () => void;
  tellAdded(): void;
}

const FACTS = 'id, kind, created_at, state, settled_at, answer, reason';

const CITIZENS = `kind NOT IN (${[...OWN_BUSINESS].map((kind) => `'${kind}'`).join(', ')})`;

const outcomeFrom = (row: Facts): Outcome => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  savedAt: row.created_at,
  ...(row.settled_at === null ? {} : { settledAt: row.settled_at }),
  ...(row.answer === null ? {} : { answer: JSON.parse(row.answer) as RecordAnswer }),
  ...(row.reason === null ? {} : { reason: row.reason }),
});

export const openRecords = (options: {
  readonly sql: Sql;
  readonly keyring: Keyring;
  readonly files: Files;
  readonly outbox: Outbox;
  readonly erasures: Erasures;
  readonly journal: Pick<Journal, 'add'>;
  readonly audit: Audit;
  readonly clock: WallClock;
  readonly random: RandomBytes;
}): Records => {
  const { sql, keyring, files, outbox, erasures, journal, audit, clock, random } = options;
  const { db } = sql;
  const insert = db.prepare(
    `INSERT INTO records (id, kind, created_at, state, outbox_seq, digest, digest_alg)
     VALUES (?, ?, ?, 'waiting', ?, ?, 'SHA-256')`,
  );
  const digestOf = db.prepare<[string], string>('SELECT digest FROM records WHERE id = ?').pluck();
  const facts = db.prepare<[string], Facts>(`SELECT ${FACTS} FROM records WHERE id = ?`);
  const refused = db.prepare<[], Facts>(
    `SELECT ${FACTS} FROM records WHERE state = 'quarantined' AND ${CITIZENS} ORDER BY settled_at, id`,
  );
  const settleRow = db.prepare(
    `UPDATE records SET state = 'received', settled_at = ?, answer = ?, reason = NULL, outbox_seq = NULL
     WHERE id = ? AND state <> 'received'`,
  );
  const setState = db.prepare('UPDATE records SET state = ?, settled_at = ?, reason = ? WHERE id = ?');
  const drop = db.prepare('DELETE FROM records WHERE id = ?');
  const outcomes = new Listeners<[Outcome]>();
  const added = new Listeners<[]>();

  const tell = (id: string): void => {
    const row = facts.get(id);
    if (row) outcomes.tell(outcomeFrom(row));
  };
  const auditFields = (row: Facts): { readonly recordId: string; readonly recordKind: string } => ({
    recordId: row.id,
    recordKind: row.kind,
  });

  const insertWithin = (
    transaction: Transaction,
    { kind, savedAt, item, payload, files: papers }: Entry,
  ): void => {
    const id = item.recordId;
    insert.run(id, kind, savedAt, outbox.enqueueWithin(transaction, item, payload), payload.digest);
    for (const paper of papers) files.addWithin(transaction, id, paper);
  };

  const settleWithin = (transaction: Transaction, { id, answer, already = false, also }: Settled): void => {
    const row = facts.get(id);
    if (!row || row.state === 'received') return;
    const keyId = outbox.keyIdOf(id);
    outbox.removeWithin(transaction, id);
    settleRow.run(clock.now(), JSON.stringify(answer), id);
    audit.appendWithin(transaction, {
      kind: 'record.received',
      fields: {
        ...auditFields(row),
        outcome: already ? 'already-accepted' : 'accepted',
        ...(answer.receiptNumber === undefined ? {} : { receiptNumber: answer.receiptNumber }),
      },
    });
    also?.(transaction);
    const fileIds = files.forgetWithin(transaction, id);
    transaction.onCommit(() => erasures.owe(keyId, fileIds));
  };
  const settleAll = (settled: readonly Settled[]): void => {
    sql.transact((transaction) => {
      for (const one of settled) settleWithin(transaction, one);
    });
    for (const { id } of settled) tell(id);
  };

  return {
    addWithin: (transaction, record) => {
      const bytes = Buffer.from(JSON.stringify(record.body));
      const payload = packPayload(record.id, record.key?.secret, bytes, random);
      const { id, kind, path, lane, orderKey, key } = record;
      const savedAt = clock.now();
      const item = { recordId: id, path, lane, orderKey, ...(key ? { keyId: key.id } : {}) };
      insertWithin(transaction, { kind, savedAt, item, payload, files: record.files ?? [] });
      if (!key) return;
      const entry = { kind, savedAt, item, payload, files: record.files ?? [] };
      transaction.onCommit(() => journal.add(entry, key.secret));
    },
    insertWithin,
    outcomeOf: (id) => {
      const row = facts.get(id);
      return row && outcomeFrom(row);
    },
    bodyOf: (id) => {
      const digest = digestOf.get(id);
      const item = digest === undefined ? undefined : outbox.enqueued(id, digest);
      if (!item) return undefined;
      return unpackPayload(id, item.keyId === undefined ? undefined : keyring.get(item.keyId), item.payload);
    },
    settle: (id, answer) => settleAll([{ id, answer }]),
    settleAll,
    settleErasedWithin: (transaction, hasKey) => {
      const erased: string[] = [];
      outbox.forEachWaiting(({ recordId, keyId }) => {
        if (keyId !== undefined && !hasKey(keyId)) erased.push(recordId);
      });
      for (const id of erased) {
        outbox.removeWithin(transaction, id);
        settleRow.run(clock.now(), JSON.stringify({}), id);
        files.forgetWithin(transaction, id);
      }
      return erased.length;
    },
    quarantine: (id, reason) => {
      sql.transact((transaction) => {
        const row = facts.get(id);
        if (row?.state !== 'waiting') return;
        setState.run('quarantined', clock.now(), reason, id);
        outbox.holdWithin(transaction, id);
        audit.appendWithin(transaction, {
          kind: 'record.quarantined',
          fields: { ...auditFields(row), reason },
        });
      });
      tell(id);
    },
    markUnclear: (id) => {
      sql.transact((transaction) => {
        const row = facts.get(id);
        if (row?.state === 'waiting' && outbox.markUnclearWithin(transaction, id))
          audit.appendWithin(transaction, { kind: 'record.unclear', fields: auditFields(row) });
      });
    },
    retry: (id) => {
      const found = sql.transact((transaction) => {
        const row = facts.get(id);
        if (row?.state !== 'quarantined') return false;
        setState.run('waiting', null, null, id);
        outbox.releaseWithin(transaction, id);
        audit.appendWithin(transaction, { kind: 'record.retried', fields: auditFields(row) });
        return true;
      });
      if (found) added.tell();
      return found;
    },
    quarantined: () => refused.all().map(outcomeFrom),
    dropWithin: (transaction, id) => {
      outbox.removeWithin(transaction, id);
      drop.run(id);
    },
    onOutcome: (listener) => outcomes.add(listener),
    onAdded: (listener) => added.add(listener),
    tellAdded: () => added.tell(),
  };
};
