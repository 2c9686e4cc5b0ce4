import { PLAIN_LIMIT, type Sql, type Transaction } from './database.ts';
import { type OutboxFacts, outboxHash } from './outbox-hash.ts';
import type { Payload } from './payload.ts';

/**
 * What is still to be sent. Lanes go on side by side: `blocks` so that the numbers of tickets never queue behind a
 * backlog, `heavy` so that a long upload never holds up a ticket.
 */
export type Lane = 'blocks' | 'light' | 'heavy';

export interface OutboxItem extends OutboxFacts {
  readonly recordId: string;
  /** Below the base path: `/tickets`. */
  readonly path: string;
  readonly lane: Lane;
  /** Items with the same key go one after the other, in the order they were enqueued. */
  readonly orderKey: string;
}

export interface DueItem extends OutboxItem {
  /** Its place. */
  readonly seq: number;
  /** Tries so far that did not settle it. */
  readonly attempts: number;
  /** One of them went out whole or in part, and its answer was lost: the central system may have it already. */
  readonly unclear: boolean;
}

interface Row {
  readonly seq: number;
  readonly record_id: string;
  readonly path: string;
  readonly lane: Lane;
  readonly order_key: string;
  readonly key_id: string | null;
  readonly hash: string;
  readonly attempts: number;
  readonly unclear: number;
  readonly seal_alg: string;
  readonly payload: Uint8Array;
}

type RowFacts = Omit<Row, 'seal_alg' | 'payload'>;

export interface Outbox {
  /** The row's own hash covers the item and the payload's digest. Returns its place, by which the record finds it. */
  enqueueWithin(transaction: Transaction, item: OutboxItem, payload: Payload): number;
  /**
   * Up to so many items that may be tried now, one an order key: what was never tried before what was, so that items
   * that fail again and again hold up nobody.
   */
  due(lane: Lane, now: number, limit: number): readonly DueItem[];
  /** The newest item that was never tried: while much fails, whoever stands here now comes first. */
  newest(lane: Lane): DueItem | undefined;
  /** When the next item may be tried; `undefined` when there is none. */
  nextAt(lane: Lane): number | undefined;
  /** `unanswered`: there was no answer at all, so the wait ends early when the network is back. */
  postpone(
    recordId: string,
    wait: { readonly until: number; readonly unanswered: boolean; readonly madeProgress?: boolean },
  ): void;
  /** See DueItem. `false`: that was known already. */
  markUnclearWithin(transaction: Transaction, recordId: string): boolean;
  /** The network is back: what had no answer may be tried at once. */
  hurry(): void;
  /** At a start: no wait counts any longer, as they were set by the steady clock of another run. */
  forgetWaits(): void;
  /** Nobody can make anything of this row, whatever record it names: out of everybody's way. */
  setAside(item: DueItem): void;
  /** Refused: stays, but out of everybody's way. Nothing about it is unclear any more. */
  holdWithin(transaction: Transaction, recordId: string): void;
  releaseWithin(transaction: Transaction, recordId: string): void;
  removeWithin(transaction: Transaction, recordId: string): void;
  forEachWaiting(call: (item: OutboxItem) => void): void;
  /** Of the data key the record's payload is sealed with. */
  keyIdOf(recordId: string): string | undefined;
  /** What was enqueued; `undefined` when it has been settled, or the row is not what was enqueued with this digest. */
  enqueued(recordId: string, digest: string): (OutboxFacts & { readonly payload: Payload }) | undefined;
  /** Of the data keys that are still needed. */
  keyIds(): ReadonlySet<string>;
}

/** First of its order key: nothing of the same person that was saved earlier is still waiting. */
const FIRST = `held = 0 AND lane = ? AND NOT EXISTS (
  SELECT 1 FROM outbox AS earlier
  WHERE substr(earlier.order_key, -12) = substr(outbox.order_key, -12) AND earlier.held = 0
    AND earlier.seq < outbox.seq AND earlier.order_key = outbox.order_key)`;

/** By the index, so that a large backlog is not walked through for the few that were tried. */
const WAITS = "held = 0 AND lane IN ('blocks', 'light', 'heavy') AND not_before > 0";

/** The row of a record. */
const OF_RECORD = 'seq = (SELECT outbox_seq FROM records WHERE id = ?)';

const WITHOUT_PAYLOAD =
  'seq, record_id, path, lane, order_key, key_id, hash, held, attempts, not_before, unanswered, unclear';

export const openOutbox = (sql: Sql): Outbox => {
  const { db } = sql;
  const insert = db.prepare(
    `INSERT INTO outbox (record_id, path, lane, order_key, key_id, hash, seal_alg, payload)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byRecord = db.prepare<[string], Row>(`SELECT * FROM outbox WHERE ${OF_RECORD}`);
  const keyOf = db.prepare<[string], string | null>(`SELECT key_id FROM outbox WHERE ${OF_RECORD}`).pluck();
  const keys = db.prepare<[], string>('SELECT key_id FROM outbox WHERE key_id IS NOT NULL').pluck();
  const readDue = db.prepare<[string, number, number], RowFacts>(
    `SELECT ${WITHOUT_PAYLOAD} FROM outbox WHERE ${FIRST} AND not_before <= ? ORDER BY not_before, seq LIMIT ${PLAIN_LIMIT}`,
  );
  const readNewest = db.prepare<[string], RowFacts>(
    `SELECT ${WITHOUT_PAYLOAD} FROM outbox WHERE ${FIRST} AND not_before = 0 ORDER BY seq DESC LIMIT 1`,
  );
  const readNext = db.prepare<[string], { at: number }>(
    `SELECT not_before AS at FROM outbox WHERE ${FIRST} ORDER BY not_before, seq LIMIT 1`,
  );
  const postpone = db.prepare(
    `UPDATE outbox SET attempts = iif(?, attempts + 1, 0), not_before = ?, unanswered = ? WHERE ${OF_RECORD}`,
  );
  const markUnclear = db.prepare(`UPDATE outbox SET unclear = 1 WHERE ${OF_RECORD} AND unclear = 0`);
  const hurry = db.prepare(`UPDATE outbox SET not_before = 0 WHERE ${WAITS} AND unanswered = 1`);
  const forgetWaits = db.prepare(`UPDATE outbox SET not_before = 0 WHERE ${WAITS}`);
  const hold = db.prepare(`UPDATE outbox SET held = 1, unclear = 0 WHERE ${OF_RECORD}`);
  const setAside = db.prepare('UPDATE outbox SET held = 1, unclear = 0 WHERE seq = ? AND record_id = ?');
  const release = db.prepare(`UPDATE outbox SET held = 0, attempts = 0, not_before = 0 WHERE ${OF_RECORD}`);
  const remove = db.prepare(`DELETE FROM outbox WHERE ${OF_RECORD}`);
  const all = db.prepare<[], RowFacts>(`SELECT ${WITHOUT_PAYLOAD} FROM outbox ORDER BY seq`);
  const itemOf = (row: RowFacts): DueItem => ({
    seq: row.seq,
    recordId: row.record_id,
    path: row.path,
    lane: row.lane,
    orderKey: row.order_key,
    ...(row.key_id === null ? {} : { keyId: row.key_id }),
    attempts: row.attempts,
    unclear: row.unclear === 1,
  });
  return {
    enqueueWithin: (_, item, { alg, bytes, digest }) => {
      const { recordId, path, lane, orderKey, keyId = null } = item;
      const hash = outboxHash(item, digest);
      return Number(insert.run(recordId, path, lane, orderKey, keyId, hash, alg, bytes).lastInsertRowid);
    },
    due: (lane, now, limit) => readDue.all(lane, now, limit).map(itemOf),
    newest: (lane) => {
      const row = readNewest.get(lane);
      return row && itemOf(row);
    },
    nextAt: (lane) => readNext.get(lane)?.at,
    postpone: (recordId, { until, unanswered, madeProgress = false }) => {
      sql.transact(() => postpone.run(madeProgress ? 0 : 1, Math.round(until), unanswered ? 1 : 0, recordId));
    },
    markUnclearWithin: (_, recordId) => markUnclear.run(recordId).changes > 0,
    hurry: () => {
      sql.transact(() => hurry.run());
    },
    forgetWaits: () => {
      sql.transact(() => forgetWaits.run());
    },
    setAside: ({ seq, recordId }) => {
      sql.transact(() => setAside.run(seq, recordId));
    },
    holdWithin: (_, recordId) => {
      hold.run(recordId);
    },
    releaseWithin: (_, recordId) => {
      release.run(recordId);
    },
    removeWithin: (_, recordId) => {
      remove.run(recordId);
    },
    forEachWaiting: (call) => {
      for (const row of all.all()) call(itemOf(row));
    },
    keyIdOf: (recordId) => keyOf.get(recordId) ?? undefined,
    enqueued: (recordId, digest) => {
      const row = byRecord.get(recordId);
      if (!row) return undefined;
      const item = itemOf(row);
      if (item.recordId !== recordId || outboxHash(item, digest) !== row.hash) return undefined;
      return { ...item, payload: { alg: row.seal_alg, bytes: row.payload, digest } };
    },
    keyIds: () => new Set(keys.all()),
  };
};
