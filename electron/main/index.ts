import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { app, MessageChannelMain, powerSaveBlocker, protocol, safeStorage } from 'electron';
import { type CoreProcess, startCore } from './core-process.ts';
import { BAD_CONFIGURATION } from './core-restart.ts';
import { type KioskWindow, openKioskWindow } from './kiosk-window.ts';
import { PAGE, SCHEME, switches } from './policy.ts';
import { sealedKey } from './sealed-key.ts';

/** The shell on Electron: owns the window and the core's process, hands each page one port, knows nothing else. */

const packaged = process.env.KIOSK_BUILD === 'packaged';
const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Chromium's own switches stand among the arguments, so unknown ones are let through.
const { values } = parseArgs({
  args: process.argv.slice(app.isPackaged ? 1 : 2),
  options: { config: { type: 'string' }, data: { type: 'string' } },
  strict: false,
});
const given = (option: unknown, variable: string | undefined, otherwise: string): string =>
  typeof option === 'string' ? option : (variable ?? otherwise);
const config = given(values.config, process.env.KIOSK_CONFIG, '/etc/kiosk/kiosk.json');
const dataDir = given(values.data, process.env.KIOSK_DATA, join(app.getPath('userData'), 'data'));

/** A core that refuses its configuration does so at once; until then nothing is shown. */
const REFUSAL_MS = 1_500;
/** Whatever hangs, the process is gone in time. */
const LONGEST_END_MS = 4_800;

let core: CoreProcess | undefined;
let window: KioskWindow | undefined;
let announced = false;
let ending = false;

const end = async (status: number): Promise<void> => {
  if (ending) return;
  ending = true;
  setTimeout(() => app.exit(status), LONGEST_END_MS);
  window?.close();
  await core?.stop();
  app.exit(status);
};

/** The page and the core each come and go; whenever both are there, they get the two ends of a new channel. */
const connect = (): void => {
  if (core === undefined || window === undefined || !core.isReady()) return;
  const { port1, port2 } = new MessageChannelMain();
  if (window.give(port2)) core.give(port1);
};

const storageKey = (): string | undefined => {
  const key = sealedKey(safeStorage, dataDir, packaged);
  if (key.ok) return key.base64;
  process.stderr.write(`storage.key: ${key.message}\n`);
  void end(BAD_CONFIGURATION);
  return undefined;
};

const openWindow = (): void => {
  if (ending || window !== undefined) return;
  window = openKioskWindow({
    packaged,
    rendererDir: built('../renderer'),
    preload: built('preload.cjs'),
    onLoaded: connect,
    onClosed: () => void end(0),
  });
};

const open = (): void => {
  powerSaveBlocker.start('prevent-display-sleep');
  core = startCore(built('core.js'), ['--config', config, '--data', dataDir], {
    ready: () => {
      openWindow();
      connect();
      if (announced) return;
      announced = true;
      process.stdout.write(`ready ${PAGE}\n`);
    },
    key: storageKey,
    ended: (status) => void end(status),
  });
  setTimeout(openWindow, REFUSAL_MS);
};

for (const [name, value] of switches) app.commandLine.appendSwitch(name, value);
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);
process.on('SIGTERM', () => void end(0));
process.on('SIGINT', () => void end(0));
app.on('before-quit', (event) => {
  event.preventDefault();
  void end(0);
});
app.on('window-all-closed', () => undefined);

if (app.requestSingleInstanceLock()) void app.whenReady().then(open);
else {
  process.stderr.write('a kiosk is running here already\n');
  app.exit(1);
}
