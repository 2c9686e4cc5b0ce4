import { afterEach, describe, expect, it } from 'vitest';
import type { ScanRequest } from '../../../devices/classes/scanner.ts';
import { type CameraRig, cameraRig, documentCamera, faceCamera } from './fake-page.ts';

const picture: ScanRequest = { source: 'camera', resolution: 300, colour: 'colour', maxPages: 1 };
const never = new AbortController().signal;

const open: CameraRig[] = [];
afterEach(async () => {
  for (const { scanner } of open.splice(0)) await scanner.stop();
});

const started = async (part = ''): Promise<CameraRig> => {
  const rig = cameraRig(part);
  open.push(rig);
  rig.page.tells({ permission: 'granted', labels: [faceCamera, documentCamera] });
  await rig.scanner.start();
  return rig;
};

describe('a document camera', () => {
  it('is the one whose name the configuration has a part of, whatever its letters look like', async () => {
    const { page, scanner } = await started('hd document');
    expect(page.using).toBe(documentCamera);
    await scanner.scan(picture, () => {}, never);
    expect(page.orders).toEqual([documentCamera]);
  });

  it('is the first one where the configuration names none', async () => {
    expect((await started()).page.using).toBe(faceCamera);
  });

  it('is not any other camera than the one that is named', async () => {
    const { page, scanner } = await started('Overhead');
    expect(scanner.status()).toMatchObject({ link: 'absent' });
    expect(scanner.status().detail).toContain('no camera is called "Overhead"');
    expect(page.using).toBeUndefined();
  });

  it('may be one whose name the browser still hides, until the name is known', async () => {
    const { page, scanner } = await started('HD Document');
    page.tells({ permission: 'prompt', labels: [''] });
    expect([scanner.status().link, page.using]).toEqual(['ready', '']);
    page.tells({ permission: 'granted', labels: [faceCamera] });
    expect([scanner.status().link, page.using]).toEqual(['absent', undefined]);
    page.tells({ permission: 'granted', labels: [faceCamera, documentCamera] });
    expect([scanner.status().link, page.using]).toEqual(['ready', documentCamera]);
  });

  it.each([
    ['no page is connected', undefined],
    ['cameras are not permitted', { permission: 'denied', labels: [documentCamera] }],
    ['there is no camera', { permission: 'granted', labels: [] }],
  ] as const)('is absent, and says why: %s', async (why, told) => {
    const { page, scanner } = await started();
    page.tells(told);
    expect(scanner.status()).toMatchObject({ link: 'absent', detail: `camera: ${why}` });
    expect(await scanner.scan(picture, () => {}, never)).toMatchObject({
      ok: false,
      error: { code: 'disconnected' },
    });
    expect(page.orders).toEqual([]);
  });

  it('comes and goes with its cable', async () => {
    const { page, scanner } = await started();
    const links: string[] = [];
    scanner.onStatus(({ link }) => links.push(link));
    page.tells({ permission: 'granted', labels: [] });
    page.tells({ permission: 'granted', labels: [documentCamera] });
    expect(links).toEqual(['absent', 'ready']);
  });

  it('takes one picture at a time', async () => {
    const { page, scanner } = await started();
    const first = scanner.scan(picture, () => {}, never);
    expect(await scanner.scan(picture, () => {}, never)).toMatchObject({
      ok: false,
      error: { code: 'busy' },
    });
    expect(await first).toMatchObject({ ok: true, pages: [{ mediaType: 'image/jpeg' }] });
    expect(page.orders).toHaveLength(1);
  });

  it('waits no longer than ten seconds for a picture, and works again afterwards', async () => {
    const { page, scanner, clock } = await started();
    page.hangs();
    const scanning = scanner.scan(picture, () => {}, never);
    await clock.advance(9_999);
    expect(scanner.status().link).toBe('busy');
    await clock.advance(1);
    expect(await scanning).toMatchObject({ ok: false, error: { code: 'timeout' }, pages: [] });
    expect([scanner.status().link, clock.pending]).toEqual(['ready', 0]);
    page.worksAgain();
    expect(await scanner.scan(picture, () => {}, never)).toMatchObject({ ok: true });
  });

  it('stops when the citizen cancels, and takes pictures again afterwards', async () => {
    const { page, scanner, clock } = await started();
    page.hangs();
    const cancel = new AbortController();
    const scanning = scanner.scan(picture, () => {}, cancel.signal);
    cancel.abort();
    expect(await scanning).toMatchObject({ ok: false, error: { code: 'cancelled' }, pages: [] });
    expect(clock.pending).toBe(0);
    page.worksAgain();
    expect(await scanner.scan(picture, () => {}, never)).toMatchObject({ ok: true });
  });

  it('stops in the middle of a picture, leaving no timer behind', async () => {
    const { page, scanner, clock } = await started();
    page.hangs();
    const scanning = scanner.scan(picture, () => {}, never);
    await scanner.stop();
    expect(await scanning).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect([scanner.status().link, page.using, clock.pending]).toEqual(['absent', undefined, 0]);
    page.tells({ permission: 'granted', labels: [documentCamera] });
    expect(scanner.status().link).toBe('absent');
  });

  it('keeps no half of a picture', async () => {
    const { page, scanner } = await started();
    page.sends(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x00));
    const told: number[] = [];
    const end = await scanner.scan(picture, (number) => told.push(number), never);
    expect(end).toMatchObject({ ok: false, error: { code: 'malformed-reply' }, pages: [] });
    expect(told).toEqual([]);
  });

  it('passes on why the page took none, and stays there', async () => {
    const { page, scanner } = await started();
    page.refuses('the scan screen is not shown');
    const end = await scanner.scan(picture, () => {}, never);
    expect(end).toMatchObject({
      ok: false,
      error: { code: 'rejected', detail: 'the scan screen is not shown' },
    });
    expect(scanner.status().link).toBe('ready');
  });

  it('is no glass and no feeder', async () => {
    const { page, scanner } = await started();
    expect(await scanner.loaded()).toEqual({ ok: true, value: { feeder: false } });
    const end = await scanner.scan({ ...picture, source: 'feeder', maxPages: 5 }, () => {}, never);
    expect(end).toMatchObject({ ok: false, error: { code: 'rejected' }, pages: [] });
    expect(page.orders).toEqual([]);
  });
});
