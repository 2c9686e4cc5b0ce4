import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScanRequest } from '../../../devices/classes/scanner.ts';
import type { DeviceStatus } from '../../../devices/device.ts';
import type { SaneScannerOptions } from '../../../devices/models/sane/adapter.ts';
import { type SaneRig, saneRig, standIn } from './rig.ts';

const rigs: SaneRig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) {
    await rig.scanner.stop();
    await rig.dispose();
  }
});
const rigOf = async (options: Partial<SaneScannerOptions> = {}): Promise<SaneRig> => {
  const rig = await saneRig(options);
  rigs.push(rig);
  return rig;
};
const withScript = async (body: string, options: Partial<SaneScannerOptions> = {}): Promise<SaneRig> => {
  const place = await rigOf();
  return rigOf({ command: await standIn(place.root, body.replaceAll('$ROOT', place.root)), ...options });
};
const rootOf = (rig: SaneRig): string => rigs[rigs.indexOf(rig) - 1]?.root ?? '';

const never = new AbortController().signal;
const feeder: ScanRequest = { source: 'feeder', resolution: 50, colour: 'grey', maxPages: 3 };
const glass: ScanRequest = { ...feeder, source: 'flatbed', maxPages: 1 };

describe('page files', () => {
  it('lie in a directory nobody else can enter, vanish page by page, and the directory with them', async () => {
    const rig = await withScript('stat -c "%a" . >> $ROOT/seen; scanimage "$@"; ls | wc -l >> $ROOT/seen');
    await rig.scanner.start();
    const end = await rig.scanner.scan(feeder, () => {}, never);
    expect(end.pages).toHaveLength(3);
    const [mode] = (await readFile(join(rootOf(rig), 'seen'), 'utf8')).split('\n');
    expect(mode).toBe('700');
    expect(await rig.leftovers()).toEqual([]);
  });

  it('left behind by a program that was killed are removed at the next start; those of a living one are not', async () => {
    const rig = await rigOf();
    const pages = join(rig.root, 'pages');
    const dead = join(pages, 'kiosk-scan-4194999-abc');
    const alive = join(pages, `kiosk-scan-${process.ppid}-abc`);
    const foreign = join(pages, 'something-else');
    for (const directory of [dead, alive, foreign]) await mkdir(directory);
    await writeFile(join(dead, 'p001.png'), 'page');
    await rig.scanner.start();
    expect([dead, alive, foreign].map((directory) => existsSync(directory))).toEqual([false, true, true]);
  });

  it('that are named whole but are not whole end the scan, and the pages before them are kept', async () => {
    const rig = await withScript(
      'scanimage "$@" --batch-count=2; printf "\\211PNG\\r\\n\\032\\n" > p003.png; echo p003.png',
    );
    await rig.scanner.start();
    const end = await rig.scanner.scan(feeder, () => {}, never);
    expect(end).toMatchObject({ ok: false, error: { code: 'malformed-reply' }, pages: { length: 2 } });
  });

  it('can be JPEG', async () => {
    const rig = await rigOf({ format: 'jpeg' });
    await rig.scanner.start();
    const end = await rig.scanner.scan({ ...feeder, colour: 'colour' }, () => {}, never);
    expect(end.pages.map((page) => page.mediaType)).toEqual(['image/jpeg', 'image/jpeg', 'image/jpeg']);
    expect((await sharp(end.pages[0]?.bytes).metadata()).channels).toBe(3);
  });
});

describe('a scanimage that hangs', () => {
  it('after naming the fault is ended soon, and the fault it named is told', async () => {
    const rig = await withScript('echo "scanimage: sane_read: Document feeder jammed" >&2\nexec sleep 1000');
    await rig.scanner.start();
    const end = await rig.scanner.scan(feeder, () => {}, never);
    expect(end).toMatchObject({
      ok: false,
      error: { code: 'rejected', conditions: [{ code: 'paper-jam' }] },
    });
  });

  it('and ignores SIGTERM is killed, and no process is left', async () => {
    const rig = await withScript(
      'trap "" TERM\necho $$ > $ROOT/pid\nscanimage "$@" --batch-count=1\nwhile :; do sleep 1; done',
    );
    await rig.scanner.start();
    const firstPage = Promise.withResolvers<void>();
    const scanning = rig.scanner.scan(feeder, () => firstPage.resolve(), never);
    await firstPage.promise;
    await rig.clock.advance(60_000);
    expect(await scanning).toMatchObject({ ok: false, error: { code: 'timeout' } });
    const pid = Number(await readFile(join(rootOf(rig), 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(await rig.leftovers()).toEqual([]);
  });

  it('while it is only asked for its options makes the scanner absent, and the start still ends', async () => {
    const place = await rigOf();
    const silent = join(place.root, 'silent');
    await writeFile(silent, '#!/bin/sh\nexec sleep 1000\n', { mode: 0o755 });
    const rig = await rigOf({ command: silent });
    const connecting = Promise.withResolvers<void>();
    rig.scanner.onStatus(() => connecting.resolve());
    const starting = rig.scanner.start();
    await connecting.promise;
    // The look is armed once the sweep of the page directory is done: go on until it has been given up.
    let over = false;
    void starting.then(() => {
      over = true;
    });
    while (!over) await rig.clock.advance(1_000);
    expect(rig.scanner.status().link).toBe('absent');
    expect(rig.scanner.status().detail).toContain('no answer');
  });
});

describe('coming and going', () => {
  it('is noticed at the next look, and so is the return', async () => {
    const place = await rigOf();
    const gone = join(place.root, 'gone');
    const command = join(place.root, 'pluggable');
    const body = `#!/bin/sh\n[ -e ${gone} ] && exec scanimage -d test:99 -A\nexec scanimage "$@"\n`;
    await writeFile(command, body, { mode: 0o755 });
    const rig = await rigOf({ command });
    await rig.scanner.start();
    const next = (link: DeviceStatus['link']): Promise<void> =>
      new Promise((resolve) => {
        const stop = rig.scanner.onStatus((status) => {
          if (status.link !== link) return;
          stop();
          resolve();
        });
      });
    await writeFile(gone, '');
    const absent = next('absent');
    await rig.clock.advance(15_000);
    await absent;
    expect(rig.scanner.capabilities()).toBeUndefined();
    await rm(gone);
    const ready = next('ready');
    // The next look is planned when the last one has ended.
    while (rig.clock.pending === 0) await rig.clock.advance(0);
    await rig.clock.advance(15_000);
    await ready;
    expect(rig.scanner.capabilities()?.sources).toContain('flatbed');
  });

  it('a computer without scanimage has no scanner, and says why', async () => {
    const rig = await rigOf({ command: '/nowhere/scanimage' });
    await rig.scanner.start();
    expect(rig.scanner.status()).toMatchObject({ link: 'absent' });
    expect(rig.scanner.status().detail).toContain('ENOENT');
  });

  it('looks no more often than every ten seconds, whatever the configuration wishes', async () => {
    const place = await rigOf();
    const command = join(place.root, 'counted');
    await writeFile(command, `#!/bin/sh\necho look >> ${place.root}/looks\nexec scanimage "$@"\n`, {
      mode: 0o755,
    });
    const rig = await rigOf({ command, timing: { poll: 5 } });
    await rig.scanner.start();
    await rig.clock.advance(9_999);
    expect((await readFile(join(place.root, 'looks'), 'utf8')).split('\n')).toHaveLength(2);
  });
});

describe('the child process', () => {
  it('gets no secret from our environment, and English messages', async () => {
    process.env.KIOSK_TEST_SECRET = 'secret';
    const rig = await withScript('env > $ROOT/env; exec scanimage "$@"', {
      environment: { LC_ALL: 'zh_CN.UTF-8' },
    });
    await rig.scanner.start();
    await rig.scanner.scan(glass, () => {}, never);
    delete process.env.KIOSK_TEST_SECRET;
    const environment = await readFile(join(rootOf(rig), 'env'), 'utf8');
    expect(environment).not.toContain('KIOSK_TEST_SECRET');
    expect(environment).toMatch(/^LC_ALL=C$/m);
    expect(environment).toMatch(/^SANE_CONFIG_DIR=/m);
  });

  it('is asked for A4 at the device: a page 200 mm wide, which is all that this one has', async () => {
    const rig = await rigOf();
    await rig.scanner.start();
    const end = await rig.scanner.scan({ ...glass, resolution: 100 }, () => {}, never);
    expect((await sharp(end.pages[0]?.bytes).metadata()).width).toBe(787);
  });

  it('is not asked anew for what a feeder can hold: SANE does not know', async () => {
    const rig = await rigOf();
    await rig.scanner.start();
    expect(await rig.scanner.loaded()).toEqual({ ok: true, value: { feeder: 'unknown' } });
  });

  it('leaves no directory even when the place for pages is gone: the scan is refused with the reason', async () => {
    const rig = await rigOf();
    await rig.scanner.start();
    await rm(join(rig.root, 'pages'), { recursive: true });
    const end = await rig.scanner.scan(glass, () => {}, never);
    expect(end).toMatchObject({ ok: false, error: { code: 'rejected', conditions: [{ code: 'other' }] } });
    await expect(stat(join(rig.root, 'pages'))).rejects.toThrow('ENOENT');
  });
});
