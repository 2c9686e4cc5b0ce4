import { Listeners } from '../../../devices/protocol/listeners.ts';
import type { Audit } from './audit.ts';
import type { RandomBytes, WallClock } from './clock.ts';
import type { Sql, Transaction } from './database.ts';
import type { Files } from './files.ts';
import type { Keyring } from './keyring.ts';
import { localCode } from './local-code.ts';
import type { Lane, Outbox } from './outbox.ts';
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

interface Row {
  readonly id: string;
  readonly kind: RecordKind;
  readonly local_code: string;
  readonly created_at: number;
  readonly state: RecordState;
  readonly settled_at: number | null;
  readonly seal_alg: string | null;
  readonly payload: Uint8Array | null;
  readonly digest: string;
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
  readonly key?: Uint8Array;
  readonly body: object;
}

export interface Settled {
  readonly id: string;
  readonly answer: RecordAnswer;
  /** Joins the transaction. */
  readonly also?: (transaction: Transaction) => void;
}

export interface Records {
  /** Record and outbox item; the body is turned into bytes here, once and for all. */
  addWithin(transaction: Transaction, record: NewRecord): void;
  outcomeOf(id: string): Outcome | undefined;
  /** The bytes that go up, the same at every try; `undefined` when they can't be opened any more. */
  bodyOf(id: string): Uint8Array | undefined;
  /** The central system has it: payload, data key and files are erased, the answer stays. */
  settle(id: string, answer: RecordAnswer): void;
  /** The same for several in one transaction: a backlog drains at the speed of the network, not of the disk. */
  settleAll(settled: readonly Settled[]): void;
  quarantine(id: string, reason: string): void;
  /** Staff: try it once more. `false`: it is not in quarantine. */
  retry(id: string): boolean;
  inState(state: RecordState): readonly Outcome[];
  byLocalCode(code: string): readonly Outcome[];
  /** Forgets one of the kiosk's own requests that has become pointless. */
  dropWithin(transaction: Transaction, id: string): void;
  onOutcome(listener: (outcome: Outcome) => void): () => void;
  onAdded(listener: () => void): () => void;
  tellAdded(): void;
}

type Facts = Omit<Row, 'payload' | 'seal_alg' | 'digest'>;
const FACTS = 'id, kind, local_code, created_at, state, settled_at, answer, reason';

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
  readonly audit: Audit;
  readonly clock: WallClock;
  readonly random: RandomBytes;
}): Records => {
  const { sql, keyring, files, outbox, audit, clock, random } = options;
  const { db } = sql;
  const insert = db.prepare(
    `INSERT INTO records (id, kind, local_code, created_at, state, seal_alg, payload, digest, digest_alg)
     VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?, 'SHA-256')`,
  );
  const byId = db.prepare<[string], Row>('SELECT * FROM records WHERE id = ?');
  const facts = db.prepare<[string], Facts>(`SELECT ${FACTS} FROM records WHERE id = ?`);
  const byState = db.prepare<[string], Facts>(
    `SELECT ${FACTS} FROM records WHERE state = ? ORDER BY created_at, id`,
  );
  const byCode = db.prepare<[string], Facts>(`SELECT ${FACTS} FROM records WHERE local_code = ?`);
  const settleRow = db.prepare(
    `UPDATE records SET state = 'received', settled_at = ?, answer = ?, reason = NULL, payload = NULL, seal_alg = NULL
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

  const settleWithin = (transaction: Transaction, { id, answer, also }: Settled): readonly string[] => {
    const row = facts.get(id);
    if (!row || row.state === 'received') return [];
    settleRow.run(clock.now(), JSON.stringify(answer), id);
    outbox.removeWithin(transaction, id);
    audit.appendWithin(transaction, {
      kind: 'record.received',
      fields: {
        ...auditFields(row),
        ...(answer.receiptNumber === undefined ? {} : { receiptNumber: answer.receiptNumber }),
      },
    });
    also?.(transaction);
    return files.forgetWithin(transaction, id);
  };
  const settleAll = (settled: readonly Settled[]): void => {
    const fileIds = sql.transact((transaction) => settled.flatMap((one) => settleWithin(transaction, one)));
    keyring.erase(settled.map(({ id }) => id));
    files.remove(fileIds);
    for (const { id } of settled) tell(id);
  };

  return {
    addWithin: (transaction, record) => {
      const bytes = Buffer.from(JSON.stringify(record.body));
      const payload = packPayload(record.id, record.key, bytes, random);
      insert.run(
        record.id,
        record.kind,
        localCode(record.id),
        clock.now(),
        payload.alg,
        payload.bytes,
        payload.digest,
      );
      outbox.enqueueWithin(transaction, {
        recordId: record.id,
        path: record.path,
        lane: record.lane,
        orderKey: record.orderKey,
      });
    },
    outcomeOf: (id) => {
      const row = facts.get(id);
      return row && outcomeFrom(row);
    },
    bodyOf: (id) => {
      const row = byId.get(id);
      if (!row?.payload || row.seal_alg === null) return undefined;
      const payload: Payload = { alg: row.seal_alg, bytes: row.payload, digest: row.digest };
      return unpackPayload(id, keyring.get(id), payload);
    },
    settle: (id, answer) => settleAll([{ id, answer }]),
    settleAll,
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
    inState: (state) => byState.all(state).map(outcomeFrom),
    byLocalCode: (code) => byCode.all(code).map(outcomeFrom),
    dropWithin: (transaction, id) => {
      outbox.removeWithin(transaction, id);
      drop.run(id);
    },
    onOutcome: (listener) => outcomes.add(listener),
    onAdded: (listener) => added.add(listener),
    tellAdded: () => added.tell(),
  };
};
