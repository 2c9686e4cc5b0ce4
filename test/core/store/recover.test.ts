import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupsIn } from '../../../electron/core/store/backups.ts';
import { deriveKey } from '../../../electron/core/store/crypto.ts';
import { openDatabase } from '../../../electron/core/store/database.ts';
import { StoreDamagedError } from '../../../electron/core/store/errors.ts';
import { keyringSchema } from '../../../electron/core/store/keyring-file.ts';
import type { Store } from '../../../electron/core/store/store.ts';
import {
  block,
  bytesBelow,
  freshFolder,
  KEY,
  movableClock,
  recoverStore,
  rememberDatabase,
  seededRandom,
  startStore,
  stop,
  wish,
} from '../support/store-bench.ts';

const paper = (number: number) => ({
  id: `01900000-0000-7000-8000-0000000000f${number}`,
  bytes: Buffer.from(`%PDF-1.7 paper ${number}`),
  mediaType: 'application/pdf',
  pages: 1,
});

const save = (store: Store, number: number, withPaper = false) =>
  store.saveRecord({
    kind: 'submission',
    path: '/submissions',
    body: { number, form: 'x'.repeat(500) },
    personKey: 'resident-id:330106195203070023',
    ...(withPaper ? { files: [paper(number)] } : {}),
  }).id;

const numberIn = (store: Store, id: string): unknown =>
  JSON.parse(Buffer.from(store.records.bodyOf(id) ?? Buffer.from('null')).toString())?.number;

/** Overwrites so many bytes at a place, as a disk does that gives back something else. */
const smash = (file: string, from: number, length: number): void => {
  const bytes = readFileSync(file);
  bytes.set(seededRandom(`smash ${from}`)(Math.min(length, bytes.length - from)), from);
  writeFileSync(file, bytes);
};

const keysIn = (dir: string, name: string): readonly unknown[] => {
  const ring = openDatabase({
    file: join(dir, name),
    key: deriveKey(KEY, 'keyring'),
    migrations: keyringSchema,
  });
  const ids = ring.db.prepare('SELECT id FROM keys').pluck().all();
  ring.close();
  return ids;
};

const smashAll = (file: string): void => writeFileSync(file, Buffer.alloc(statSync(file).size, 0xa5));

describe('a damaged database', () => {
  it('is set aside, and a backup and the journal give back every record that was not accepted', () => {
    const clock = movableClock();
    const store = startStore({ clock });
    const before = [1, 2].map((number) => save(store, number, true));
    const acceptedLater = save(store, 3);
    store.backUp();
    const after = [4, 5].map((number) => save(store, number, true));
    const [saved = '', kept = ''] = after;
    store.records.settle(acceptedLater, { receiptNumber: 'HZ-3' });
    store.erase();
    const { publicKey } = store;
    stop(store);
    smashAll(join(store.dir, 'kiosk.db'));
    clock.time += 60_000;

    const again = recoverStore({ dir: store.dir, clock });
    expect(again.recovery).toMatchObject({ backup: '00001.db', databaseReplaced: true, keysLost: false });
    expect(existsSync(join(again.recovery?.aside ?? '', 'kiosk.db'))).toBe(true);
    expect([...before, saved, kept].map((id) => numberIn(again, id))).toEqual([1, 2, 4, 5]);
    for (const id of [...before, ...after]) expect(again.files.of(id).every(again.files.isSound)).toBe(true);
    expect(again.outcomeOf(acceptedLater)?.state).toBe('received');
    expect(again.backlog()).toMatchObject({ records: 4, files: 4, quarantined: 0 });
    expect(again.publicKey).toBe(publicKey);
    expect(again.verifyAudit().ok).toBe(true);
    const told = again.audit.untold(100).map(({ line }) => JSON.parse(line));
    expect(told.at(-1)).toMatchObject({
      kind: 'store.recovered',
      backup: '00001.db',
      restored: 2,
      accepted: 1,
    });
  });

  it('of which there was no backup yet begins anew with what the journal holds', () => {
    const clock = movableClock();
    const store = startStore({ clock });
    store.addBlock(block());
    const ticket = store.issueTicket(wish());
    const ids = [1, 2, 3].map((number) => save(store, number));
    stop(store);
    smashAll(join(store.dir, 'kiosk.db'));
    clock.time += 1_000;
    const again = recoverStore({ dir: store.dir, clock });
    expect(ids.map((id) => numberIn(again, id))).toEqual([1, 2, 3]);
    expect(ticket.ok && again.outcomeOf(ticket.id)).toMatchObject({ kind: 'ticket', state: 'waiting' });
    expect(again.openBlocks()).toEqual([]);
    expect(again.restored).toBe(true);
  });

  it('is restored from the backup before when the newest is damaged too', () => {
    const store = startStore();
    const first = save(store, 1);
    store.backUp();
    const second = save(store, 2);
    store.backUp();
    const third = save(store, 3);
    stop(store);
    smashAll(join(store.dir, 'kiosk.db'));
    const [newest] = backupsIn(store.dir);
    smash(newest?.file ?? '', 9_000, 200);
    const again = recoverStore({ dir: store.dir });
    expect(again.recovery?.backup).toBe('00001.db');
    expect([first, second, third].map((id) => numberIn(again, id))).toEqual([1, 2, 3]);
  });

  it('begins an epoch of the audit that never was before, whatever the clock shows at each restore', () => {
    const clock = movableClock();
    clock.time += 86_400_000;
    const store = startStore({ clock });
    store.backUp();
    stop(store);
    const epochs: number[] = [];
    for (const earlier of [0, 3_600_000, 86_400_000, 400 * 86_400_000]) {
      clock.time -= earlier;
      smashAll(join(store.dir, 'kiosk.db'));
      const again = recoverStore({ dir: store.dir, clock });
      epochs.push(again.auditHead()?.epoch ?? 0);
      expect(again.verifyAudit().ok).toBe(true);
      stop(again);
    }
    expect([...new Set(epochs)].sort((a, b) => a - b)).toEqual(epochs);
  });

  it('keeps the order of one person, also of what the journal gave back', () => {
    const store = startStore();
    const ids = [1, 2, 3, 4].map((number) => save(store, number));
    stop(store);
    smashAll(join(store.dir, 'kiosk.db'));
    const again = recoverStore({ dir: store.dir });
    const order: string[] = [];
    again.outbox.forEachWaiting(({ recordId }) => order.push(recordId));
    expect(order).toEqual(ids);
  });

  it('loses nothing else when single lines of the journal are damaged or cut', () => {
    const store = startStore();
    const ids = [1, 2, 3, 4].map((number) => save(store, number));
    stop(store);
    smashAll(join(store.dir, 'kiosk.db'));
    const journal = join(store.dir, 'backups', '00000.journal');
    const lines = readFileSync(journal, 'latin1').split('\n').filter(Boolean);
    // Of each save a line of its own and one of the audit chain's head.
    const saves = lines.filter((line) => line.length > 500);
    expect(saves).toHaveLength(4);
    const [one = '', two = '', three = '', four = ''] = saves;
    writeFileSync(journal, `\n${one}\n\n${two.slice(3)}\n\n${three}\n\n${four.slice(0, 40)}`);
    const again = recoverStore({ dir: store.dir });
    expect(ids.map((id) => numberIn(again, id))).toEqual([1, undefined, 3, undefined]);
  });

  it('is noticed while the kiosk runs by whoever reads it', () => {
    const store = startStore();
    // More than SQLite keeps in memory.
    const body = { form: 'x'.repeat(500_000) };
    for (let number = 0; number < 50; number += 1)
      store.saveRecord({ kind: 'report', path: '/reports', body });
    stop(store);
    const again = startStore({ dir: store.dir });
    const faults: unknown[] = [];
    again.onFault((fault) => faults.push(fault));
    smashAll(join(store.dir, 'kiosk.db'));
    expect(() => again.outbox.forEachWaiting(({ recordId }) => again.records.bodyOf(recordId))).toThrow(
      StoreDamagedError,
    );
    expect(faults).toHaveLength(1);
    expect(faults[0]).toBeInstanceOf(StoreDamagedError);
  });
});

describe('a damaged write-ahead log', () => {
  it('is noticed by what the journal knows, which gives back what the log has lost', () => {
    const clock = movableClock();
    const store = startStore({ clock });
    store.addBlock(block());
    const ids = [1, 2, 3].map((number) => save(store, number));
    const ticket = store.issueTicket(wish());
    const dir = freshFolder();
    cpSync(store.dir, dir, { recursive: true });
    smash(join(dir, 'kiosk.db-wal'), 32 + 3 * (24 + 4096) + 100, 1);
    clock.time += 1_000;
    const again = recoverStore({ dir, clock });
    expect(again.recovery).toMatchObject({ databaseReplaced: true, keysLost: false });
    expect(ids.map((id) => numberIn(again, id))).toEqual([1, 2, 3]);
    expect(ticket.ok && again.outcomeOf(ticket.id)?.state).toBe('waiting');
    expect(again.issueTicket(wish())).toEqual({ ok: false, reason: 'no-numbers-left' });
    stop(again);
    expect(startStore({ dir, clock }).recovery).toBeUndefined();
  });

  it('that has lost an acceptance whose erasures were still owed leaves a record that can be sent again whole', () => {
    const store = startStore();
    const id = save(store, 1, true);
    const past = rememberDatabase(store);
    store.records.settle(id, {});
    const again = past.fallBack();
    expect(numberIn(again, id)).toBe(1);
    expect(again.scrub()).toBe(0);
    expect(again.outcomeOf(id)?.state).toBe('waiting');
  });

  it('that has lost an acceptance whose erasures were made does not send the record again', () => {
    const store = startStore();
    const id = save(store, 1, true);
    const past = rememberDatabase(store);
    store.records.settle(id, {});
    store.erase();
    const again = past.fallBack();
    expect(again.outcomeOf(id)?.state).toBe('received');
    expect(again.quarantined()).toEqual([]);
  });

  it('takes back no setting', () => {
    const store = startStore();
    store.settings.put('sheets', { tray: 250 });
    store.settings.put('out-of-service', { by: 'staff' });
    const past = rememberDatabase(store);
    store.settings.put('sheets', { tray: 240 });
    store.settings.remove('out-of-service');
    store.append({ kind: 'door.opened' });
    const again = past.fallBack();
    expect(again.settings.get('sheets')).toEqual({ tray: 240 });
    expect(again.settings.get('out-of-service')).toBeUndefined();
  });
});

describe('a damaged keyring', () => {
  const KEYRINGS = ['keyring.db', 'keyring-twin.db'] as const;

  it.each(KEYRINGS)('costs no key, wherever %s is hit: its twin has them all', (name) => {
    for (const page of [0, 1, 5, 'all'] as const) {
      const store = startStore();
      const ids = Array.from({ length: 40 }, (_, number) => save(store, number));
      stop(store);
      const file = join(store.dir, name);
      if (page === 'all') smashAll(file);
      else smash(file, 4096 * page, 4096);
      const again = recoverStore({ dir: store.dir });
      expect(again.recovery).toMatchObject({ databaseReplaced: false, keysLost: false });
      expect(again.recovery?.damage).toEqual([expect.stringContaining(name)]);
      expect(ids.map((id) => numberIn(again, id))).toEqual(ids.map((_, number) => number));
      expect(again.scrub()).toBe(0);
      expect(again.restored).toBe(false);
      stop(again);
      const third = startStore({ dir: store.dir });
      expect([third.recovery, third.keysMended]).toEqual([undefined, 0]);
    }
  });

  it.each(KEYRINGS)('whose log (%s) was cut short gets back what the log held', (name) => {
    const store = startStore();
    const ids = [1, 2, 3].map((number) => save(store, number));
    const dir = freshFolder();
    cpSync(store.dir, dir, { recursive: true });
    smash(join(dir, `${name}-wal`), 32 + 24 + 4096 + 100, 1);
    const again = recoverStore({ dir });
    expect(again.keysMended).toBeGreaterThanOrEqual(128);
    expect(ids.map((id) => numberIn(again, id))).toEqual([1, 2, 3]);
    const kinds = again.audit.untold(99).map(({ line }) => JSON.parse(line).kind);
    expect(kinds).toContain('keyring.mended');
  });

  it('that is missing is made anew', () => {
    for (const name of KEYRINGS) {
      const store = startStore();
      const id = save(store, 1);
      stop(store);
      rmSync(join(store.dir, name));
      expect(numberIn(startStore({ dir: store.dir }), id)).toBe(1);
    }
  });

  it('gives no erased key back when a kill came between the two files', () => {
    const store = startStore();
    const id = save(store, 1);
    const kept = save(store, 2);
    const keyId = store.outbox.keyIdOf(id) ?? '';
    const dir = freshFolder();
    cpSync(join(store.dir, 'keyring-twin.db'), join(dir, 'keyring-twin.db'));
    cpSync(join(store.dir, 'keyring-twin.db-wal'), join(dir, 'keyring-twin.db-wal'));
    store.records.settle(id, {});
    store.erase();
    stop(store);
    for (const end of ['', '-wal'])
      cpSync(join(dir, `keyring-twin.db${end}`), join(store.dir, `keyring-twin.db${end}`));
    const again = startStore({ dir: store.dir });
    expect(numberIn(again, kept)).toBe(2);
    stop(again);
    for (const name of KEYRINGS) expect(keysIn(store.dir, name)).not.toContain(keyId);
  });

  it('is found by the daily look while the kiosk runs', () => {
    const store = startStore();
    // More pages than the log holds anew.
    for (let number = 0; number < 300; number += 1) save(store, number);
    stop(store);
    const again = startStore({ dir: store.dir });
    const faults: unknown[] = [];
    again.onFault((fault) => faults.push(fault));
    smashAll(join(store.dir, 'keyring-twin.db'));
    expect(() => again.scrub()).toThrow(StoreDamagedError);
    expect(faults).toHaveLength(1);
  });

  it('on both sides gives what the sound pages of either hold; of the rest the records are kept for staff', () => {
    const store = startStore();
    const ids = Array.from({ length: 100 }, (_, number) => save(store, number));
    stop(store);
    for (const name of KEYRINGS) smash(join(store.dir, name), 4096 * 5, 4096);
    const again = recoverStore({ dir: store.dir });
    expect(again.recovery).toMatchObject({ databaseReplaced: false, keysLost: true });
    const readable = ids.filter((id, number) => numberIn(again, id) === number);
    expect(readable.length).toBeGreaterThan(20);
    expect(readable.length).toBeLessThan(100);
    expect(again.scrub()).toBe(100 - readable.length);
    expect(again.quarantined().every(({ reason }) => reason === 'unreadable')).toBe(true);
    expect(again.backlog()).toMatchObject({ records: readable.length, quarantined: 100 - readable.length });
    expect(again.restored).toBe(false);
  });
});

describe('a backup', () => {
  it('is verified, kept twice, and holds no data key and nothing in clear', () => {
    const store = startStore();
    for (const round of [1, 2, 3]) {
      store.saveRecord({ kind: 'report', path: '/reports', body: { text: `张素琴 ${round}` } });
      expect(existsSync(store.backUp())).toBe(true);
    }
    expect(backupsIn(store.dir).map(({ number }) => number)).toEqual([3, 2]);
    expect(readdirSync(join(store.dir, 'backups')).sort()).toEqual([
      '00002.db',
      '00002.journal',
      '00003.db',
      '00003.journal',
    ]);
    expect(bytesBelow(store.dir).includes('张素琴')).toBe(false);
  });

  it('that can not be written leaves the one before and every journal', () => {
    const store = startStore();
    store.backUp();
    const id = save(store, 1);
    mkdirSync(join(store.dir, 'backups', '00002.db.making-wal', 'x'), { recursive: true });
    expect(() => store.backUp()).toThrow();
    rmSync(join(store.dir, 'backups', '00002.db.making-wal'), { recursive: true });
    const later = save(store, 2);
    stop(store);
    smashAll(join(store.dir, 'kiosk.db'));
    const again = recoverStore({ dir: store.dir });
    expect([id, later].map((each) => numberIn(again, each))).toEqual([1, 2]);
  });
});

describe('the check of the storage key', () => {
  it('once damaged does not keep the right key out', () => {
    const store = startStore();
    const id = save(store, 1);
    stop(store);
    writeFileSync(join(store.dir, 'key-check.json'), 'ruined');
    expect(numberIn(startStore({ dir: store.dir }), id)).toBe(1);
    expect(() => startStore({ dir: freshFolder(), key: KEY })).not.toThrow();
  });
});
