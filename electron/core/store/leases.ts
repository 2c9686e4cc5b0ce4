import type { Audit } from './audit.ts';
import type { Block } from './blocks.ts';
import type { Sql, Transaction } from './database.ts';
import type { RecordState, Records } from './records.ts';
import type { Tickets } from './tickets.ts';
import type { NewId } from './uuid.ts';

/** A block that was asked for and not yet answered. */
export interface Lease {
  readonly id: string;
  readonly queueId: string;
  readonly businessDate: string;
  readonly state: RecordState;
}

export type LeaseEnd = 'added' | 'known' | 'overlaps' | 'none';

/**
 * Asking for a block is an outbox item like any other: when the answer is lost, the same request with the same key
 * is asked again and gives the same numbers, not more.
 */
export interface Leases {
  request(queueId: string, businessDate: string, size: number): void;
  pending(): readonly Lease[];
  /** Joins the settling of the request: answer and block are kept together. `undefined`: the answer held no usable block. */
  answerWithin(transaction: Transaction, id: string, block: Block | undefined): LeaseEnd;
  /** Forgets refused requests of past days. */
  dropPast(today: string): void;
  /** Forgets every request without an answer: in a restored past, its answer may have been used already. */
  giveUpWithin(transaction: Transaction): void;
}

export const openLeases = (options: {
  readonly sql: Sql;
  readonly records: Records;
  readonly tickets: Tickets;
  readonly audit: Audit;
  readonly newId: NewId;
  readonly kioskId: string;
}): Leases => {
  const { sql, records, tickets, audit, newId, kioskId } = options;
  const insert = sql.db.prepare(
    'INSERT INTO ticket_leases (record_id, queue_id, business_date) VALUES (?, ?, ?)',
  );
  const all = sql.db.prepare<[], { id: string; queue_id: string; business_date: string; state: RecordState }>(
    `SELECT record_id AS id, queue_id, business_date, state
     FROM ticket_leases JOIN records ON records.id = record_id WHERE state <> 'received'`,
  );
  const remove = sql.db.prepare('DELETE FROM ticket_leases WHERE record_id = ?');
  const pending = (): readonly Lease[] =>
    all.all().map((row) => ({
      id: row.id,
      queueId: row.queue_id,
      businessDate: row.business_date,
      state: row.state,
    }));
  const forgetWithin = (transaction: Transaction, id: string): void => {
    remove.run(id);
    records.dropWithin(transaction, id);
  };
  return {
    request: (queueId, businessDate, size) => {
      const id = newId();
      sql.transact((transaction) => {
        records.addWithin(transaction, {
          id,
          kind: 'lease',
          path: '/ticket-blocks',
          lane: 'blocks',
          orderKey: `record:${id}`,
          body: { id, kioskId, queueId, businessDate, size },
        });
        insert.run(id, queueId, businessDate);
        audit.appendWithin(transaction, {
          kind: 'block.asked',
          fields: { recordId: id, queueId, businessDate },
        });
      });
      records.tellAdded();
    },
    pending,
    answerWithin: (transaction, id, block) => {
      remove.run(id);
      return block ? tickets.addBlockWithin(transaction, block) : 'none';
    },
    dropPast: (today) => {
      const refused = pending().filter(
        (lease) => lease.state === 'quarantined' && lease.businessDate < today,
      );
      if (refused.length === 0) return;
      sql.transact((transaction) => {
        for (const lease of refused) forgetWithin(transaction, lease.id);
      });
    },
    giveUpWithin: (transaction) => {
      for (const { id, queueId, businessDate } of pending()) {
        forgetWithin(transaction, id);
        audit.appendWithin(transaction, {
          kind: 'block.given-up',
          fields: { recordId: id, queueId, businessDate },
        });
      }
    },
  };
};
