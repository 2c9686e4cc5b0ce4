import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closureOf, gatherTerminal, isNeeded } from '../../deploy/terminal.ts';

const dir = mkdtempSync(join(tmpdir(), 'kiosk-terminal-'));
const folder = join(dir, 'terminal');
const program = (name: string): string => join(folder, 'bin', name);

beforeAll(() => gatherTerminal(folder), 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const filesBelow = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Discards every connection. */
const nowhere = '127.0.0.1:9';
const usual = {
  kiosk: { id: 'HZ-XH-0012', hall: '西湖区政务服务中心' },
  central: { url: `http://${nowhere}/api/v1`, token: 'token' },
  storage: { key: { from: 'file:kiosk.key' } },
  devices: { ticketPrinter: { driver: 'escpos', at: `tcp://${nowhere}` } },
};

/** A home with key and configuration, and nothing in the environment that the terminal would not have. */
const home = (config: object): string => {
  const path = mkdtempSync(join(dir, 'home-'));
  writeFileSync(join(path, 'kiosk.key'), Buffer.alloc(32, 7).toString('base64'));
  writeFileSync(join(path, 'kiosk.json'), JSON.stringify(config));
  return path;
};
const environment = { PATH: '/usr/bin:/bin' };

/** As its unit starts it: what it writes is its own. */
const startShell = (at: string): ChildProcess => {
  const words = [program('node'), join(folder, 'app/dist/electron/web.js')];
  const options = ['--config', 'kiosk.json', '--data', 'data', '--port', '0', '--address-file', 'address'];
  return spawn('sh', ['-c', 'umask 077; exec "$@"', 'sh', ...words, ...options], {
    cwd: at,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', resolve));

describe('a terminal without Electron', () => {
  it('serves the kiosk from its folder alone, and tells the address with its key to its own group only', async () => {
    const at = home(usual);
    const shell = startShell(at);
    const lines = createInterface({ input: shell.stdout ?? process.stdin });
    const [ready] = await new Promise<string[]>((resolve) => lines.once('line', (line) => resolve([line])));
    const address = new URL(readFileSync(join(at, 'address'), 'utf8').trim());
    expect(ready).toBe(`ready ${new URL('/', address)}`);
    expect(address.hash.length).toBeGreaterThan(20);
    expect(statSync(join(at, 'address')).mode & 0o777).toBe(0o640);

    const page = await fetch(new URL('/', address));
    expect(await page.text()).toContain('<div id="app">');
    const health = await fetch(new URL('/healthz', address));
    expect(await health.json()).toMatchObject({ state: expect.stringMatching(/service|degraded/) });
    for (const path of ['/bench', '/bench/state', '/../../package.json'])
      expect((await fetch(new URL(path, address))).ok).toBe(false);
    expect((await fetch(new URL('/healthz', address))).ok).toBe(true);

    const end = ended(shell);
    shell.kill('SIGTERM');
    expect(await end).toBe(0);
    expect(existsSync(join(at, 'address'))).toBe(false);
  });

  it('refuses a wrong configuration with 78 and the path of each fault, and announces nothing', async () => {
    const at = home({ ...usual, devices: { idReader: { driver: 'simulated', at: 'simulated:' } } });
    const shell = startShell(at);
    let errors = '';
    shell.stderr?.on('data', (chunk) => {
      errors += String(chunk);
    });
    expect(await ended(shell)).toBe(78);
    expect(errors).toMatch(/^devices\.idReader/m);
    expect(existsSync(join(at, 'address'))).toBe(false);
  });

  it('has the operator’s commands', async () => {
    const at = home(usual);
    const words = ['doctor', '--json', '--config', 'kiosk.json', '--data', 'data'];
    const told = await new Promise<string>((resolve) =>
      execFile(program('kiosk'), words, { cwd: at, env: environment }, (_error, stdout) => resolve(stdout)),
    );
    const { findings } = JSON.parse(told) as { findings: { area: string; health: string }[] };
    expect(findings.filter(({ area }) => area === 'configuration')).toMatchObject([{ health: 'well' }]);
  });

  it('holds no sources, no tests, no bench, no simulated devices, and nothing for another system', () => {
    const files = filesBelow(folder).map((file) => file.slice(folder.length));
    const own = files.filter((path) => path.startsWith('/app/dist'));
    expect(own.filter((path) => /bench|simulat|\.tsx?$|\.map$|main\.js|preload/i.test(path))).toEqual([]);
    expect(files.filter((path) => /\.ts$|(?:darwin|win32|linuxmusl)[^/]*\.node$/.test(path))).toEqual([]);
    expect(files.filter((path) => /node_modules.*\.ttf$/.test(path))).toHaveLength(1);
  });
});

describe('what is gathered', () => {
  it('is every package that one of them needs, and a missing one is named', () => {
    const names = closureOf(['pdfkit']).map((path) => path.split('/node_modules/').at(-1));
    expect(names).toContain('fontkit');
    expect(() => closureOf(['no-such-package'])).toThrow('no-such-package');
  });

  it('is of a package what runs', () => {
    expect(isNeeded('lib/index.js', true)).toBe(true);
    expect(isNeeded(`prebuilds/linux-${process.arch}.node`, true)).toBe(true);
    expect(isNeeded('src/index.js', false)).toBe(true);
    for (const path of [
      'src/addon.cpp',
      'deps/sqlite3.c',
      'prebuilds/win32-x64.node',
      'README.md',
      'index.d.ts',
    ])
      expect(isNeeded(path, true), path).toBe(false);
  });
});
