import type Database from 'better-sqlite3';
import { timestampIn } from '../catalog/dates.ts';
import { redactText } from '../log/redact.ts';
import {
  type AuditFields,
  type AuditRow,
  auditLine,
  type ChainVerdict,
  checkChain,
  type Link,
  linkAfter,
  type Place,
  type SignedHead,
} from './audit-chain.ts';
import { type HeadSeal, signHead } from './audit-head.ts';
import type { WallClock } from './clock.ts';
import type { Signer } from './crypto.ts';
import { PLAIN_LIMIT, type Sql, type Transaction } from './database.ts';
import { inOurWords, StoreDamagedError } from './errors.ts';
import type { NewId } from './uuid.ts';

interface StoredRow {
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly actor: string | null;
  readonly fields: string;
  readonly prev: string;
  readonly hash: string;
}

export interface AuditEntry {
  readonly kind: string;
  /** Id of the member of staff. */
  readonly actor?: string;
  /** No personal data; what looks like an ID or phone number is hidden on the way in. The row's own members are not overwritten. */
  readonly fields?: AuditFields;
}

export interface Audit {
  appendWithin(transaction: Transaction, entry: AuditEntry): AuditRow;
  append(entry: AuditEntry): AuditRow;
  /** Begins a new chain whose first row points at the last of the old one. */
  beginEpochWithin(transaction: Transaction, why: string, epoch: number): void;
  /** What the next epoch has to be: later than the chain's own, than `above`, and, with a clock that is right, than any before. */
  nextEpoch(above: number): number;
  /** `undefined` before the first row. */
  head(): SignedHead | undefined;
  /** Rows not yet told to the central system, oldest first, as NDJSON lines. */
  untold(limit: number): readonly { readonly epoch: number; readonly seq: number; readonly line: string }[];
  markTold(upTo: { readonly epoch: number; readonly seq: number }): void;
  verify(): ChainVerdict;
}

const OWN_MEMBERS = new Set(['id', 'at', 'kind', 'actor', 'epoch', 'seq', 'prev', 'hash']);

const cleaned = (fields: AuditFields): AuditFields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !OWN_MEMBERS.has(name))
      .map(([name, value]) => [name, typeof value === 'string' ? redactText(value) : value]),
  );

const rowFrom = (stored: StoredRow): AuditRow => {
  const { actor, fields, ...rest } = stored;
  return { ...rest, ...(actor === null ? {} : { actor }), fields: JSON.parse(fields) as AuditFields };
};

const COLUMNS = 'epoch, seq, id, at, kind, actor, fields, prev, hash';

const HEAD = 'SELECT epoch, seq, hash, signature, alg FROM audit_head';

/** Walks the whole chain of a database; where the disk gives no more rows, those before are judged. Throws what is no damage. */
export const verifyRows = (db: Database.Database, headFits: (head: SignedHead) => boolean): ChainVerdict => {
  const all = db.prepare<[], StoredRow>(`SELECT ${COLUMNS} FROM audit ORDER BY epoch, seq`);
  let damaged = false;
  function* rows(): Generator<AuditRow> {
    try {
      for (const stored of all.iterate()) yield rowFrom(stored);
    } catch (error) {
      if (!(inOurWords(db.name, error) instanceof StoreDamagedError)) throw error;
      damaged = true;
    }
  }
  const verdict = checkChain(rows(), db.prepare<[], SignedHead>(HEAD).get(), headFits);
  return damaged && !verdict.ok && verdict.fault === 'cut' ? { ...verdict, fault: 'unreadable' } : verdict;
};

export const openAudit = (options: {
  readonly sql: Sql;
  readonly clock: WallClock;
  readonly newId: NewId;
  readonly signer: Signer;
  readonly headSeal: HeadSeal;
  readonly timezone: string;
  /** Told where the chain ends, once that is on disk. */
  readonly onHead?: (head: Place) => void;
}): Audit => {
  const { sql, clock, newId, signer, headSeal, timezone, onHead } = options;
  const { db } = sql;
  const readHead = db.prepare<[], SignedHead>(HEAD);
  const writeHead = db.prepare(
    'INSERT OR REPLACE INTO audit_head (only, epoch, seq, hash, signature, alg) VALUES (1, ?, ?, ?, ?, ?)',
  );
  const insert = db.prepare(
    `INSERT INTO audit (${COLUMNS}) VALUES (@epoch, @seq, @id, @at, @kind, @actor, @fields, @prev, @hash)`,
  );
  const readUntold = db.prepare<[number], StoredRow>(
    `SELECT ${COLUMNS} FROM audit
     WHERE (epoch, seq) > (SELECT coalesce(max(epoch), 0), coalesce(max(seq), 0) FROM audit_told)
     ORDER BY epoch, seq LIMIT ${PLAIN_LIMIT}`,
  );
  const told = db.prepare('INSERT OR REPLACE INTO audit_told (only, epoch, seq) VALUES (1, ?, ?)');

  /** Of transactions under way, the end of the chain: it is written once, before the commit. */
  const ends = new WeakMap<Transaction, Link>();
  const endWithin = (transaction: Transaction): Link | undefined => ends.get(transaction) ?? readHead.get();
  const writeEnd = (transaction: Transaction): void => {
    const end = ends.get(transaction);
    if (!end) return;
    const { epoch, seq, hash, signature, alg } = headSeal.seal(end);
    writeHead.run(epoch, seq, hash, signature, alg);
    transaction.onCommit(() => onHead?.({ epoch, seq }));
  };

  const addWithin = (
    transaction: Transaction,
    last: Link | undefined,
    epoch: number,
    entry: AuditEntry,
  ): AuditRow => {
    const row = linkAfter(last, epoch, {
      id: newId(),
      at: timestampIn(clock.now(), timezone),
      kind: entry.kind,
      ...(entry.actor === undefined ? {} : { actor: entry.actor }),
      fields: cleaned(entry.fields ?? {}),
    });
    insert.run({ ...row, actor: row.actor ?? null, fields: JSON.stringify(row.fields) });
    if (!ends.has(transaction)) transaction.atEnd(() => writeEnd(transaction));
    ends.set(transaction, { epoch: row.epoch, seq: row.seq, hash: row.hash });
    return row;
  };
  const nextEpoch = (above: number, last: Place | undefined = readHead.get()): number =>
    Math.max((last?.epoch ?? 0) + 1, above + 1, Math.floor(clock.now() / 1000));
  const appendWithin = (transaction: Transaction, entry: AuditEntry): AuditRow => {
    const last = endWithin(transaction);
    return addWithin(transaction, last, last?.epoch ?? nextEpoch(0), entry);
  };

  return {
    appendWithin,
    append: (entry) => sql.transact((transaction) => appendWithin(transaction, entry)),
    nextEpoch: (above) => nextEpoch(above),
    beginEpochWithin: (transaction, why, epoch) => {
      const last = endWithin(transaction);
      addWithin(transaction, last, epoch, { kind: 'audit.epoch-began', fields: { why } });
    },
    head: () => {
      const head = readHead.get();
      return head && signHead(signer, head);
    },
    untold: (limit) =>
      readUntold.all(limit).map((stored) => ({
        epoch: stored.epoch,
        seq: stored.seq,
        line: auditLine(rowFrom(stored)),
      })),
    markTold: (upTo) => {
      sql.transact(() => told.run(upTo.epoch, upTo.seq));
    },
    verify: () => verifyRows(db, (head) => headSeal.fits(head, signer.publicKey)),
  };
};
