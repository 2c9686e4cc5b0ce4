import { fork } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageKiosk } from '../../deploy/package.ts';

const dir = mkdtempSync(join(tmpdir(), 'kiosk-package-'));
const unpacked = join(dir, 'unpacked');
let resources = '';
let inside: readonly string[] = [];

/** A folder that looks like Electron for Linux. */
const standIn = (): string => {
  const dist = join(dir, 'electron');
  for (const folder of ['resources', 'locales']) mkdirSync(join(dist, folder), { recursive: true });
  for (const locale of ['zh-CN', 'en-US', 'fr']) writeFileSync(join(dist, 'locales', `${locale}.pak`), '');
  writeFileSync(join(dist, 'LICENSE'), '');
  writeFileSync(join(dist, 'electron'), '#!/bin/sh\nexit 0\n');
  chmodSync(join(dist, 'electron'), 0o755);
  return dist;
};

beforeAll(async () => {
  const folder = await packageKiosk({ electronDist: standIn(), output: join(dir, 'release') });
  resources = join(folder, 'resources');
  const archive = join(resources, 'app.asar');
  inside = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  extractAll(archive, unpacked);
}, 120_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** The core of the package as a process, with nothing around it but the package. Ends when it is ready. */
const runCore = async (config: object): Promise<{ status: number | null; errors: string }> => {
  const home = mkdtempSync(join(dir, 'home-'));
  writeFileSync(join(home, 'kiosk.key'), Buffer.alloc(32, 7).toString('base64'));
  writeFileSync(join(home, 'kiosk.json'), JSON.stringify(config));
  const core = fork(
    join(unpacked, 'dist/electron/core.js'),
    ['--config', join(home, 'kiosk.json'), '--data', join(home, 'data')],
    { cwd: home, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { PATH: process.env.PATH } },
  );
  let errors = '';
  core.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  core.on('message', (message: { kind: string }) => {
    if (message.kind === 'ready') core.send({ kind: 'stop' });
  });
  const status = await new Promise<number | null>((resolve) => core.once('close', resolve));
  return { status, errors };
};

const kiosk = { id: 'HZ-XH-0012', hall: '西湖区政务服务中心' };
/** Discards every connection. */
const nowhere = '127.0.0.1:9';
const central = { url: `http://${nowhere}/api/v1`, token: 'token' };

describe('a packaged kiosk', () => {
  it('holds shell, preload, core and renderer', () => {
    for (const file of [
      'package.json',
      'dist/electron/main.js',
      'dist/electron/preload.cjs',
      'dist/electron/core.js',
      'dist/renderer/index.html',
    ])
      expect(inside).toContain(`/${file}`);
  });

  it('holds no sources, no tests, no bench and no simulated devices', () => {
    const own = inside.filter((path) => !path.startsWith('/node_modules'));
    expect(own.filter((path) => /bench|simulat|\.tsx?$|\.map$/i.test(path))).toEqual([]);
    expect(
      own.filter((path) => /^\/(test|devices|electron|renderer|locales|deploy)(\/|$)/.test(path)),
    ).toEqual([]);
  });

  it('keeps native parts outside the archive, and those of this system only', () => {
    const natives = inside.filter((path) => path.endsWith('.node'));
    for (const name of ['better-sqlite3', 'bindings-cpp', 'node-hid', 'sharp'])
      expect(natives.some((path) => path.includes(name))).toBe(true);
    for (const path of natives) {
      expect(existsSync(join(resources, 'app.asar.unpacked', path))).toBe(true);
      expect(path).toContain(`linux-${process.arch}`);
    }
  });

  it('keeps one weight of the font, as a real file', () => {
    const fonts = inside.filter((path) => path.endsWith('.ttf') && path.includes('noto-sans-sc'));
    expect(fonts).toHaveLength(1);
    expect(existsSync(join(resources, 'app.asar.unpacked', fonts[0] ?? ''))).toBe(true);
  });

  it('brings no second Node, and nothing that only the desk needs', () => {
    const desk = /^\/node_modules\/(node-(linux|win)|electron|vite|typescript|@playwright)/;
    expect(inside.filter((path) => desk.test(path))).toEqual([]);
  });

  it('starts its core from the package alone, native parts and all', async () => {
    const { status, errors } = await runCore({
      kiosk,
      central,
      storage: { key: { from: 'file:kiosk.key' } },
      devices: {
        idReader: { driver: 'sam', at: 'serial:/dev/kiosk-has-none' },
        ticketPrinter: { driver: 'escpos', at: `tcp://${nowhere}` },
        codeScanner: { driver: 'hid-pos', at: 'hid:05e0:1300' },
      },
    });
    expect(errors).not.toMatch(/Cannot find (module|package)|ERR_MODULE_NOT_FOUND|ERR_DLOPEN/);
    expect(status).toBe(0);
  }, 30_000);

  it('refuses simulated devices and the development key, each by its path in the file', async () => {
    const { status, errors } = await runCore({
      kiosk,
      central,
      storage: { key: { from: 'development' } },
      devices: { idReader: { driver: 'sam', at: 'simulated:' } },
    });
    expect(status).toBe(78);
    expect(errors).toContain('devices.idReader.at: ');
    const key = await runCore({ kiosk, central, storage: { key: { from: 'development' } } });
    expect(key.status).toBe(78);
    expect(key.errors).toContain('storage.key: ');
  }, 30_000);
});
