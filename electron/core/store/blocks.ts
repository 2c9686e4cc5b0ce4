import type { WallClock } from './clock.ts';
import type { Sql, Transaction } from './database.ts';

/** Numbers that belong to this kiosk alone, as the central system leased them. */
export interface Block {
  readonly id: string;
  readonly queueId: string;
  /** `YYYY-MM-DD` in the hall */
  readonly businessDate: string;
  readonly prefix: string;
  readonly from: number;
  readonly to: number;
}

export interface OpenBlock extends Block {
  /** The next number to be given out; `to + 1` when none is left. */
  readonly next: number;
}

interface Row {
  readonly id: string;
  readonly queue_id: string;
  readonly business_date: string;
  readonly prefix: string;
  readonly first: number;
  readonly last: number;
  readonly next: number;
}

export interface Blocks {
  /** `overlaps`: it holds numbers that this kiosk has had already, and is not taken. A block already known is `known`. */
  addWithin(transaction: Transaction, block: Block): 'added' | 'known' | 'overlaps';
  /** Takes the next number away for good. */
  takeWithin(
    transaction: Transaction,
    queueId: string,
    businessDate: string,
  ): { readonly blockId: string; readonly number: string } | undefined;
  left(businessDate: string): Readonly<Record<string, number>>;
  open(): readonly OpenBlock[];
  closeWithin(transaction: Transaction, id: string, state: 'released' | 'given-up' | 'used'): void;
}

/** `A101`: prefix and number with at least three digits, as printed and as sent. */
export const ticketNumber = (prefix: string, number: number): string =>
  `${prefix}${String(number).padStart(3, '0')}`;

const blockFrom = (row: Row): OpenBlock => ({
  id: row.id,
  queueId: row.queue_id,
  businessDate: row.business_date,
  prefix: row.prefix,
  from: row.first,
  to: row.last,
  next: row.next,
});

export const openBlocks = (sql: Sql, clock: WallClock): Blocks => {
  const { db } = sql;
  const insert = db.prepare(
    `INSERT INTO ticket_blocks (id, queue_id, business_date, prefix, first, last, next, state, added_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?)`,
  );
  const byId = db.prepare<[string], Row>('SELECT * FROM ticket_blocks WHERE id = ?');
  const overlapping = db.prepare<[string, string, number, number], Row>(
    `SELECT * FROM ticket_blocks
     WHERE queue_id = ? AND business_date = ? AND first <= ? AND last >= ? LIMIT 1`,
  );
  const withNumbers = db.prepare<[string, string], Row>(
    `SELECT * FROM ticket_blocks
     WHERE state = 'open' AND queue_id = ? AND business_date = ? AND next <= last ORDER BY rowid LIMIT 1`,
  );
  const advance = db.prepare('UPDATE ticket_blocks SET next = next + 1 WHERE id = ?');
  const setState = db.prepare('UPDATE ticket_blocks SET state = ? WHERE id = ?');
  const sums = db.prepare<[string], { queue_id: string; n: number }>(
    `SELECT queue_id, sum(last + 1 - next) AS n FROM ticket_blocks
     WHERE state = 'open' AND business_date = ? GROUP BY queue_id`,
  );
  const allOpen = db.prepare<[], Row>("SELECT * FROM ticket_blocks WHERE state = 'open' ORDER BY rowid");
  return {
    addWithin: (_, block) => {
      if (byId.get(block.id)) return 'known';
      if (overlapping.get(block.queueId, block.businessDate, block.to, block.from)) return 'overlaps';
      const { id, queueId, businessDate, prefix, from, to } = block;
      insert.run(id, queueId, businessDate, prefix, from, to, from, clock.now());
      return 'added';
    },
    takeWithin: (_, queueId, businessDate) => {
      const row = withNumbers.get(queueId, businessDate);
      if (!row) return undefined;
      advance.run(row.id);
      return { blockId: row.id, number: ticketNumber(row.prefix, row.next) };
    },
    left: (businessDate) => Object.fromEntries(sums.all(businessDate).map((row) => [row.queue_id, row.n])),
    open: () => allOpen.all().map(blockFrom),
    closeWithin: (_, id, state) => {
      setState.run(state, id);
    },
  };
};
