import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';
import { buildChanged } from '../../electron/build.ts';
import { type Outside, startOutside } from '../support/outside.ts';
import { Citizen } from './support/citizen.ts';

/** Runs where Electron's binary is: the window, the core beside it, and their port, for real. */
const dist =
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??
  fileURLToPath(new URL('../../node_modules/electron/dist', import.meta.url));
const binary = join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
const missing = `Electron's binary is not at ${binary}`;
const main = fileURLToPath(new URL('../../dist/electron/main.js', import.meta.url));

test.skip(!existsSync(binary), missing);
// Once, by the process that collects the tests: the list of results does not tell why.
if (!existsSync(binary) && process.env.TEST_WORKER_INDEX === undefined)
  process.stderr.write(`electron.spec.ts is skipped: ${missing}\n`);

let outside: Outside;
let display: ChildProcess | undefined;
let dir = '';
const key = Buffer.alloc(32, 9).toString('base64');

/** A screen of its own where there is none. */
const openDisplay = async (): Promise<string> => {
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1080x1920x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  display = xvfb;
  for await (const line of createInterface({ input: xvfb.stdout })) return `:${line.trim()}`;
  throw new Error('Xvfb has opened no display');
};

test.beforeAll(() => buildChanged());

test.beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kiosk-electron-'));
  outside = await startOutside();
  writeFileSync(join(dir, 'kiosk.json'), JSON.stringify(outside.config));
});

test.afterEach(async () => {
  await outside.close();
  display?.kill();
  display = undefined;
  rmSync(dir, { recursive: true, force: true });
});

const launch = async (): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: binary,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      main,
      '--config',
      join(dir, 'kiosk.json'),
      '--data',
      join(dir, 'data'),
      `--user-data-dir=${join(dir, 'profile')}`,
    ],
    env: {
      ...(process.env as Record<string, string>),
      DISPLAY: process.env.DISPLAY ?? (await openDisplay()),
      KIOSK_TEST_KEY: key,
    },
  });

const screenOf = (app: ElectronApplication): Promise<unknown> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      `document.querySelector('[data-screen]')?.getAttribute('data-screen')`,
    ),
  );

test('the window shows the kiosk, can go nowhere else, and comes back when its page falls', async () => {
  const app = await launch();
  const page = await app.firstWindow();
  const citizen = new Citizen(page);
  await citizen.sees('attract', 30_000);
  expect(page.url()).toBe('app://kiosk/');

  // Nothing of Node, and no way out.
  expect(await page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false);
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await citizen.sees('attract');
  expect(page.url()).toBe('app://kiosk/');

  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  // A page that fell is none of Playwright's any more: the shell is asked.
  await expect.poll(() => screenOf(app), { timeout: 30_000 }).toBe('attract');

  const closed = app.waitForEvent('close');
  app.process().kill('SIGTERM');
  await closed;
});

test('a killed core is started again, and the same page goes on with the new one', async () => {
  const app = await launch();
  const page = await app.firstWindow();
  const citizen = new Citizen(page);
  await citizen.sees('attract', 30_000);
  await app.evaluate(({ app: running }) => {
    const core = running.getAppMetrics().find(({ name }) => name === 'kiosk core');
    if (core === undefined) throw new Error('the core does not run');
    process.kill(core.pid, 'SIGKILL');
  });
  // Touches in between are dropped, as they must be.
  await expect(async () => {
    await page.mouse.click(200, 400);
    await citizen.sees('home', 500);
  }).toPass({ timeout: 30_000 });
  await app.close();
});
