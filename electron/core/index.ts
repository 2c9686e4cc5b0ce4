import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../../devices/transports/transport.ts';
import { benchAnswer } from './bench.ts';
import { packaged } from './build-info.ts';
import { closedKiosk } from './closed-kiosk.ts';
import { type Config, type ConfigFault, type KeySource, readConfig } from './config.ts';
import { exitCodes } from './exit-codes.ts';
import { type KioskParts, openKiosk, openStoreOf, type Running } from './kiosk.ts';
import { openLog } from './log/logger.ts';
import { shellLink, type ToCore } from './shell-link.ts';
import { storageKey } from './storage-key.ts';
import { isStoreFault, StorageKeyError, StoreInUseError, StoreTooNewError } from './store/errors.ts';
import { openHallTime } from './sync/hall-time.ts';

/** The core as a process: started by a shell, configured by one file, ended by SIGTERM, `stop`, or SIGKILL at any time. */

const { values } = parseArgs({
  options: { config: { type: 'string' }, data: { type: 'string' } },
  strict: false,
});
const configPath = String(values.config ?? process.env.KIOSK_CONFIG ?? '');
const dataDir = String(values.data ?? process.env.KIOSK_DATA ?? 'data');
const link = shellLink();

/** Every fault a line, then out: nothing has been started. */
const refuse = (faults: readonly ConfigFault[]): never => {
  for (const { path, message } of faults) process.stderr.write(`${path}: ${message}\n`);
  process.exit(exitCodes.badConfiguration);
};

const keyFromShell = (config: Config): Promise<string | undefined> => {
  if (config.storage.key.from !== 'safe-storage') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const patience = setTimeout(() => resolve(undefined), 5_000);
    link.onMessage((message: ToCore) => {
      if (message.kind !== 'key') return;
      clearTimeout(patience);
      resolve(message.base64);
    });
    link.send({ kind: 'need-key' });
  });
};

/** Beside a wrong configuration only what reading alone can tell: no key is made, no shell is asked. */
const keyFaults = (source: KeySource | undefined): readonly ConfigFault[] => {
  if (source?.from !== 'file' && source?.from !== 'env') return [];
  const key = storageKey(source, { dataDir, packaged, environment: process.env });
  return key.ok ? [] : [{ path: 'storage.key', message: key.message }];
};

const open = async (): Promise<Running> => {
  const read = readConfig(configPath, packaged);
  if (!read.ok) return refuse([...read.faults, ...keyFaults(read.keySource)]);
  const { config } = read;
  const fromShell = await keyFromShell(config);
  const key = storageKey(config.storage.key, {
    dataDir,
    packaged,
    environment: process.env,
    ...(fromShell === undefined ? {} : { fromShell }),
  });
  if (!key.ok) return refuse([{ path: 'storage.key', message: key.message }]);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const time = openHallTime({ steady: systemClock, machine: { now: () => Date.now() } });
  const log = openLog({ level: 'info', clock: time, dir: dataDir });
  const parts: KioskParts = {
    ...{ config, storageKey: key.key, dataDir, clock: systemClock, time, log: log.logger },
    restart: () => void end(exitCodes.startAgain),
  };
  try {
    return await openKiosk(parts);
  } catch (error) {
    if (error instanceof StorageKeyError) return refuse([{ path: 'storage.key', message: error.message }]);
    if (error instanceof StoreInUseError || error instanceof StoreTooNewError)
      return refuse([{ path: 'data', message: error.message }]);
    if (isStoreFault(error)) return closedKiosk(parts, error, () => openStoreOf(parts).close());
    throw error;
  }
};

let ending = false;
let kiosk: Running | undefined;
const end = async (code: number): Promise<void> => {
  if (ending) return;
  ending = true;
  // Whatever hangs, the process is gone in time; SIGKILL would lose nothing either.
  setTimeout(() => process.exit(code), 4_000).unref();
  await kiosk?.stop();
  process.exit(code);
};

process.on('SIGTERM', () => void end(0));
process.on('SIGINT', () => void end(0));
// The shell is gone: nobody would show anything.
process.on('disconnect', () => void end(0));

const running = await open();
kiosk = running;
link.onWire((port) => running.connect(port));
link.onMessage((message) => {
  if (message.kind === 'stop') void end(0);
  if (message.kind === 'bench') {
    const { id, method, path, body } = message;
    const { status, mediaType, bytes } = benchAnswer(running.benches, method, path, body);
    link.send({ kind: 'bench-answer', id, status, mediaType, base64: Buffer.from(bytes).toString('base64') });
  }
});
await running.ready;
link.send({ kind: 'ready' });
const tellHealth = (): void => {
  link.send({ kind: 'health', health: running.health() });
  setTimeout(tellHealth, 2_000).unref();
};
tellHealth();
