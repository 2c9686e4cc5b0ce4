/**
 * A whole kiosk but for its window on a disk that takes nothing more, in one process under shim.c. Says on stdout what
 * a citizen sees at each step. Arguments: data directory (watched), control file.
 */
import { writeSync } from 'node:fs';
import { pino } from 'pino';
import type { Clock } from '../../../devices/transports/transport.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { closedKiosk } from '../../../electron/core/closed-kiosk.ts';
import { parseConfig } from '../../../electron/core/config.ts';
import { type Kiosk, type KioskParts, openKiosk, openStoreOf } from '../../../electron/core/kiosk.ts';
import { isStoreFault, StorageFullError } from '../../../electron/core/store/errors.ts';
import { startCentral } from '../../central/server.ts';
import { openControl } from './shim.ts';

/** What is seen, and whether the record of that visit was kept. */
export type Seen = { readonly when: string; readonly screen: string; readonly reason?: string };

const [dataDir = '', controlFile = ''] = process.argv.slice(2);
const control = openControl(controlFile);
const pace = 20;
const began = performance.now();
const morning = Date.parse('2026-11-23T10:00:00+08:00');
const clock: Clock = {
  now: () => Math.floor(morning + (performance.now() - began) * pace),
  after: (milliseconds, callback) => systemClock.after(milliseconds / pace, callback),
};
const central = await startCentral({ clock: () => new Date(clock.now()) });
const parsed = parseConfig(
  JSON.stringify({
    kiosk: { id: 'HZ-XH-0012', hall: '西湖区政务服务中心' },
    central: { url: central.url, token: central.token },
    storage: { key: { from: 'development' } },
    devices: { ticketPrinter: { driver: 'escpos', at: 'simulated:' } },
  }),
  { base: dataDir, packaged: false },
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
let restarts = 0;
const parts: KioskParts = {
  config: parsed.config,
  storageKey: new Uint8Array(32).fill(7),
  dataDir,
  clock,
  log: pino({ level: 'silent' }),
  restart: () => {
    restarts += 1;
  },
};

const say = (when: string, { screen }: Pick<Snapshot, 'screen'>): void => {
  const reason = 'reason' in screen && screen.reason ? { reason: screen.reason.code } : {};
  const seen: Seen = { when, screen: screen.name, ...reason };
  writeSync(1, `${JSON.stringify(seen)}\n`);
};
const until = (kiosk: Kiosk, isSo: (snapshot: Snapshot) => boolean): Promise<Snapshot> =>
  new Promise((resolve) => {
    const look = (snapshot: Snapshot): boolean => {
      if (!isSo(snapshot)) return false;
      forget();
      resolve(snapshot);
      return true;
    };
    const forget = kiosk.runner.onSnapshot(look);
    look(kiosk.runner.snapshot());
  });
const on = (kiosk: Kiosk, name: string): Promise<Snapshot> =>
  until(kiosk, ({ screen }) => screen.name === name);
const reports = async (kiosk: Kiosk, then: string): Promise<Snapshot> => {
  const here = (): { screenId: number } => ({ screenId: kiosk.runner.snapshot().screenId });
  const intend = (intent: object): void =>
    kiosk.runner.tell({ kind: 'intent', intent: { ...intent, ...here() } as never });
  intend({ kind: 'wake' });
  await on(kiosk, 'home');
  intend({ kind: 'choose', id: 'report' });
  await on(kiosk, 'report');
  intend({ kind: 'set-field', field: 'text', value: '打印机没有纸' });
  intend({ kind: 'act', action: 'confirm' });
  const seen = await on(kiosk, then);
  intend({ kind: 'act', action: 'end-session' });
  return seen;
};

const kiosk = await openKiosk(parts);
await kiosk.ready;
say('room', await reports(kiosk, 'finish'));
await on(kiosk, 'attract');
control.arm('no space', 1, true);
say('a report on a full disk', await reports(kiosk, 'trouble'));
say('then', await on(kiosk, 'out-of-service'));
const saved = kiosk.store.backlog().records + central.state.reports.length;
control.disarm();
say('room again', await on(kiosk, 'attract'));
say('a report', await reports(kiosk, 'finish'));
await kiosk.stop();
await central.until(({ reports: all }) => all.length >= saved);

control.arm('no space', 1, true);
let why: unknown;
try {
  await openKiosk(parts);
} catch (error) {
  why = error;
}
if (!isStoreFault(why)) throw new Error(`a start on a full disk: ${String(why)}`);
const full = new StorageFullError('The disk is full.', { cause: why });
let shown: Snapshot | undefined;
const closed = closedKiosk(parts, full, () => openStoreOf(parts).close());
closed.connect({
  post: (frame) => {
    shown ??= (frame as { r?: Snapshot }).r;
  },
  onFrame: (listener) => listener({ t: 'q', i: '1', m: 'hello', a: [{}] }),
  onClose: () => undefined,
  close: () => undefined,
});
await new Promise((resolve) => systemClock.after(200, () => resolve(undefined)));
if (shown !== undefined) say('a start on a full disk', shown);
control.disarm();
const before = restarts;
await new Promise<void>((resolve) => {
  const look = (): void => void (restarts > before ? resolve() : systemClock.after(20, look));
  look();
});
await closed.stop();
const again = await openKiosk(parts);
await again.ready;
say('the next start', await on(again, 'attract'));
await again.stop();
await central.close();
control.close();
process.exit(0);
