import { afterEach } from 'vitest';
import type { Store } from '../../../electron/core/store/store.ts';
import type { Command } from '../../../electron/core/sync/answers.ts';
import { openCentralClient } from '../../../electron/core/sync/central-client.ts';
import { openHallTime } from '../../../electron/core/sync/hall-time.ts';
import type { KioskReport } from '../../../electron/core/sync/heartbeat.ts';
import { type Sync, startSync } from '../../../electron/core/sync/sync-loop.ts';
import { sampleCatalogue } from '../../central/data.ts';
import { type Central, type CentralOptions, startCentral } from '../../central/server.ts';
import { VirtualClock } from '../../devices/support/virtual-clock.ts';
import type { SmallDisk } from './small-disk.ts';
import { MONDAY_MORNING, startStore, stop } from './store-bench.ts';

let closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  const closing = closers.reverse();
  closers = [];
  for (const close of closing) await close();
});

const report = (): KioskReport => ({
  appVersion: '0.1.0',
  state: 'in-service',
  lastPaintAt: '2026-03-02T09:00:00+08:00',
  devices: [],
  consumables: [],
  services: [],
});

/** Calls of one moment come to their end before the next begins. */
const STEP = 5_000;

export interface SyncBench {
  readonly central: Central;
  readonly clock: VirtualClock;
  readonly store: Store & { readonly dir: string };
  readonly sync: Sync;
  readonly commands: Command[];
  /** So much this computer's clock is ahead of the central system's; it may be set at any time. Milliseconds. */
  ahead: number;
  /** Lets so much time pass, and everything that then happens come to its end. */
  pass(milliseconds: number): Promise<void>;
  /** The kiosk is switched off and on again: same data, same central system. */
  restart(): Promise<void>;
}

/** A part of the sample hall. Its queues: `general` is always open, `public-security` has hours. */
export const smallCatalogue = () => {
  const catalogue = sampleCatalogue();
  return {
    ...catalogue,
    queues: catalogue.queues.slice(0, 2),
    items: catalogue.items.slice(0, 2),
    bundles: [],
    zones: [],
  };
};

/** A kiosk's store and sync with a central system, after the first attempt. Chance is always one half. */
export const startBench = async (
  options: CentralOptions & { at?: number; offline?: boolean; ahead?: number; disk?: SmallDisk } = {},
) => {
  const clock = new VirtualClock(options.at ?? MONDAY_MORNING);
  const central = await startCentral({
    clock: () => new Date(clock.now()),
    catalogue: smallCatalogue(),
    ...options,
  });
  closers.push(() => central.close());
  const commands: Command[] = [];
  const computer = { ahead: options.ahead ?? 0 };
  const start = (dir?: string) => {
    const machine = { now: () => clock.now() + computer.ahead };
    const time = openHallTime({ steady: clock, machine });
    const store = startStore({
      clock: time,
      ...(options.disk ? { open: options.disk.open } : {}),
      ...(dir === undefined ? {} : { dir }),
    });
    const client = openCentralClient({ url: central.url, token: central.token, now: time.now });
    const sync = startSync({
      store,
      client,
      clock,
      time,
      chance: () => 0.5,
      reporter: report,
      onCommand: (command) => {
        commands.push(command);
      },
    });
    closers.push(() => sync.close());
    return { store, sync };
  };
  if (options.offline) await central.faults.offline();
  const bench = {
    central,
    clock,
    commands,
    get ahead() {
      return computer.ahead;
    },
    set ahead(milliseconds: number) {
      computer.ahead = milliseconds;
    },
    ...start(),
    pass: async (milliseconds: number) => {
      await bench.sync.settled();
      for (let left = milliseconds; left > 0; left -= STEP) {
        await clock.advance(Math.min(left, STEP));
        await bench.sync.settled();
      }
    },
    restart: async () => {
      await bench.sync.close();
      stop(bench.store);
      Object.assign(bench, start(bench.store.dir));
      await bench.sync.firstAttempt();
      await bench.sync.settled();
    },
  };
  await bench.sync.settled();
  return bench satisfies SyncBench;
};

/** Statuses of the answers to one call, in order of arrival. */
export const statuses = (central: Central, method: string, path: RegExp): readonly (number | string)[] =>
  central.state.requests
    .filter((request) => request.method === method && path.test(request.path))
    .map((request) => request.status);
