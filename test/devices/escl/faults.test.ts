import { describe, expect, it } from 'vitest';
import { canWork } from '../../../devices/device.ts';
import { whenStatus } from '../support/events.ts';
import type { EsclRig } from './rig.ts';
import { becomes, feeder, glass, linkBecomes, scan, started } from './scanning.ts';

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
