import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { whenLeftBehind } from './left-behind.ts';

/** `npm start`: checks Node, builds what has changed, starts a demo where no configuration is given, opens a shell. */

const needed = 24;
if (Number(process.versions.node.split('.')[0]) < needed) {
  process.stderr.write(
    `Node ${needed} or newer is needed, this is ${process.version}. \`npm ci\` brings it, \`npm start\` uses it.\n`,
  );
  process.exit(1);
}

const usage = 'options: --config FILE, --data DIR, --shell auto|electron|web, --port N\n';
const fail = (message: string, status = 64): never => {
  process.stderr.write(`${message}\n${usage}`);
  process.exit(status);
};

const readOptions = (): { config?: string; data?: string; shell: string; port: number } => {
  try {
    const { values } = parseArgs({
      options: {
        config: { type: 'string' },
        data: { type: 'string' },
        shell: { type: 'string' },
        port: { type: 'string' },
      },
    });
    const { KIOSK_CONFIG, KIOSK_DATA, KIOSK_SHELL, KIOSK_PORT } = process.env;
    const config = values.config ?? KIOSK_CONFIG;
    const data = values.data ?? KIOSK_DATA;
    const shell = values.shell ?? KIOSK_SHELL ?? 'auto';
    const port = Number(values.port ?? KIOSK_PORT ?? 4747);
    if (!['auto', 'electron', 'web'].includes(shell))
      return fail(`--shell: "${shell}" is not auto, electron or web`);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return fail('--port: must be a number from 0 to 65535');
    return {
      shell,
      port,
      ...(config === undefined ? {} : { config }),
      ...(data === undefined ? {} : { data }),
    };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

const options = readOptions();
const profile = mkdtempSync(join(tmpdir(), 'kiosk-browser-'));
const cleanUps: (() => unknown)[] = [() => rmSync(profile, { recursive: true, force: true })];
let ending = false;
const end = async (status: number): Promise<void> => {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(status), 4_800).unref();
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
  process.exit(status);
};
process.on('SIGTERM', () => void end(0));
process.on('SIGINT', () => void end(0));
if (process.env.npm_lifecycle_event === 'start') whenLeftBehind(() => void end(0));

const { build, buildChanged, rendererIsFresh } = await import('./build.ts');

const openElectron = async (path: string, config: string, dataDir: string): Promise<void> => {
  await buildChanged();
  const main = fileURLToPath(new URL('../dist/electron/main.js', import.meta.url));
  // Chromium's sandbox refuses to work for root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(path, [...asRoot, main, '--config', config, '--data', dataDir], { stdio: 'inherit' });
  cleanUps.push(() => child.kill('SIGTERM'));
  child.once('exit', (code) => void end(code ?? 0));
};

const openWeb = async (
  config: string,
  dataDir: string,
  central?: import('./demo.ts').Demo['central'],
): Promise<void> => {
  if (!rendererIsFresh()) await build({ packaged: false, only: ['renderer'] });
  const { startWebShell } = await import('./web/web-shell.ts');
  const { findChromium, hasDisplay, openChromium } = await import('./chromium.ts');
  const shell = await startWebShell({
    core: fileURLToPath(new URL('core/index.ts', import.meta.url)),
    renderer: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    config,
    dataDir,
    port: options.port,
    ...(central === undefined ? {} : { central }),
    onReady: (url) => {
      process.stdout.write(`ready ${url}\n`);
      const chromium =
        options.shell === 'auto' && hasDisplay(process.env)
          ? findChromium(process.env.PATH ?? '')
          : undefined;
      if (chromium !== undefined) openChromium(chromium, url, profile);
    },
    onRefused: (status) => void end(status),
  });
  cleanUps.push(() => shell.stop());
};

const run = async (): Promise<void> => {
  const { startDemo } = await import('./demo.ts');
  const demo = options.config === undefined ? await startDemo(options.data) : undefined;
  if (demo !== undefined) cleanUps.push(demo.stop);
  const config = options.config ?? demo?.config ?? '';
  const dataDir = options.data ?? demo?.dataDir ?? 'data';
  if (options.shell !== 'web') {
    const { electronBinary } = await import('./electron-binary.ts');
    const electron = await electronBinary();
    if (electron.ok) return openElectron(electron.path, config, dataDir);
    process.stderr.write(
      `Electron can't be opened: ${electron.why}.${options.shell === 'auto' ? ' Using the web shell.' : ''}\n`,
    );
    if (options.shell === 'electron') return end(1);
  }
  return openWeb(config, dataDir, demo?.central);
};

try {
  await run();
} catch (error) {
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  process.stderr.write(
    `${inUse ? `--port: ${options.port} is in use` : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  await end(1);
}
