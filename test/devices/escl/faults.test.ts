import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScanEnd, ScanRequest } from '../../../devices/classes/scanner.ts';
import { canWork, type DeviceStatus, type Link } from '../../../devices/device.ts';
import type { EsclSimulatorOptions } from '../../../devices/models/escl/simulator.ts';
import { whenStatus } from '../support/events.ts';
import { type EsclRig, esclRig } from './rig.ts';

const rigs: EsclRig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) {
    await rig.scanner.stop();
    await rig.dispose();
  }
});
const started = async (device: EsclSimulatorOptions = {}, sheets = 3): Promise<EsclRig> => {
  const rig = await esclRig(device);
  rigs.push(rig);
  rig.simulator.feed(sheets);
  await rig.scanner.start();
  return rig;
};
const feeder: ScanRequest = { source: 'feeder', resolution: 75, colour: 'grey', maxPages: 10 };
const glass: ScanRequest = { ...feeder, source: 'flatbed', maxPages: 1 };
const scan = (rig: EsclRig, request: ScanRequest, onPage = (_page: number): void => {}): Promise<ScanEnd> =>
  rig.scanner.scan(request, onPage, new AbortController().signal);
const becomes = (rig: EsclRig, wanted: (status: DeviceStatus) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const stop = rig.scanner.onStatus((status) => {
      if (!wanted(status)) return;
      stop();
      resolve();
    });
  });
const linkBecomes = (rig: EsclRig, link: Link): Promise<void> =>
  becomes(rig, (status) => status.link === link);

describe('a job', () => {
  it.each(['absolute', 'relative', 'wrong-host'] as const)(
    'is found by the path of a %s Location',
    async (location) => {
      const rig = await started({ location });
      expect(await scan(rig, feeder)).toMatchObject({ ok: true, pages: { length: 3 } });
    },
  );

  it('takes every sheet that lies there, each page another picture, and no more', async () => {
    const rig = await started();
    const end = await scan(rig, feeder);
    const sums = await Promise.all(
      end.pages.map(async (page) => (await sharp(page.bytes).stats()).channels[0]?.mean),
    );
    expect(new Set(sums).size).toBe(3);
    expect(rig.simulator.sheetsInFeeder).toBe(0);
  });

  it('that has its pages leaves the other sheets in the feeder and takes leave of the device', async () => {
    const rig = await started({}, 5);
    await scan(rig, { ...feeder, maxPages: 2 });
    expect(rig.simulator.sheetsInFeeder).toBe(3);
    expect(rig.simulator.jobs.map((job) => job.state)).toEqual(['Canceled']);
  });

  it('asks for A4, one of the offered resolutions, and both names of the format', async () => {
    const rig = await started({ resolutions: [100, 200, 300] });
    const bodies: string[] = [];
    rig.simulator.onRequest((line) => bodies.push(line));
    const end = await scan(rig, { ...glass, resolution: 160, colour: 'colour' });
    expect(rig.simulator.jobs[0]?.wanted).toEqual({
      source: 'Platen',
      colour: true,
      format: 'image/jpeg',
      resolution: 200,
      width: 2480,
      height: 3508,
    });
    expect(await sharp(end.pages[0]?.bytes).metadata()).toMatchObject({ width: 1653, height: 2339 });
    expect(bodies.at(-1)).not.toContain('POST');
  });

  it('delivers the very picture that lay in the feeder', async () => {
    const rig = await started({}, 0);
    const half = await sharp({ create: { width: 620, height: 877, channels: 3, background: '#ffffff' } })
      .composite([
        {
          input: { create: { width: 620, height: 438, channels: 3, background: '#000000' } },
          top: 0,
          left: 0,
        },
      ])
      .png()
      .toBuffer();
    rig.simulator.feed([new Uint8Array(half)]);
    const end = await scan(rig, feeder);
    const means = await sharp(end.pages[0]?.bytes).resize(1, 2, { fit: 'fill' }).greyscale().raw().toBuffer();
    expect(means[0]).toBeLessThan(40);
    expect(means[1]).toBeGreaterThan(215);
  });

  it('that is cancelled is deleted at the device, so that it is not busy for the next citizen', async () => {
    const rig = await started();
    const cancel = new AbortController();
    await rig.scanner.scan(feeder, () => cancel.abort(), cancel.signal);
    expect(rig.simulator.jobs.map((job) => job.state)).toEqual(['Canceled']);
  });

  it('cancelled while it is being accepted is deleted too', async () => {
    const rig = await started();
    const cancel = new AbortController();
    rig.simulator.onRequest((line) => {
      if (line.startsWith('POST')) cancel.abort();
    });
    const end = await rig.scanner.scan(feeder, () => {}, cancel.signal);
    expect(end).toMatchObject({ ok: false, error: { code: 'cancelled' }, pages: [] });
    expect(rig.simulator.jobs.map((job) => job.state)).toEqual(['Canceled']);
    expect(rig.simulator.sheetsInFeeder).toBe(3);
  });
});

describe('a busy device', () => {
  it('is waited for, a second between attempts', async () => {
    const rig = await started();
    rig.simulator.busy503(4);
    expect(await scan(rig, feeder)).toMatchObject({ ok: true, pages: { length: 3 } });
    expect(rig.clock.pauses.filter((pause) => pause === 1000)).toHaveLength(4);
  });

  it('that stays busy is told as busy after ten attempts', async () => {
    const rig = await started();
    rig.simulator.busy503(1000);
    const posts: string[] = [];
    rig.simulator.onRequest((line) => posts.push(line));
    expect(await scan(rig, glass)).toMatchObject({ ok: false, error: { code: 'busy' }, pages: [] });
    expect(posts.filter((line) => line.startsWith('POST'))).toHaveLength(10);
  });
});

describe('a feeder', () => {
  it('tells whether it holds paper, asked at that moment', async () => {
    const rig = await started();
    expect(await rig.scanner.loaded()).toEqual({ ok: true, value: { feeder: true } });
    rig.simulator.takeSheetsOut();
    expect(await rig.scanner.loaded()).toEqual({ ok: true, value: { feeder: false } });
  });

  it('that hides its emptiness and refuses the job is found out', async () => {
    const rig = await started();
    rig.simulator.feederEmpty409();
    const end = await scan(rig, feeder);
    expect(end).toMatchObject({
      ok: false,
      error: { code: 'rejected', conditions: [{ code: 'feeder-empty' }] },
    });
    expect(canWork(rig.scanner.status())).toBe(true);
  });

  it('of which the device has none is neither offered nor asked for', async () => {
    const rig = await started({ feeder: false }, 0);
    expect(rig.scanner.capabilities()?.sources).toEqual(['flatbed']);
    expect(await scan(rig, feeder)).toMatchObject({ ok: false, error: { code: 'rejected' }, pages: [] });
    expect(await rig.scanner.loaded()).toEqual({ ok: true, value: { feeder: false } });
  });

  it('that jammed shows the jam until it has been cleared, and then works again', async () => {
    const rig = await started({}, 6);
    rig.simulator.jamAtPage(2);
    await scan(rig, feeder);
    expect(canWork(rig.scanner.status())).toBe(false);
    const cleared = becomes(rig, canWork);
    rig.simulator.repair();
    await rig.clock.advance(10_000);
    await cleared;
    expect(await scan(rig, feeder)).toMatchObject({ ok: true, pages: { length: 5 } });
  });

  it('with its cover open does not keep the glass from being used', async () => {
    const rig = await started();
    rig.simulator.coverOpen();
    expect(await scan(rig, glass)).toMatchObject({ ok: true, pages: { length: 1 } });
  });
});

describe('rubbish', () => {
  it('a picture that ends half way is no page; those before it are kept', async () => {
    const rig = await started();
    const end = await scan(rig, feeder, () => rig.simulator.truncatedImage());
    expect(end).toMatchObject({ ok: false, error: { code: 'malformed-reply' }, pages: { length: 1 } });
  });

  it('a status that is not XML ends the scan before paper moves', async () => {
    const rig = await started();
    rig.simulator.rubbishXml();
    expect(await scan(rig, feeder)).toMatchObject({
      ok: false,
      error: { code: 'malformed-reply' },
      pages: [],
    });
    expect(rig.simulator.sheetsInFeeder).toBe(3);
  });

  it('a status that is not XML is a fault of its own, not an absent scanner, and gone when it can be read again', async () => {
    const rig = await started();
    rig.simulator.rubbishXml();
    await rig.clock.advance(10_000);
    const garbled = await whenStatus(rig.scanner, ({ link }) => link !== 'ready');
    expect(garbled).toMatchObject({ link: 'faulted', conditions: [{ code: 'garbled', severity: 'error' }] });
    rig.simulator.repair();
    // The next look is armed when the one before has its answer, which comes over a real socket.
    while (rig.scanner.status().link !== 'ready') await rig.clock.advance(1_000);
    expect(rig.scanner.status().conditions.map(({ code }) => code)).not.toContain('garbled');
  });

  it.each([
    ['its cover is opened', 'cover-open', (rig: EsclRig) => rig.simulator.coverOpen()],
    ['it stops', 'out-of-order', (rig: EsclRig) => rig.simulator.stopped()],
  ] as const)(
    'a scan during which %s ends with the reason, and the pages so far are kept',
    async (_, code, cause) => {
      const rig = await started();
      const end = await scan(rig, feeder, () => cause(rig));
      expect(end).toMatchObject({ ok: false, error: { code: 'rejected', conditions: [{ code }] } });
      expect(end.pages.length).toBeGreaterThan(0);
      expect(end.pages.length).toBeLessThan(3);
    },
  );

  it('a stopped device says that it is out of order', async () => {
    const rig = await started();
    rig.simulator.stopped('Down');
    const end = await scan(rig, glass);
    expect(end).toMatchObject({
      ok: false,
      error: { code: 'rejected', conditions: [{ code: 'out-of-order' }] },
    });
    expect(rig.scanner.status().link).toBe('faulted');
  });
});

describe('the cable', () => {
  it('pulled during a scan ends it at once; the pages so far are kept and the link says absent', async () => {
    const rig = await started({}, 4);
    const end = await scan(rig, feeder, (page) => {
      if (page === 2) void rig.simulator.unplug();
    });
    expect(end.ok ? '' : end.error.code).toBe('disconnected');
    expect(end.pages).toHaveLength(2);
    expect(rig.scanner.status().link).toBe('absent');
  });

  it('pulled and put back is noticed without anybody doing anything', async () => {
    const rig = await started();
    const absent = linkBecomes(rig, 'absent');
    await rig.simulator.unplug();
    await rig.clock.advance(10_000);
    await absent;
    expect(rig.scanner.capabilities()).toBeUndefined();
    const ready = linkBecomes(rig, 'ready');
    await rig.simulator.replug();
    await rig.clock.advance(10_000);
    await ready;
    expect(rig.scanner.capabilities()?.sources).toEqual(['flatbed', 'feeder']);
  });
});

describe('a job whose answer was lost', () => {
  it('is not sent again, and the outcome is called unknown', async () => {
    const rig = await started();
    const posts: string[] = [];
    rig.simulator.onRequest((line) => {
      if (!line.startsWith('POST')) return;
      posts.push(line);
      void rig.simulator.unplug();
    });
    expect(await scan(rig, feeder)).toMatchObject({
      ok: false,
      error: { code: 'outcome-unknown' },
      pages: [],
    });
    expect(posts).toHaveLength(1);
  });
});
