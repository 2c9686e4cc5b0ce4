import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { OpenDatabase } from '../../../electron/core/store/database.ts';
import { openStoreOrRecover } from '../../../electron/core/store/open-store.ts';
import { openStore, type Store } from '../../../electron/core/store/store.ts';

import { KEY, movableClock, seededRandom } from './store-facts.ts';

export * from './store-facts.ts';

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

let starts = 0;

type Start = {
  dir?: string;
  key?: Uint8Array;
  clock?: { now(): number };
  patience?: number;
  open?: OpenDatabase;
};

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
    ...(options.open ? { open: options.open } : {}),
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

/** Every byte of every file below. */
export const bytesBelow = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path)),
  );

/** The database as it is now; `fallBack` ends the store and starts it on that, as when a damaged log has lost its end. */
export const rememberDatabase = (store: Store & { readonly dir: string }) => {
  const aside = freshFolder();
  const file = join(store.dir, 'kiosk.db');
  const copy = join(aside, 'kiosk.db');
  for (const end of ['', '-wal']) cpSync(file + end, copy + end);
  return {
    fallBack: () => {
      stop(store);
      rmSync(`${file}-shm`, { force: true });
      for (const end of ['', '-wal']) cpSync(copy + end, file + end);
      return recoverStore({ dir: store.dir });
    },
  };
};
