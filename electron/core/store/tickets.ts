import type { Audit } from './audit.ts';
import type { Block, Blocks, OpenBlock } from './blocks.ts';
import type { WallClock } from './clock.ts';
import type { Sql, Transaction } from './database.ts';
import type { Erasures } from './erasures.ts';
import type { DataKey, Keyring } from './keyring.ts';
import type { Person } from './person.ts';
import type { Records } from './records.ts';
import type { NewId } from './uuid.ts';

export type TicketPriority = 'none' | 'elderly' | 'disabled' | 'veteran' | 'appointment';

export interface TicketWish {
  readonly queueId: string;
  readonly businessDate: string;
  readonly priority: TicketPriority;
  readonly onBehalf: boolean;
  readonly appointmentId?: string;
  readonly subjectToken?: string;
  /** Document type and number of the one who takes it; kept only as a keyed hash, only for this business day. */
  readonly personKey?: string;
  /** RFC 3339 with offset */
  readonly issuedAt: string;
}

export type TicketResult =
  | {
      readonly ok: true;
      readonly id: string;
      readonly number: string;
      readonly blockId: string;
      readonly queueId: string;
      readonly localCode: string;
    }
  | { readonly ok: false; readonly reason: 'no-numbers-left' }
  | { readonly ok: false; readonly reason: 'one-ticket-only'; readonly number: string };

export interface Tickets {
  issueTicket(wish: TicketWish): TicketResult;
  /** The slip did not come out, or the citizen gives it back. The number is not given out again. `false`: no live ticket of that id. */
  voidTicket(id: string, reason: string): boolean;
  numbersLeft(businessDate: string): Readonly<Record<string, number>>;
  openBlocks(): readonly OpenBlock[];
  addBlock(block: Block): 'added' | 'known' | 'overlaps';
  addBlockWithin(transaction: Transaction, block: Block): 'added' | 'known' | 'overlaps';
  /** Releases what is left of past days' blocks, and forgets who took a number on a past day. */
  closePastDays(today: string): void;
  /** A restored past must never give out a number twice: no open block is used or released any more. */
  giveUpBlocksWithin(transaction: Transaction): void;
}

interface TicketRow {
  readonly record_id: string;
  readonly number: string;
  readonly order_key: string | null;
}

export const openTickets = (options: {
  readonly sql: Sql;
  readonly keyring: Keyring;
  readonly records: Records;
  readonly blocks: Blocks;
  readonly audit: Audit;
  readonly person: Person;
  readonly clock: WallClock;
  readonly erasures: Erasures;
  readonly newId: NewId;
  readonly localCode: (id: string) => string;
  readonly kioskId: string;
}): Tickets => {
  const { sql, keyring, records, blocks, audit, person, clock, erasures, newId } = options;
  const { db } = sql;
  const insert = db.prepare(
    `INSERT INTO tickets (record_id, block_id, queue_id, business_date, number, person_hash, order_key)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const liveOf = db.prepare<[string, string, string], TicketRow>(
    `SELECT * FROM tickets
     WHERE person_hash = ? AND queue_id = ? AND business_date = ? AND voided_at IS NULL`,
  );
  const live = db.prepare<[string], TicketRow>(
    'SELECT * FROM tickets WHERE record_id = ? AND voided_at IS NULL',
  );
  const setVoid = db.prepare('UPDATE tickets SET voided_at = ? WHERE record_id = ?');
  const forgetPeople = db.prepare(
    'UPDATE tickets SET person_hash = NULL, order_key = NULL WHERE business_date < ? AND person_hash IS NOT NULL',
  );

  const issueWithin = (
    transaction: Transaction,
    id: string,
    key: DataKey,
    wish: TicketWish,
  ): TicketResult => {
    const { personKey, ...told } = wish;
    const hash = personKey === undefined ? null : person.ofDay(personKey, wish.businessDate);
    const held = hash === null ? undefined : liveOf.get(hash, wish.queueId, wish.businessDate);
    if (held) return { ok: false, reason: 'one-ticket-only', number: held.number };
    const taken = blocks.takeWithin(transaction, wish.queueId, wish.businessDate);
    if (!taken) return { ok: false, reason: 'no-numbers-left' };
    const orderKey = person.orderKey(personKey, id);
    const body = { id, ...taken, kioskId: options.kioskId, ...told };
    records.addWithin(transaction, {
      id,
      kind: 'ticket',
      path: '/tickets',
      lane: 'light',
      orderKey,
      key,
      body,
    });
    insert.run(id, taken.blockId, wish.queueId, wish.businessDate, taken.number, hash, orderKey);
    audit.appendWithin(transaction, {
      kind: 'ticket.issued',
      fields: { recordId: id, queueId: wish.queueId, number: taken.number, blockId: taken.blockId },
    });
    return { ok: true, id, ...taken, queueId: wish.queueId, localCode: options.localCode(id) };
  };

  const addBlockWithin = (transaction: Transaction, block: Block): 'added' | 'known' | 'overlaps' => {
    const result = blocks.addWithin(transaction, block);
    if (result !== 'known') {
      const { id: blockId, ...fields } = block;
      audit.appendWithin(transaction, {
        kind: result === 'added' ? 'block.added' : 'block.refused',
        fields: { blockId, ...fields },
      });
    }
    return result;
  };

  return {
    issueTicket: (wish) => {
      const id = newId();
      const key = keyring.take();
      let kept = false;
      try {
        const result = sql.transact((transaction) => issueWithin(transaction, id, key, wish));
        kept = result.ok;
        if (kept) records.tellAdded();
        return result;
      } finally {
        if (!kept) erasures.owe(key.id, []);
      }
    },
    voidTicket: (id, reason) => {
      const done = sql.transact((transaction) => {
        const ticket = live.get(id);
        if (!ticket) return false;
        setVoid.run(clock.now(), id);
        records.addWithin(transaction, {
          id: newId(),
          kind: 'ticket-void',
          path: `/tickets/${id}/void`,
          lane: 'light',
          orderKey: ticket.order_key ?? person.orderKey(undefined, id),
          body: { reason },
        });
        audit.appendWithin(transaction, {
          kind: 'ticket.voided',
          fields: { recordId: id, number: ticket.number, reason },
        });
        return true;
      });
      if (done) records.tellAdded();
      return done;
    },
    numbersLeft: (businessDate) => blocks.left(businessDate),
    openBlocks: () => blocks.open(),
    addBlock: (block) => sql.transact((transaction) => addBlockWithin(transaction, block)),
    addBlockWithin,
    closePastDays: (today) => {
      const past = blocks.open().filter((block) => block.businessDate < today);
      sql.transact((transaction) => {
        forgetPeople.run(today);
        for (const block of past) {
          const unused = block.next <= block.to;
          blocks.closeWithin(transaction, block.id, unused ? 'released' : 'used');
          if (!unused) continue;
          const id = newId();
          records.addWithin(transaction, {
            id,
            kind: 'release',
            path: `/ticket-blocks/${block.id}/release`,
            lane: 'blocks',
            orderKey: person.orderKey(undefined, id),
            body: { from: block.next, to: block.to },
          });
          audit.appendWithin(transaction, {
            kind: 'block.released',
            fields: { blockId: block.id, from: block.next, to: block.to },
          });
        }
      });
      if (past.length > 0) records.tellAdded();
    },
    giveUpBlocksWithin: (transaction) => {
      for (const block of blocks.open()) {
        blocks.closeWithin(transaction, block.id, 'given-up');
        audit.appendWithin(transaction, { kind: 'block.given-up', fields: { blockId: block.id } });
      }
    },
  };
};
