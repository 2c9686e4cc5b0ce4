/** An independent client, sane-airscan, against our simulator: it and not our own client says that the simulator is a scanner. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EsclSimulator } from '../../../devices/models/escl/simulator.ts';
import { SaneScanner } from '../../../devices/models/sane/adapter.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const run = promisify(execFile);
const installed = ['x86_64', 'aarch64', 'loongarch64'].some((cpu) =>
  existsSync(`/usr/lib/${cpu}-linux-gnu/sane/libsane-airscan.so.1`),
);

describe.runIf(installed)('sane-airscan', () => {
  let directory = '';
  let simulator: EsclSimulator;
  let close = async (): Promise<void> => {};

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'airscan-'));
    simulator = new EsclSimulator({ resolutions: [75, 150, 300] });
    const served = await simulator.serve();
    close = served.close;
    await writeFile(join(directory, 'dll.conf'), 'airscan\n');
    const devices = `[devices]\n"Hall" = ${served.url}\n[options]\ndiscovery = disable\n`;
    await writeFile(join(directory, 'airscan.conf'), devices);
  });
  afterEach(async () => {
    await close();
    await rm(directory, { recursive: true, force: true });
  });
  const scanimage = async (...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', SANE_CONFIG_DIR: directory };
    try {
      const options = { cwd: directory, env: environment, timeout: 25_000, killSignal: 'SIGKILL' as const };
      return { code: 0, ...(await run('scanimage', ['-d', 'airscan:e0:Hall', ...words], options)) };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  };

  it('finds a glass, a feeder and our resolutions', async () => {
    const { stdout } = await scanimage('-A');
    expect(stdout).toMatch(/--source .*Flatbed/);
    expect(stdout).toMatch(/--source .*ADF/);
    expect(stdout).toMatch(/--resolution .*75\|150\|300dpi/);
  });

  it('scans the whole feeder, page after page, and then says that it is out of paper', async () => {
    simulator.feed(3);
    const words = [
      '--source',
      'ADF',
      '--mode',
      'Gray',
      '--resolution',
      '75',
      '--format=png',
      '--batch=p%d.png',
    ];
    const end = await scanimage(...words);
    expect(end.code).toBe(0);
    expect(end.stderr).toContain('out of documents');
    expect((await readdir(directory)).filter((name) => name.endsWith('.png')).sort()).toEqual([
      'p1.png',
      'p2.png',
      'p3.png',
    ]);
    expect(simulator.sheetsInFeeder).toBe(0);
  });

  it('hears of a jam', async () => {
    simulator.feed(3);
    simulator.jamAtPage(1);
    const end = await scanimage('--source', 'ADF', '--resolution', '75', '--format=png', '--batch=p%d.png');
    expect(end.code).toBe(6);
    expect(end.stderr).toContain('jammed');
  });

  it('hears of an open cover', async () => {
    simulator.feed(3);
    simulator.coverOpen();
    const end = await scanimage('--source', 'ADF', '--resolution', '75', '--format=png', '--batch=p%d.png');
    expect(end.code).toBe(8);
  });

  it('scans the glass in colour at the size asked for', async () => {
    simulator.place();
    const end = await scanimage(
      '--source',
      'Flatbed',
      '--mode',
      'Color',
      '--resolution',
      '75',
      '--format=png',
      '-o',
      'g.png',
    );
    expect(end.code).toBe(0);
    expect((await sharp(join(directory, 'g.png')).stats()).channels).toHaveLength(3);
  });

  it('and our SANE scanner together bring the pages of a network scanner to the kiosk', async () => {
    simulator.feed(4);
    const scanner = new SaneScanner({
      device: 'airscan:e0:Hall',
      clock: new VirtualClock(),
      directory,
      environment: { SANE_CONFIG_DIR: directory },
    });
    await scanner.start();
    expect(scanner.capabilities()).toMatchObject({
      sources: ['flatbed', 'feeder'],
      colours: ['grey', 'colour'],
    });
    const request = { source: 'feeder', resolution: 80, colour: 'grey', maxPages: 3 } as const;
    const end = await scanner.scan(request, () => {}, new AbortController().signal);
    await scanner.stop();
    expect(end).toMatchObject({ ok: true, pages: { length: 3 } });
    expect(simulator.jobs.at(-1)?.wanted).toMatchObject({ source: 'Feeder', resolution: 75, colour: false });
  });
});
