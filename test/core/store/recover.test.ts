import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupsIn } from '../../../electron/core/store/backups.ts';
import { StoreDamagedError } from '../../../electron/core/store/errors.ts';
import { numberIn, save, smash, smashAll } from '../support/damage.ts';
import {
  block,
  freshFolder,
  movableClock,
  recoverStore,
  rememberDatabase,
  startStore,
  stop,
  wish,
} from '../support/store-bench.ts';

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
