import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './crypto.ts';

/** Values of an audit row: what happened, never to whom. */
export type AuditFields = Readonly<Record<string, string | number | boolean>>;

export interface AuditEvent {
  readonly id: string;
  /** RFC 3339 */
  readonly at: string;
  /** `ticket.issued`, `record.saved`, `staff.logged-in`: noun, dot, what happened. */
  readonly kind: string;
  /** The id of the member of staff who did it. */
  readonly actor?: string;
  readonly fields: AuditFields;
}

export interface AuditRow extends AuditEvent {
  /** The second at which this chain began; a restored store begins a new one. */
  readonly epoch: number;
  /** 1, 2, 3 ... within the epoch, without gaps. */
  readonly seq: number;
  /** Hash of the row before; the first row of all has 64 zeros. */
  readonly prev: string;
  readonly hash: string;
}

export interface Link {
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
}

export interface SignedHead extends Link {
  readonly signature: string;
  readonly alg: string;
}

export const GENESIS = '0'.repeat(64);

/** As it is hashed and as it goes up, but for the hash: `{id, at, kind, actor?, epoch, seq, prev, ...fields}`. */
const content = (row: Omit<AuditRow, 'hash'>): Record<string, unknown> => ({
  ...row.fields,
  id: row.id,
  at: row.at,
  kind: row.kind,
  ...(row.actor === undefined ? {} : { actor: row.actor }),
  epoch: row.epoch,
  seq: row.seq,
  prev: row.prev,
});

export const rowHash = (row: Omit<AuditRow, 'hash'>): string => sha256Hex(canonicalJson(content(row)));

/** One line of `POST /events`. */
export const auditLine = (row: AuditRow): string => JSON.stringify({ ...content(row), hash: row.hash });

/** The row that follows `last`, in the same epoch or as the first of a later one. */
export const linkAfter = (last: Link | undefined, epoch: number, event: AuditEvent): AuditRow => {
  const row = {
    ...event,
    epoch,
    seq: last?.epoch === epoch ? last.seq + 1 : 1,
    prev: last?.hash ?? GENESIS,
  };
  return { ...row, hash: rowHash(row) };
};

export const headText = (head: Link): string =>
  `hall-kiosk audit head v1\n${head.epoch}\n${head.seq}\n${head.hash}`;

export type Place = Pick<Link, 'epoch' | 'seq'>;

export type ChainVerdict =
  | { readonly ok: true; readonly rows: number; readonly head?: Link }
  | {
      readonly ok: false;
      readonly epoch: number;
      readonly seq: number;
      /**
       * changed: the row is not what was hashed; broken: it does not follow the one before; cut: rows are missing at
       * the end; unreadable: so are rows, as the disk does not give them back; head: the head is not signed by this kiosk.
       */
      readonly fault: 'changed' | 'broken' | 'cut' | 'unreadable' | 'head';
      /** The first row that should be there and is not. */
      readonly missing?: Place;
    };

/** Which row is missing before `row`, when it is one that is missing and not one that was replaced. */
const missingBefore = (row: Place, last: Place | undefined): { readonly missing?: Place } => {
  if (row.seq > 1 && last?.epoch !== row.epoch) return { missing: { epoch: row.epoch, seq: 1 } };
  if (last === undefined || (last.epoch === row.epoch && row.seq === last.seq + 1)) return {};
  return { missing: { epoch: last.epoch, seq: last.seq + 1 } };
};

/** Walks rows in order of (epoch, seq). `head` is the signed head; `headFits` checks its signature. */
export const checkChain = (
  rows: Iterable<AuditRow>,
  head: SignedHead | undefined,
  headFits: (head: SignedHead) => boolean,
): ChainVerdict => {
  let last: Link | undefined;
  let count = 0;
  for (const row of rows) {
    const at = { epoch: row.epoch, seq: row.seq };
    if (rowHash(row) !== row.hash) return { ok: false, ...at, fault: 'changed' };
    const follows =
      row.prev === (last?.hash ?? GENESIS) &&
      (last?.epoch === row.epoch ? row.seq === last.seq + 1 : row.seq === 1);
    if (!follows) return { ok: false, ...at, fault: 'broken', ...missingBefore(at, last) };
    last = { ...at, hash: row.hash };
    count += 1;
  }
  if (head && !headFits(head)) return { ok: false, epoch: head.epoch, seq: head.seq, fault: 'head' };
  if (head?.hash !== last?.hash) {
    const at = { epoch: head?.epoch ?? 0, seq: head?.seq ?? 0 };
    const next = last ? { epoch: last.epoch, seq: last.seq + 1 } : { epoch: at.epoch, seq: 1 };
    return { ok: false, ...at, fault: 'cut', ...(head ? { missing: next } : {}) };
  }
  return { ok: true, rows: count, ...(last ? { head: last } : {}) };
};
