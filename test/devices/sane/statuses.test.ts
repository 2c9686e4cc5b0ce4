/** Every status that SANE knows, injected into the real scanimage by its test backend. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ScanEnd, ScanRequest } from '../../../devices/classes/scanner.ts';
import { canWork } from '../../../devices/device.ts';
import type { SaneFormat } from '../../../devices/models/sane/scanimage.ts';
import { type SaneRig, saneRig, standIn } from './rig.ts';

let rig: SaneRig | undefined;
afterEach(async () => {
  await rig?.scanner.stop();
  await rig?.dispose();
});

const glass: ScanRequest = { source: 'flatbed', resolution: 50, colour: 'grey', maxPages: 1 };

const scanWith = async (status: string, format: SaneFormat): Promise<ScanEnd> => {
  rig = await saneRig({ format, extraArguments: ['--read-return-value', `SANE_STATUS_${status}`] });
  await rig.scanner.start();
  return rig.scanner.scan(glass, () => {}, new AbortController().signal);
};

const TABLE = [
  ['UNSUPPORTED', 'rejected', []],
  // Not by us: the person who waits is told.
  ['CANCELLED', 'rejected', []],
  ['DEVICE_BUSY', 'busy', []],
  ['INVAL', 'rejected', []],
  ['EOF', 'malformed-reply', []],
  ['JAMMED', 'rejected', ['paper-jam']],
  ['NO_DOCS', 'rejected', ['feeder-empty']],
  ['COVER_OPEN', 'rejected', ['cover-open']],
  ['IO_ERROR', 'rejected', ['out-of-order']],
  ['NO_MEM', 'rejected', ['other']],
  ['ACCESS_DENIED', 'rejected', ['other']],
] as const;

describe.each(['png', 'jpeg'] as const)('a scan as %s', (format) => {
  it.each(TABLE)(
    'that ends with %s is told as %s %j, and its broken file is no page',
    async (status, code, conditions) => {
      const end = await scanWith(status, format);
      if (end.ok) throw new Error('a scan with an injected fault succeeded');
      expect(end.error.code).toBe(code);
      expect(end.error.conditions.map((condition) => condition.code)).toEqual(conditions);
      expect(end.error.detail).toContain(`SANE_STATUS_${status}`);
      expect(end.pages).toEqual([]);
      expect(await rig?.leftovers()).toEqual([]);
    },
  );
});

describe('after a fault', () => {
  it('that scanimage names before it aborts with status 0, the fault is told and not the missing file', async () => {
    const place = await saneRig();
    const body = 'echo "scanimage: sane_read: Document feeder jammed" >&2; echo "scanimage: aborting" >&2';
    rig = await saneRig({ command: await standIn(place.root, body) });
    await rig.scanner.start();
    const end = await rig.scanner.scan(glass, () => {}, new AbortController().signal);
    expect(end).toMatchObject({
      ok: false,
      error: { code: 'rejected', conditions: [{ code: 'paper-jam' }] },
    });
    await place.dispose();
  });

  it('the trouble stays visible as a warning, because SANE never says that it has been cleared', async () => {
    await scanWith('JAMMED', 'png');
    expect(rig?.scanner.status().conditions).toMatchObject([{ code: 'paper-jam', severity: 'warning' }]);
    expect(rig && canWork(rig.scanner.status())).toBe(true);
  });
});
