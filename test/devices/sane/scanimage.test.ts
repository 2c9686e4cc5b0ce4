import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScanRequest } from '../../../devices/classes/scanner.ts';
import { capabilitiesOf, parseOptions } from '../../../devices/models/sane/capabilities.ts';
import {
  errorOf,
  nearestResolution,
  progressReader,
  scanArguments,
} from '../../../devices/models/sane/scanimage.ts';
import { flatbedListing, sheetFeederListing } from '../support/sane-listings.ts';

const feeder: ScanRequest = { source: 'feeder', resolution: 200, colour: 'grey', maxPages: 4 };
const glass: ScanRequest = { source: 'flatbed', resolution: 290, colour: 'colour', maxPages: 9 };

describe('what a device offers', () => {
  it('a sheet feeder has no glass, and one side is preferred to both', () => {
    const options = parseOptions(sheetFeederListing);
    expect(options.feeder).toBe('ADF Front');
    expect(capabilitiesOf(options)).toEqual({
      sources: ['feeder'],
      resolutions: [75, 100, 150, 200, 240, 300, 400, 600],
      colours: ['grey', 'colour'],
    });
  });

  it('a device without a choice of sources is a glass', () => {
    expect(capabilitiesOf(parseOptions(flatbedListing))).toEqual({
      sources: ['flatbed'],
      resolutions: [75, 150, 300, 600],
      colours: ['grey', 'colour'],
    });
  });

  it('an option that is inactive is not offered', () => {
    expect(parseOptions(flatbedListing).depth8).toBe(false);
  });

  it('a source or mode whose name no program can be given is not offered', () => {
    const options = parseOptions(
      '    --source Flat\u0000bed|ADF [ADF]\n    --mode Gr\u0007ay|Color [Color]\n',
    );
    expect(options).toMatchObject({ flatbed: undefined, feeder: 'ADF', grey: undefined, colour: 'Color' });
  });

  it('a long row of blanks does not hold the kiosk up, and what stands around it is read', () => {
    const listing = `    --resolution 75|300dpi${' '.repeat(100_000)}(in steps of 1)${' '.repeat(100_000)}[75]\n`;
    expect(parseOptions(listing).resolutions).toEqual([75, 300]);
  });

  it('any text at all is read without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const can = capabilitiesOf(parseOptions(`    --resolution ${text}\n    ${text}`));
        expect(can.resolutions.every((dpi) => dpi > 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the command line', () => {
  it('always names a resolution, even when the device tells none', () => {
    const words = scanArguments('x:0', glass, parseOptions(''), 'png');
    expect(words).toContain('--resolution');
    expect(words[words.indexOf('--resolution') + 1]).toBe('290');
  });

  it('asks the glass for one picture and never for a batch', () => {
    const words = scanArguments('x:0', glass, parseOptions(flatbedListing), 'png');
    expect(words.filter((word) => word.startsWith('--batch'))).toEqual([]);
    expect(words).toContain('--output-file=page.png');
    expect(words[words.indexOf('--resolution') + 1]).toBe('300');
    expect(words[words.indexOf('--mode') + 1]).toBe('Color');
  });

  it('asks the feeder for no more sheets than wanted, on A4 cut to the device', () => {
    const words = scanArguments('x:0', feeder, parseOptions(sheetFeederListing), 'jpeg');
    expect(words).toContain('--batch-count=4');
    expect(words).toContain('--batch=p%03d.jpg');
    expect(words[words.indexOf('-x') + 1]).toBe('210');
    expect(words[words.indexOf('-y') + 1]).toBe('279.364');
    expect(words[words.indexOf('--source') + 1]).toBe('ADF Front');
  });

  it('takes the finer of two resolutions that are equally near', () => {
    expect(nearestResolution(200, [150, 250])).toBe(250);
  });
});

describe('how scanimage ended', () => {
  const exit = (status: number) => ({ status, signal: null });

  it('status 1 with "open failed" means that the device is gone, or in use', () => {
    const gone = 'scanimage: open of device x:0 failed: Invalid argument\n';
    const used = 'scanimage: open of device x:0 failed: Device busy\n';
    expect(errorOf(exit(1), gone)?.code).toBe('disconnected');
    expect(errorOf(exit(1), used)?.code).toBe('busy');
  });

  it('status 0 after a fault that it named, or after aborting, is no success', () => {
    const named =
      'scanimage: sane_read: Document feeder jammed\nscanimage: received signal 13\nscanimage: aborting\n';
    expect(errorOf(exit(0), named)).toMatchObject({ conditions: [{ code: 'paper-jam' }] });
    expect(errorOf(exit(0), 'scanimage: aborting\n')?.code).toBe('malformed-reply');
    expect(errorOf(exit(0), 'Progress: 100.0%')).toBeUndefined();
  });

  it('an ending that nobody described is a fault of the device, not a success', () => {
    expect(errorOf(exit(77), '')).toMatchObject({ code: 'rejected', conditions: [{ code: 'out-of-order' }] });
    expect(errorOf({ status: null, signal: 'SIGSEGV' }, '')).toMatchObject({
      conditions: [{ code: 'out-of-order' }],
    });
  });
});

describe('progress', () => {
  it('is read the same however the text is cut', () => {
    const text =
      'Scanning page 1\nProgress: 0.0%\rProgress: 47.1%\rProgress: 100.0%scanimage: sane_read: jam';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 40 }), (cuts) => {
        const read = progressReader();
        const seen: number[] = [];
        let at = 0;
        for (const cut of [...cuts, text.length]) {
          const value = read(text.slice(at, at + cut));
          if (value !== undefined) seen.push(value);
          at += cut;
        }
        expect(seen.at(-1)).toBe(100);
        expect(seen.every((value) => [0, 47.1, 100].includes(value))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
