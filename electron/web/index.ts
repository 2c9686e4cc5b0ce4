import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startWebShell, type WebShell } from './web-shell.ts';

/**
 * The web shell as a program of its own, for terminals without Electron: `--config FILE --data DIR --address-file FILE
 * [--port N]`. The address with its key is for the window alone: it is written to that file as long as it holds, readable
 * for this user and its group, and never to the log.
 */

const { values } = parseArgs({
  options: {
    config: { type: 'string', default: '/etc/kiosk/kiosk.json' },
    data: { type: 'string', default: 'data' },
    port: { type: 'string', default: '4747' },
    'address-file': { type: 'string', default: 'address' },
  },
});
const file = values['address-file'];
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Whatever hangs, the process is gone in time. Milliseconds. */
const LONGEST_END = 4_800;

let shell: WebShell | undefined;
let ending = false;
const end = async (status: number): Promise<void> => {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(status), LONGEST_END).unref();
  rmSync(file, { force: true });
  await shell?.stop();
  process.exit(status);
};
process.on('SIGTERM', () => void end(0));
process.on('SIGINT', () => void end(0));

/** Whole or not there. */
const announce = (url: string): void => {
  writeFileSync(`${file}.new`, `${url}\n`, { mode: 0o600 });
  // Whatever this process is masked with.
  chmodSync(`${file}.new`, 0o640);
  renameSync(`${file}.new`, file);
  process.stdout.write(`ready ${new URL('/', url)}\n`);
};

try {
  shell = await startWebShell({
    core: beside('core.js'),
    renderer: beside('../renderer'),
    config: values.config,
    dataDir: values.data,
    port: Number(values.port),
    onReady: announce,
    onRefused: (status) => void end(status),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  await end(1);
}
