import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveKey, sha256Hex } from '../../../electron/core/store/crypto.ts';
import { openKeyring } from '../../../electron/core/store/keyring.ts';
import { receiptFits } from '../../../electron/core/store/receipt.ts';
import { KEY, movableClock, startStore, stop, ZHANG } from '../support/store-bench.ts';

const FILE = '01900000-0000-7000-8000-0000000000f1';
const paper = { id: FILE, bytes: Buffer.from('%PDF-1.7 paper'), mediaType: 'application/pdf', pages: 1 };

const keysIn = (dir: string): readonly string[] => {
  const keyring = openKeyring({ dir, key: deriveKey(KEY, 'keyring'), clock: movableClock() });
  const ids = keyring.recordIds();
  keyring.close();
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
    expect(store.records.byLocalCode(saved.localCode)).toMatchObject([{ id: saved.id }]);
  });

  it('saved again under the same id is not there twice', () => {
    const store = startStore();
    const record = { kind: 'rating' as const, path: '/ratings', body: { score: 5 } };
    const first = store.saveRecord(record);
    expect(store.saveRecord({ ...record, id: first.id })).toEqual(first);
    expect(store.backlog().records).toBe(1);
  });

  it('whose body can not be built leaves neither key nor file nor row', () => {
    const store = startStore();
    const failing = () => {
      throw new Error('a bug in the form');
    };
    expect(() =>
      store.saveRecord({ kind: 'submission', path: '/submissions', files: [paper], body: failing }),
    ).toThrow('a bug in the form');
    expect(store.backlog()).toEqual({ records: 0, files: 0, quarantined: 0 });
    expect(readdirSync(join(store.dir, 'files'))).toEqual([]);
    stop(store);
    expect(keysIn(store.dir)).toEqual([]);
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
    expect(existsSync(join(store.dir, 'files', `${FILE}.sealed`))).toBe(false);
    stop(store);
    expect(keysIn(store.dir)).toEqual([]);
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
    store.saveRecord({ kind: 'rating', path: '/ratings', body: {} });
    stop(store);
    const keyring = openKeyring({ dir: store.dir, key: deriveKey(KEY, 'keyring'), clock: movableClock() });
    keyring.add('01900000-0000-7000-8000-00000000dead', Buffer.alloc(32, 1));
    keyring.close();
    expect(keysIn(store.dir)).toHaveLength(2);
    stop(startStore({ dir: store.dir }));
    expect(keysIn(store.dir)).toHaveLength(1);
  });
});

it('a record whose data key is lost is not sent as something else', () => {
  const store = startStore();
  const { id } = store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
  stop(store);
  const keyring = openKeyring({ dir: store.dir, key: deriveKey(KEY, 'keyring'), clock: movableClock() });
  keyring.erase([id]);
  keyring.add(id, Buffer.alloc(32, 9));
  keyring.close();
  expect(startStore({ dir: store.dir }).records.bodyOf(id)).toBeUndefined();
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
