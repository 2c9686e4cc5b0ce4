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
import { PLAIN_LIMIT, type Sql, schemaVersion, type Transaction } from './database.ts';
import { inOurWords, StoreDamagedError } from './errors.ts';
import { fewerPages } from './migrations/008-fewer-pages.ts';
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
  untold(limit: number): readonly { readonly nth: number; readonly line: string }[];
  /** All up to this one; counted over all epochs. */
  markTold(upTo: { readonly nth: number }): void;
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

const HEAD = 'SELECT epoch, seq, hash, signature, alg FROM standing WHERE epoch IS NOT NULL';

/** Of a store that no kiosk has opened since it was made by an earlier program. */
const BEFORE_FEWER_PAGES = {
  order: 'epoch, seq',
  head: 'SELECT epoch, seq, hash, signature, alg FROM audit_head',
};
const layoutOf = (db: Database.Database) =>
  schemaVersion(db) < fewerPages.version ? BEFORE_FEWER_PAGES : { order: 'nth', head: HEAD };

/** Walks the whole chain of a database; where the disk gives no more rows, those before are judged. Throws what is no damage. */
export const verifyRows = (db: Database.Database, headFits: (head: SignedHead) => boolean): ChainVerdict => {
  const { order, head } = layoutOf(db);
  const all = db.prepare<[], StoredRow>(`SELECT ${COLUMNS} FROM audit ORDER BY ${order}`);
  let damaged = false;
  function* rows(): Generator<AuditRow> {
    try {
      for (const stored of all.iterate()) yield rowFrom(stored);
    } catch (error) {
      if (!(inOurWords(db.name, error) instanceof StoreDamagedError)) throw error;
      damaged = true;
    }
  }
  const verdict = checkChain(rows(), db.prepare<[], SignedHead>(head).get(), headFits);
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
  const writeHead = db.prepare(
    'UPDATE standing SET epoch = ?, seq = ?, hash = ?, signature = ?, alg = ? WHERE only = 1',
  );
  const insert = db.prepare(`INSERT INTO audit (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const readUntold = db.prepare<[number], StoredRow & { readonly nth: number }>(
    `SELECT nth, ${COLUMNS} FROM audit WHERE nth > (SELECT told FROM standing) ORDER BY nth LIMIT ${PLAIN_LIMIT}`,
  );
  const told = db.prepare('UPDATE standing SET told = ? WHERE only = 1');

  /** Of transactions under way, the end of the chain: it is written once, before the commit. */
  const ends = new WeakMap<Transaction, Link>();
  /** As the last commit left it: nobody else writes here. */
  let kept: Link | undefined = db.prepare<[], SignedHead>(HEAD).get();
  const endWithin = (transaction: Transaction): Link | undefined => ends.get(transaction) ?? kept;
  const writeEnd = (transaction: Transaction): void => {
    const end = ends.get(transaction);
    if (!end) return;
    const { epoch, seq, hash, signature, alg } = headSeal.seal(end);
    writeHead.run(epoch, seq, hash, signature, alg);
    transaction.onCommit(() => {
      kept = end;
      onHead?.({ epoch, seq });
    });
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
    const { seq, id, at, kind, actor = null, fields, prev, hash } = row;
    insert.run(row.epoch, seq, id, at, kind, actor, JSON.stringify(fields), prev, hash);
    if (!ends.has(transaction)) transaction.atEnd(() => writeEnd(transaction));
    ends.set(transaction, { epoch: row.epoch, seq, hash });
    return row;
  };
  const nextEpoch = (above: number, last: Place | undefined = kept): number =>
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
    head: () => kept && signHead(signer, kept),
    untold: (limit) =>
      readUntold.all(limit).map(({ nth, ...stored }) => ({ nth, line: auditLine(rowFrom(stored)) })),
    markTold: (upTo) => {
      sql.transact(() => told.run(upTo.nth));
    },
    verify: () => verifyRows(db, (head) => headSeal.fits(head, signer.publicKey)),
  };
};
