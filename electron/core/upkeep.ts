import { rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../../devices/transports/transport.ts';
import { dateIn } from './catalog/dates.ts';
import type { WallClock } from './store/clock.ts';
import { writeDurably } from './store/durable-file.ts';
import { isStoreFault } from './store/errors.ts';
import type { Store } from './store/store.ts';

/** What is accepted is erased, and the journal synced, this often: erasure has to be over within a minute. */
export const UPKEEP_EVERY = 15_000;
/** With less than this on the disk nobody is asked to begin anything. Bytes. */
export const TOO_LITTLE = 2 * 1024 * 1024;
/** With this much the kiosk comes back. */
export const ENOUGH_AGAIN = 4 * 1024 * 1024;

export interface Upkeep {
  /** Something did not fit on the disk. */
  full(): void;
  stop(): void;
}

/** Bytes that are free where the data folder is. */
export const freeIn = (dir: string): number => {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
};

/** Fills so much of the disk for a moment. */
export const probeIn = (dir: string): void => {
  const file = join(dir, 'room.probe');
  try {
    writeDurably(file, Buffer.alloc(ENOUGH_AGAIN));
  } finally {
    rmSync(file, { force: true });
  }
};

/**
 * What a store needs while the kiosk runs: erasures, a verified backup a day, a look at the space on the disk. The
 * backup is made when nobody is at the kiosk, as it holds everything up while it works; the first one at once, as the
 * kiosk's signing key is in it.
 */
export const startUpkeep = (parts: {
  readonly store: Store;
  readonly clock: Clock;
  /** Decides what day it is. */
  readonly time: WallClock;
  readonly log: Logger;
  /** Nobody is at the kiosk. */
  readonly idle: () => boolean;
  readonly freeSpace: () => number;
  /** Writes and removes as much as `ENOUGH_AGAIN`; throws when that does not fit. */
  readonly writeProbe: () => void;
  readonly tell: (storage: 'full' | 'room') => void;
}): Upkeep => {
  const { store, clock, time, log, idle, freeSpace, writeProbe, tell } = parts;
  let isFull = false;
  let backedUpOn: string | undefined;
  let cancel = (): void => undefined;

  const full = (): void => {
    if (isFull) return;
    isFull = true;
    log.error({ event: 'storage-full', free: freeSpace() });
    tell('full');
  };
  /** A fault of one task keeps no other from being done; faults of the store are told by the store itself. */
  const attempt = (task: string, work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      log[isStoreFault(error) ? 'warn' : 'error']({ event: 'upkeep-failed', task, message });
      return false;
    }
  };
  const lookAtSpace = (): void => {
    const free = freeSpace();
    if (!isFull) {
      if (free < TOO_LITTLE) full();
      return;
    }
    if (free < ENOUGH_AGAIN) return;
    // The system may say that there is room and a quota that there is not: only a write that succeeds tells.
    if (!attempt('probe', writeProbe)) return;
    isFull = false;
    log.info({ event: 'storage-has-room', free });
    tell('room');
  };
  const backUp = (): void => {
    const today = dateIn(time.now(), store.timezone);
    const last = store.backedUpAt();
    backedUpOn ??= last === undefined ? undefined : dateIn(last, store.timezone);
    if (isFull || backedUpOn === today || (last !== undefined && !idle())) return;
    backedUpOn = today;
    const unreadable = store.scrub();
    if (unreadable > 0) log.error({ event: 'records-unreadable', unreadable });
    const file = store.backUp();
    store.append({ kind: 'store.backed-up', fields: { unreadable } });
    log.info({ event: 'backed-up', file: file.replace(/^.*[/\\]/, '') });
  };
  const turn = (): void => {
    attempt('space', lookAtSpace);
    attempt('erasure', store.erase);
    attempt('journal', store.syncJournal);
    attempt('backup', backUp);
    cancel = clock.after(UPKEEP_EVERY, turn);
  };

  cancel = clock.after(1, turn);
  return {
    full,
    stop: () => cancel(),
  };
};
