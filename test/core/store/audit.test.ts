import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type AuditRow,
  auditLine,
  checkChain,
  GENESIS,
  headText,
  type Link,
  linkAfter,
} from '../../../electron/core/store/audit-chain.ts';
import { signatureFits } from '../../../electron/core/store/crypto.ts';
import { openDatabase } from '../../../electron/core/store/database.ts';
import { StorageKeyError } from '../../../electron/core/store/errors.ts';
import { inspectAudit } from '../../../electron/core/store/inspect.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';
import { block, KEY, startStore, stop, wish, ZHANG } from '../support/store-bench.ts';

const chainOf = (count: number): AuditRow[] => {
  const rows: AuditRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const last: Link | undefined = rows.at(-1);
    rows.push(
      linkAfter(last, 100, {
        id: `id-${index}`,
        at: '2026-03-02T09:00:00+08:00',
        kind: 'staff.logged-in',
        actor: 'staff-1',
        fields: { sheets: index },
      }),
    );
  }
  return rows;
};

const headOf = (rows: readonly AuditRow[]) => {
  const last = rows.at(-1);
  return last && { epoch: last.epoch, seq: last.seq, hash: last.hash, signature: '', alg: 'Ed25519' };
};

const check = (rows: readonly AuditRow[], head = headOf(rows)) => checkChain(rows, head, () => true);

describe('the audit chain', () => {
  it('holds when nothing was changed', () => {
    expect(check(chainOf(5))).toMatchObject({ ok: true, rows: 5, head: { seq: 5 } });
    expect(chainOf(1)[0]?.prev).toBe(GENESIS);
  });

  const flips: readonly (readonly [string, (row: AuditRow) => AuditRow])[] = [
    ['kind', (row) => ({ ...row, kind: 'staff.logged-out' })],
    ['actor', (row) => ({ ...row, actor: 'staff-2' })],
    ['time', (row) => ({ ...row, at: '2026-03-02T09:00:01+08:00' })],
    ['a field', (row) => ({ ...row, fields: { sheets: 99 } })],
    ['hash', (row) => ({ ...row, hash: GENESIS })],
    ['what it follows', (row) => ({ ...row, prev: GENESIS })],
  ];
  it.each(flips)('shows the row whose %s was changed', (_, flip) => {
    const rows = chainOf(5).map((row) => (row.seq === 3 ? flip(row) : row));
    expect(check(rows)).toEqual({ ok: false, epoch: 100, seq: 3, fault: 'changed' });
  });

  it('shows a row taken out, two swapped, and a tail cut off', () => {
    const rows = chainOf(5);
    const [first, second, third] = rows;
    if (!first || !second || !third) throw new Error('no rows');
    expect(check(rows.filter((row) => row !== third))).toMatchObject({ ok: false, fault: 'broken' });
    expect(check([first, third, second])).toMatchObject({ ok: false, fault: 'broken' });
    expect(check(rows.slice(0, 3), headOf(rows))).toMatchObject({ ok: false, fault: 'cut' });
    expect(checkChain(rows, headOf(rows), () => false)).toMatchObject({ ok: false, fault: 'head' });
  });

  it('goes up as lines of the agreed members', () => {
    const [row] = chainOf(1);
    if (!row) throw new Error('no row');
    expect(JSON.parse(auditLine(row))).toEqual({
      id: 'id-0',
      at: '2026-03-02T09:00:00+08:00',
      kind: 'staff.logged-in',
      actor: 'staff-1',
      epoch: 100,
      seq: 1,
      prev: GENESIS,
      hash: row.hash,
      sheets: 0,
    });
  });
});

describe('the audit kept in the store', () => {
  it('shows a change made by somebody who holds the key of the database', () => {
    const store = startStore();
    store.addBlock(block());
    store.issueTicket(wish());
    expect(store.verifyAudit()).toMatchObject({ ok: true, rows: 2 });
    stop(store);
    const sql = openDatabase({ file: join(store.dir, 'kiosk.db'), key: KEY, migrations });
    sql.db.prepare("UPDATE audit SET fields = replace(fields, 'A101', 'A102')").run();
    sql.close();
    expect(startStore({ dir: store.dir }).verifyAudit()).toMatchObject({
      ok: false,
      seq: 2,
      fault: 'changed',
    });
  });

  it('shows a tail that was cut off together with its head', () => {
    const store = startStore();
    store.append({ kind: 'door.opened' });
    store.append({ kind: 'door.closed' });
    stop(store);
    const sql = openDatabase({ file: join(store.dir, 'kiosk.db'), key: KEY, migrations });
    sql.db.prepare('DELETE FROM audit WHERE seq = 2').run();
    sql.db.prepare('UPDATE standing SET seq = 1, hash = (SELECT hash FROM audit WHERE seq = 1)').run();
    sql.close();
    expect(inspectAudit({ dir: store.dir, key: KEY })).toMatchObject({ ok: false, fault: 'head' });
    const again = startStore({ dir: store.dir });
    expect(again.recovery?.damage).toEqual(['kiosk.db-wal: commits were lost']);
    const kinds = again.audit.untold(9).map(({ line }) => JSON.parse(line).kind);
    expect(kinds).toEqual(['door.opened', 'audit.epoch-began', 'store.recovered']);
  });

  it('holds with a head that an earlier program signed, and not with one that nobody did', () => {
    const store = startStore();
    store.append({ kind: 'door.opened' });
    const signed = store.auditHead();
    stop(store);
    const keep = (signature: string): void => {
      const sql = openDatabase({ file: join(store.dir, 'kiosk.db'), key: KEY, migrations });
      sql.db.prepare('UPDATE standing SET signature = ?, alg = ?').run(signature, 'Ed25519');
      sql.close();
    };
    keep(signed?.signature ?? '');
    expect(inspectAudit({ dir: store.dir, key: KEY })).toMatchObject({ ok: true, rows: 1 });
    keep(Buffer.alloc(64).toString('base64'));
    expect(inspectAudit({ dir: store.dir, key: KEY })).toMatchObject({ ok: false, fault: 'head' });
  });

  it('tells a head that anybody with the public key can check', () => {
    const store = startStore();
    store.append({ kind: 'door.opened' });
    const head = store.auditHead();
    if (!head) throw new Error('no head');
    expect(head.alg).toBe('Ed25519');
    expect(signatureFits(store.publicKey, headText(head), head)).toBe(true);
  });

  it('goes on from row to row within one transaction', () => {
    const store = startStore();
    store.saveRecords(
      [1, 2, 3].map((number) => ({ kind: 'rating' as const, path: '/ratings', body: { number } })),
    );
    expect(store.verifyAudit()).toMatchObject({ ok: true, rows: 3, head: { seq: 3 } });
    expect(store.auditHead()).toMatchObject({ seq: 3 });
  });

  it('can be verified while the kiosk runs', () => {
    const store = startStore();
    store.append({ kind: 'door.opened' });
    expect(inspectAudit({ dir: store.dir, key: KEY })).toMatchObject({ ok: true, rows: 1 });
    store.append({ kind: 'door.closed' });
    expect(inspectAudit({ dir: store.dir, key: KEY })).toMatchObject({ ok: true, rows: 2 });
    expect(() => inspectAudit({ dir: store.dir, key: Buffer.alloc(32, 8) })).toThrow(StorageKeyError);
    expect(inspectAudit({ dir: `${store.dir}/files`, key: KEY })).toEqual({ ok: true, rows: 0 });
  });

  it('holds nothing of a person, whatever a caller puts in', () => {
    const store = startStore();
    store.append({ kind: 'x.happened', fields: { note: '身份证 330106195203070023, 13900001111', seq: 9 } });
    store.addBlock(block());
    store.issueTicket(wish({ personKey: ZHANG, subjectToken: 'st-secret' }));
    const lines = store.audit.untold(10).map(({ line }) => line);
    expect(lines.join('\n')).not.toMatch(/330106|13900001111|st-secret/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ seq: 1, note: '身份证 [hidden], [hidden]' });
  });
});
