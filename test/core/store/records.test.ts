import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveKey, sha256Hex } from '../../../electron/core/store/crypto.ts';
import { openDatabase } from '../../../electron/core/store/database.ts';
import { keyringSchema } from '../../../electron/core/store/keyring-file.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';
import { receiptFits } from '../../../electron/core/store/receipt.ts';
import { KEY, movableClock, startStore, stop, ZHANG } from '../support/store-bench.ts';

const FILE = '01900000-0000-7000-8000-0000000000f1';
const paper = { id: FILE, bytes: Buffer.from('%PDF-1.7 paper'), mediaType: 'application/pdf', pages: 1 };

const ringOf = (dir: string) =>
  openDatabase({ file: join(dir, 'keyring.db'), key: deriveKey(KEY, 'keyring'), migrations: keyringSchema });

/** The data keys that are on disk, of a store that is closed. */
const keysIn = (dir: string): readonly unknown[] => {
  const ring = ringOf(dir);
  const ids = ring.db.prepare('SELECT id FROM keys').pluck().all();
  ring.close();
  return ids;
};

describe('a saved record', () => {
  it('is built with its id, its papers and a receipt that holds against the kiosk', () => {
    const store = startStore();
    const saved = store.saveRecord({
      kind: 'submission',
      path: '/submissions',
      files: [paper],
      body: ({ id, files, sign }) => {
        const content = { id, form: { b: 1, a: '二' }, materials: files };
        return { ...content, receipt: sign(content) };
      },
    });
    const body = JSON.parse(Buffer.from(store.records.bodyOf(saved.id) ?? []).toString());
    expect(body.id).toBe(saved.id);
    expect(body.materials).toEqual([
      { fileId: FILE, pages: 1, mediaType: 'application/pdf', size: 14, sha256: sha256Hex(paper.bytes) },
    ]);
    expect(body.receipt).toEqual(saved.receipt);
    expect(receiptFits(store.publicKey, body, body.receipt)).toBe(true);
    expect(receiptFits(store.publicKey, { ...body, form: { b: 2, a: '二' } }, body.receipt)).toBe(false);
    expect(saved.localCode).toMatch(/^[2-9A-HJKMNPR-TV-Z]{4}-[2-9A-HJKMNPR-TV-Z]{4}$/);
  });

  it('saved again under the same id is not there twice', () => {
    const store = startStore();
    const record = { kind: 'rating' as const, path: '/ratings', body: { score: 5 } };
    const first = store.saveRecord(record);
    expect(store.saveRecord({ ...record, id: first.id })).toEqual(first);
    expect(store.backlog().records).toBe(1);
  });

  it('of a bundle is there with all the others, or none of them is', () => {
    const store = startStore();
    const part = (body: object | (() => object)) => ({
      kind: 'submission' as const,
      path: '/submissions',
      personKey: ZHANG,
      body,
    });
    const failing = () => {
      throw new Error('a bug in the second form');
    };
    expect(() => store.saveRecords([{ ...part({ a: 1 }), files: [paper] }, part(failing)])).toThrow('second');
    expect([store.backlog().records, store.backlog().files]).toEqual([0, 0]);
    expect(readdirSync(join(store.dir, 'files'))).toEqual([]);
    const saved = store.saveRecords([part({ a: 1 }), part({ b: 2 })]);
    expect(saved.map(({ id }) => JSON.parse(Buffer.from(store.records.bodyOf(id) ?? []).toString()))).toEqual(
      [{ a: 1 }, { b: 2 }],
    );
    expect(store.backlog().records).toBe(2);
  });

  it('whose body can not be built leaves neither key nor file nor row', () => {
    const store = startStore();
    const failing = () => {
      throw new Error('a bug in the form');
    };
    expect(() =>
      store.saveRecord({ kind: 'submission', path: '/submissions', files: [paper], body: failing }),
    ).toThrow('a bug in the form');
    expect(store.backlog()).toEqual({ records: 0, files: 0, quarantined: 0, unclear: 0 });
    expect(readdirSync(join(store.dir, 'files'))).toEqual([]);
    store.erase();
    stop(store);
    const left = keysIn(store.dir);
    const again = startStore({ dir: store.dir });
    const { id } = again.saveRecord({ kind: 'rating', path: '/ratings', body: {} });
    expect(left).not.toContain(again.outbox.keyIdOf(id));
  });

  it('keeps the same bytes and the same keys over a restart', () => {
    const store = startStore();
    const { id } = store.saveRecord({ kind: 'report', path: '/reports', body: { text: '打印不出来' } });
    const before = Buffer.from(store.records.bodyOf(id) ?? []);
    const { publicKey } = store;
    stop(store);
    const again = startStore({ dir: store.dir });
    expect(Buffer.from(again.records.bodyOf(id) ?? []).equals(before)).toBe(true);
    expect(again.publicKey).toBe(publicKey);
  });
});

describe('acceptance', () => {
  it('erases payload, data key and papers at once, and keeps receipt number, times and hash', () => {
    const clock = movableClock();
    const store = startStore({ clock });
    const { id } = store.saveRecord({
      kind: 'submission',
      path: '/submissions',
      personKey: ZHANG,
      files: [paper],
      body: { applicant: { name: '张素琴' } },
    });
    const keyId = store.outbox.keyIdOf(id);
    clock.time += 5_000;
    store.records.settle(id, { receiptNumber: 'HZ2026-1', promisedBy: '2026-03-09' });
    expect(store.outcomeOf(id)).toEqual({
      id,
      kind: 'submission',
      state: 'received',
      savedAt: clock.time - 5_000,
      settledAt: clock.time,
      answer: { receiptNumber: 'HZ2026-1', promisedBy: '2026-03-09' },
    });
    expect(store.records.bodyOf(id)).toBeUndefined();
    store.erase();
    expect(existsSync(join(store.dir, 'files', `${FILE}.sealed`))).toBe(false);
    expect(statSync(join(store.dir, 'kiosk.db-wal')).size).toBe(0);
    expect(statSync(join(store.dir, 'keyring.db-wal')).size).toBe(0);
    expect(statSync(join(store.dir, 'keyring-twin.db-wal')).size).toBe(0);
    stop(store);
    expect(keysIn(store.dir)).not.toContain(keyId);
  });

  it('is told once', () => {
    const store = startStore();
    const { id } = store.saveRecord({ kind: 'rating', path: '/ratings', body: {} });
    const told: string[] = [];
    store.onOutcome(({ state }) => told.push(state));
    store.records.settle(id, {});
    store.records.settle(id, {});
    store.records.quarantine(id, 'status 400');
    expect(store.outcomeOf(id)?.state).toBe('received');
    expect(store.audit.untold(10).filter(({ line }) => line.includes('record.received'))).toHaveLength(1);
    expect(told[0]).toBe('received');
  });

  it('interrupted before its erasures is completed at the next start', () => {
    const store = startStore();
    const { id } = store.saveRecord({ kind: 'rating', path: '/ratings', files: [paper], body: {} });
    const keyId = store.outbox.keyIdOf(id);
    store.records.settle(id, {});
    stop(store);
    expect(keysIn(store.dir)).toContain(keyId);
    stop(startStore({ dir: store.dir }));
    expect(keysIn(store.dir)).not.toContain(keyId);
    expect(readdirSync(join(store.dir, 'files'))).toEqual([]);
  });
});

it('a record whose data key is lost is not sent as something else', () => {
  const store = startStore();
  const { id } = store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
  stop(store);
  const ring = ringOf(store.dir);
  ring.transact(() => ring.db.prepare('UPDATE keys SET secret = ?').run(Buffer.alloc(32, 9)));
  ring.close();
  expect(startStore({ dir: store.dir }).records.bodyOf(id)).toBeUndefined();
});

it.each(['path', 'order_key', 'key_id', 'record_id'])(
  'an outbox row whose %s is not what was enqueued is not sent',
  (column) => {
    const store = startStore();
    const first = store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
    const second = store.saveRecord({ kind: 'report', path: '/reports', body: { text: 'x' } });
    stop(store);
    const sql = openDatabase({ file: join(store.dir, 'kiosk.db'), key: KEY, migrations });
    const of = sql.db.prepare<[string], string>(`SELECT ${column} FROM outbox WHERE record_id = ?`).pluck();
    const other = of.get(second.id);
    sql.db.pragma('foreign_keys = OFF');
    if (column === 'record_id') sql.db.prepare('DELETE FROM outbox WHERE record_id = ?').run(second.id);
    sql.transact(() =>
      sql.db.prepare(`UPDATE outbox SET ${column} = ? WHERE record_id = ?`).run(other, first.id),
    );
    sql.close();
    const again = startStore({ dir: store.dir });
    const sent: (Uint8Array | undefined)[] = [];
    again.outbox.forEachWaiting(({ recordId }) => sent.push(again.records.bodyOf(recordId)));
    expect(sent[0]).toBeUndefined();
  },
);

it('a row of the outbox that nobody can make anything of is set aside, whatever record it names', () => {
  const store = startStore();
  store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
  stop(store);
  const sql = openDatabase({ file: join(store.dir, 'kiosk.db'), key: KEY, migrations });
  sql.db.prepare('UPDATE outbox SET record_id = ?').run('nobody');
  sql.close();
  const again = startStore({ dir: store.dir });
  const [item] = again.outbox.due('light', 0, 9);
  expect(item?.recordId).toBe('nobody');
  expect(again.records.bodyOf('nobody')).toBeUndefined();
  if (item) again.outbox.setAside(item);
  expect(again.outbox.due('light', 0, 9)).toEqual([]);
});

it('settings and cache keep what they are given, as it was given', () => {
  const store = startStore();
  store.settings.put('sheets', { tray: 250 });
  store.cache.put('queues', [{ id: 'general' }], '"1"');
  stop(store);
  const again = startStore({ dir: store.dir });
  expect(again.settings.get('sheets')).toEqual({ tray: 250 });
  expect(again.cache.get('queues')).toMatchObject({ etag: '"1"', body: [{ id: 'general' }] });
  again.settings.remove('sheets');
  expect(again.settings.get('sheets')).toBeUndefined();
});
