import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { backupsIn } from '../../electron/core/store/backups.ts';
import { StorageFullError } from '../../electron/core/store/errors.ts';
import { startUpkeep, UPKEEP_EVERY } from '../../electron/core/upkeep.ts';
import { VirtualClock } from '../devices/support/virtual-clock.ts';
import { MONDAY_MORNING, startStore } from './support/store-bench.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const bench = async () => {
  const clock = new VirtualClock(MONDAY_MORNING);
  const store = startStore({ clock });
  const at = { free: 1e9, idle: true, writable: true };
  const ahead = { by: 0 };
  const told: string[] = [];
  const upkeep = startUpkeep({
    store,
    clock,
    time: { now: () => clock.now() + ahead.by },
    log: pino({ level: 'silent' }),
    idle: () => at.idle,
    freeSpace: () => at.free,
    writeProbe: () => {
      if (!at.writable) throw new StorageFullError('The disk is full.');
    },
    tell: (storage) => told.push(storage),
  });
  const numbers = (): readonly number[] => backupsIn(store.dir).map(({ number }) => number);
  await clock.advance(1);
  return { clock, store, at, told, upkeep, numbers, ahead };
};

it('the first backup is made at once, then one a day, and not while somebody is at the kiosk', async () => {
  const { clock, store, at, upkeep, numbers } = await bench();
  expect(numbers()).toEqual([1]);
  await clock.advance(10 * HOUR);
  expect(numbers()).toEqual([1]);
  at.idle = false;
  await clock.advance(10 * HOUR);
  expect(numbers()).toEqual([1]);
  at.idle = true;
  await clock.advance(UPKEEP_EVERY);
  expect(numbers()).toEqual([2, 1]);
  const kinds = store.audit.untold(99).map(({ line }) => JSON.parse(line).kind);
  expect(kinds.filter((kind) => kind === 'store.backed-up')).toHaveLength(2);
  upkeep.stop();
});

it('what was accepted is erased within a minute: keys, papers, and what the log held of it', async () => {
  const { clock, store, upkeep } = await bench();
  const { id } = store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
  const keyId = store.outbox.keyIdOf(id);
  store.records.settle(id, {});
  expect(keyId).toBeDefined();
  await clock.advance(60_000);
  expect(statSync(join(store.dir, 'kiosk.db-wal')).size).toBe(0);
  expect(statSync(join(store.dir, 'keyring.db-wal')).size).toBe(0);
  expect(statSync(join(store.dir, 'keyring-twin.db-wal')).size).toBe(0);
  upkeep.stop();
});

it.each([DAY, -DAY])(
  'a clock that is set by %d ms delays no erasure, and brings one backup for the new day, not one at each look',
  async (jump) => {
    const { clock, store, upkeep, numbers, ahead } = await bench();
    expect(numbers()).toEqual([1]);
    ahead.by = jump;
    const { id } = store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
    store.records.settle(id, {});
    await clock.advance(60_000);
    expect(statSync(join(store.dir, 'keyring.db-wal')).size).toBe(0);
    await clock.advance(10 * 60_000);
    expect(numbers()).toEqual([2, 1]);
    ahead.by = 0;
    await clock.advance(10 * 60_000);
    expect(numbers()).toEqual([3, 2]);
    upkeep.stop();
  },
);

it('a full disk is told once, and room only when a write succeeds', async () => {
  const { clock, at, told, upkeep } = await bench();
  at.free = 1_000_000;
  await clock.advance(3 * UPKEEP_EVERY);
  expect(told).toEqual(['full']);
  at.free = 3_000_000;
  await clock.advance(3 * UPKEEP_EVERY);
  expect(told).toEqual(['full']);
  at.free = 1e9;
  await clock.advance(UPKEEP_EVERY);
  expect(told).toEqual(['full', 'room']);
  upkeep.stop();
});

it('room that only the system speaks of is none', async () => {
  const { clock, at, told, upkeep } = await bench();
  at.writable = false;
  upkeep.full();
  upkeep.full();
  await clock.advance(3 * UPKEEP_EVERY);
  expect(told).toEqual(['full']);
  at.writable = true;
  await clock.advance(UPKEEP_EVERY);
  expect(told).toEqual(['full', 'room']);
  upkeep.stop();
});
