import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { RandomBytes } from '../../../electron/core/store/clock.ts';
import { openStoreOrRecover } from '../../../electron/core/store/open-store.ts';
import { openStore, type Store } from '../../../electron/core/store/store.ts';

/** Bytes that look random and are the same in every run. */
export const seededRandom = (seed: string): RandomBytes => {
  let turn = 0;
  return (count) => {
    const parts: Buffer[] = [];
    for (let have = 0; have < count; have += 32) {
      turn += 1;
      parts.push(createHash('sha256').update(`${seed} ${turn}`).digest());
    }
    return Buffer.concat(parts).subarray(0, count);
  };
};

export const KEY = Buffer.alloc(32, 7);
/** 2026-03-02 09:00 in Hangzhou, a Monday. */
export const MONDAY_MORNING = Date.parse('2026-03-02T09:00:00+08:00');
export const TODAY = '2026-03-02';
/** An invented person. */
export const ZHANG = 'resident-id:330106195203070023';

let folders: string[] = [];
let stores: Store[] = [];

afterEach(() => {
  for (const store of stores) store.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  stores = [];
  folders = [];
});

/** In memory where the system has such a place: there a sync costs nothing. What it is worth, kill.test.ts shows. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const freshFolder = (under = root): string => {
  const folder = mkdtempSync(join(under, 'kiosk-store-'));
  folders.push(folder);
  return folder;
};

export interface MovableClock {
  now(): number;
  time: number;
}

export const movableClock = (time = MONDAY_MORNING): MovableClock => ({
  time,
  now() {
    return this.time;
  },
});

let starts = 0;

type Start = { dir?: string; key?: Uint8Array; clock?: { now(): number }; patience?: number };

const startWith = (open: typeof openStoreOrRecover, options: Start): Store & { readonly dir: string } => {
  starts += 1;
  const dir = options.dir ?? freshFolder();
  const store = open({
    dir,
    key: options.key ?? KEY,
    clock: options.clock ?? movableClock(),
    random: seededRandom(`start ${starts}`),
    kioskId: 'HZ-XH-0012',
    timezone: 'Asia/Shanghai',
    patience: options.patience ?? 50,
  });
  stores.push(store);
  return { ...store, dir };
};

/** Opens a store that is closed, and whose folder is removed, after the test. */
export const startStore = (options: Start = {}): Store & { readonly dir: string } =>
  startWith(openStore, options);

/** The same as a kiosk does it at its start: what is damaged is replaced. */
export const recoverStore = (options: Start = {}): Store & { readonly dir: string } =>
  startWith(openStoreOrRecover, options);

/** Ends one before its test does. Closing twice is allowed. */
export const stop = (store: Store): void => store.close();

export const block = (part: Partial<Parameters<Store['addBlock']>[0]> = {}) => ({
  id: '01900000-0000-7000-8000-00000000b10c',
  queueId: 'general',
  businessDate: TODAY,
  prefix: 'A',
  from: 101,
  to: 120,
  ...part,
});

export const wish = (part: Partial<Parameters<Store['issueTicket']>[0]> = {}) => ({
  queueId: 'general',
  businessDate: TODAY,
  priority: 'none' as const,
  onBehalf: false,
  issuedAt: '2026-03-02T09:00:00+08:00',
  ...part,
});

/** Every byte of every file below. */
export const bytesBelow = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path)),
  );
