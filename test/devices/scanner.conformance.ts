/** What every scanner promises, whatever it is built on. A model's tests call this with a rig of their own. */
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scanner, ScanRequest, ScanSource } from '../../devices/classes/scanner.ts';
import { canWork, type Link } from '../../devices/device.ts';
import type { VirtualClock } from './support/virtual-clock.ts';

export type Scene =
  | 'ready'
  | 'slow'
  | 'absent'
  | 'feeder-empty'
  | 'jam-at-first-page'
  | 'jam-at-third-page'
  | 'cover-open'
  | 'hangs-after-first-page';

export type ScannerRig = {
  readonly scanner: Scanner;
  readonly clock: VirtualClock;
  /** Ends the rig; the scanner has been stopped by then. */
  dispose(): Promise<void>;
};

type Arrange<S extends Scene> = (scene: S) => Promise<ScannerRig>;
type Asked = Pick<ScanRequest, 'source' | 'colour'>;

const never = new AbortController().signal;

/** Makes rigs, and ends each of them after its test. */
const bench = <S extends Scene>(arrange: Arrange<S>) => {
  const open: ScannerRig[] = [];
  afterEach(async () => {
    for (const rig of open.splice(0)) {
      await rig.scanner.stop();
      await rig.dispose();
    }
  });
  const arranged = async (scene: S): Promise<ScannerRig> => {
    const rig = await arrange(scene);
    open.push(rig);
    return rig;
  };
  const started = async (scene: S): Promise<ScannerRig> => {
    const rig = await arranged(scene);
    await rig.scanner.start();
    return rig;
  };
  return { arranged, started };
};

/** Where one paper lies, and all the ways that there are of scanning. In the scene `ready` a paper lies there. */
export type OnePaper = {
  readonly at: Asked;
  readonly sources: readonly ScanSource[];
  readonly colours: readonly Colour[];
};
type Colour = ScanRequest['colour'];

/** What every scanner promises, with a feeder or without. */
export const everyScanner = (
  name: string,
  arrange: Arrange<'ready' | 'absent'>,
  { at, sources, colours }: OnePaper,
): void => {
  const { arranged, started } = bench(arrange);
  const one: ScanRequest = { ...at, resolution: 75, maxPages: 1 };

  describe(`every scanner: ${name}`, () => {
    it('is absent, and says so, until it is started', async () => {
      const { scanner } = await arranged('ready');
      expect(scanner.status().link).toBe('absent');
      expect(scanner.capabilities()).toBeUndefined();
      expect(await scanner.loaded()).toMatchObject({ ok: false, error: { code: 'disconnected' } });
      expect(await scanner.scan(one, () => {}, never)).toMatchObject({
        ok: false,
        error: { code: 'disconnected' },
        pages: [],
      });
    });

    it('is ready after the start and knows what it can do', async () => {
      const { scanner } = await started('ready');
      expect(scanner.status().link).toBe('ready');
      expect(canWork(scanner.status())).toBe(true);
      const can = scanner.capabilities();
      expect(can?.sources).toEqual(sources);
      expect(can?.colours).toEqual(colours);
      expect(can?.resolutions).toContain(300);
      expect(can?.resolutions).toEqual([...(can?.resolutions ?? [])].sort((a, b) => a - b));
    });

    it('starts without complaint when nothing is there, and a scan then says so', async () => {
      const { scanner } = await started('absent');
      expect(scanner.status().link).toBe('absent');
      expect(canWork(scanner.status())).toBe(false);
      const end = await scanner.scan(one, () => {}, never);
      expect(end).toMatchObject({ ok: false, error: { code: 'disconnected' }, pages: [] });
    });

    it('makes one picture of what lies there', async () => {
      const { scanner } = await started('ready');
      const told: number[] = [];
      const end = await scanner.scan({ ...one, maxPages: 7 }, (page) => told.push(page), never);
      expect(end.ok).toBe(true);
      expect(end.pages).toHaveLength(1);
      expect(told).toEqual([1]);
      const picture = await sharp(end.pages[0]?.bytes).metadata();
      expect(`image/${picture.format}`).toBe(end.pages[0]?.mediaType);
      expect(picture.width).toBeGreaterThan(500);
    });

    it('is busy while it scans and ready again afterwards', async () => {
      const { scanner } = await started('ready');
      const links: Link[] = [];
      scanner.onStatus((status) => links.push(status.link));
      await scanner.scan(one, () => {}, never);
      expect(links).toEqual(['busy', 'ready']);
    });

    it('does not touch the paper when cancelled before it began', async () => {
      const { scanner } = await started('ready');
      const links: Link[] = [];
      scanner.onStatus((status) => links.push(status.link));
      const end = await scanner.scan(one, () => {}, AbortSignal.abort());
      expect(end).toMatchObject({ ok: false, error: { code: 'cancelled' }, pages: [] });
      expect(links).toEqual([]);
    });
  });
};

const feeder: ScanRequest = { source: 'feeder', resolution: 75, colour: 'grey', maxPages: 5 };
const glass: ScanRequest = { source: 'flatbed', resolution: 75, colour: 'grey', maxPages: 1 };
const codes = (conditions: readonly { readonly code: string }[]): string[] =>
  conditions.map((condition) => condition.code);

/**
 * What scanners with a glass and a feeder promise. `ready` and `slow` scenes have at least five sheets in the feeder and a
 * paper on the glass.
 */
export const scannerConformance = (name: string, arrange: Arrange<Scene>): void => {
  everyScanner(name, arrange, {
    at: { source: 'flatbed', colour: 'grey' },
    sources: ['flatbed', 'feeder'],
    colours: ['grey', 'colour'],
  });
  const { started } = bench(arrange);

  describe(`every scanner with a feeder: ${name}`, () => {
    it('takes the sheets of the feeder in order, tells of each, and stops at the number asked for', async () => {
      const { scanner } = await started('ready');
      const told: number[] = [];
      const end = await scanner.scan({ ...feeder, maxPages: 3 }, (page) => told.push(page), never);
      expect(end.ok).toBe(true);
      expect(end.pages).toHaveLength(3);
      expect(told).toEqual([1, 2, 3]);
    });

    it('scans grey as one channel, colour as three, and finer when asked for finer', async () => {
      const { scanner } = await started('ready');
      const grey = await scanner.scan(glass, () => {}, never);
      const colour = await scanner.scan({ ...glass, colour: 'colour', resolution: 148 }, () => {}, never);
      const ofGrey = await sharp(grey.pages[0]?.bytes).metadata();
      const ofColour = await sharp(colour.pages[0]?.bytes).metadata();
      expect(ofGrey.channels).toBe(1);
      expect(ofColour.channels).toBe(3);
      expect(ofColour.width / ofGrey.width).toBeCloseTo(2, 1);
    });

    it('refuses a second scan while one runs, and the first is not disturbed', async () => {
      const { scanner } = await started('ready');
      const first = scanner.scan({ ...feeder, maxPages: 2 }, () => {}, never);
      const second = await scanner.scan(glass, () => {}, never);
      expect(second).toMatchObject({ ok: false, error: { code: 'busy' }, pages: [] });
      expect(await first).toMatchObject({ ok: true, pages: { length: 2 } });
    });

    it('says that the feeder is empty when there is nothing to scan, and can go on working', async () => {
      const { scanner } = await started('feeder-empty');
      const end = await scanner.scan(feeder, () => {}, never);
      expect(end.ok).toBe(false);
      expect(end.pages).toEqual([]);
      expect(end.ok ? [] : codes(end.error.conditions)).toEqual(['feeder-empty']);
      expect(canWork(scanner.status())).toBe(true);
    });

    it('names a jam at the first sheet', async () => {
      const { scanner } = await started('jam-at-first-page');
      const end = await scanner.scan(feeder, () => {}, never);
      expect(end).toMatchObject({ ok: false, error: { code: 'rejected' }, pages: [] });
      expect(end.ok ? [] : codes(end.error.conditions)).toEqual(['paper-jam']);
    });

    it('keeps the pages scanned before a jam', async () => {
      const { scanner } = await started('jam-at-third-page');
      const told: number[] = [];
      const end = await scanner.scan(feeder, (page) => told.push(page), never);
      expect(end.ok ? [] : codes(end.error.conditions)).toEqual(['paper-jam']);
      expect(end.pages).toHaveLength(2);
      expect(told).toEqual([1, 2]);
      for (const page of end.pages) expect((await sharp(page.bytes).stats()).channels).not.toHaveLength(0);
    });

    it('names an open cover', async () => {
      const { scanner } = await started('cover-open');
      const end = await scanner.scan(feeder, () => {}, never);
      expect(end.ok ? [] : codes(end.error.conditions)).toEqual(['cover-open']);
      expect(end.pages).toEqual([]);
    });

    it('ends by itself when the device hangs, and keeps the pages it had', async () => {
      const { scanner, clock } = await started('hangs-after-first-page');
      const firstPage = Promise.withResolvers<void>();
      const scanning = scanner.scan(feeder, () => firstPage.resolve(), never);
      await firstPage.promise;
      await clock.advance(300_000);
      const end = await scanning;
      expect(end).toMatchObject({ ok: false, error: { code: 'timeout' } });
      expect(end.pages).toHaveLength(1);
    });

    it('stops when the citizen cancels, and scans again afterwards', async () => {
      const { scanner } = await started('slow');
      const cancel = new AbortController();
      const end = await scanner.scan(feeder, () => cancel.abort(), cancel.signal);
      expect(end).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(end.pages.length).toBeLessThan(5);
      expect(await scanner.scan(glass, () => {}, never)).toMatchObject({ ok: true });
    });

    it('stops in the middle of a scan, leaving no timer behind', async () => {
      const { scanner, clock } = await started('slow');
      const firstPage = Promise.withResolvers<void>();
      const scanning = scanner.scan(feeder, () => firstPage.resolve(), never);
      await firstPage.promise;
      await scanner.stop();
      expect(await scanning).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(scanner.status().link).toBe('absent');
      expect(clock.pending).toBe(0);
    });
  });
};
