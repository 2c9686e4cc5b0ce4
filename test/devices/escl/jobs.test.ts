import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { feeder, glass, scan, started } from './scanning.ts';

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
