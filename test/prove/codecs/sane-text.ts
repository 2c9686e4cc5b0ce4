import assert from 'node:assert/strict';
import fc from 'fast-check';
import { capabilitiesOf, parseOptions } from '../../../devices/models/sane/capabilities.ts';
import { errorOf, progressReader, scanArguments } from '../../../devices/models/sane/scanimage.ts';
import { flatbedListing, sheetFeederListing } from '../../devices/support/sane-listings.ts';
import type { ProofContext } from '../proof.ts';
import { damaged, otherValues, same, sampled } from './sampled.ts';

const wish = { source: 'feeder', resolution: 200, colour: 'grey', maxPages: 4 } as const;

/** Whatever a device says it can do, a command line that can be run comes of it. */
const usable = (listing: string): void => {
  const options = parseOptions(listing);
  assert(capabilitiesOf(options).resolutions.every((dpi) => dpi > 0));
  for (const source of ['feeder', 'flatbed'] as const) {
    const words = scanArguments('test:0', { ...wish, source }, options, 'png');
    same(words.filter((word) => word === '--resolution').length, 1, 'one resolution');
    same(
      words.filter((word) => word.includes('\0')),
      [],
      'a word that no program can be given',
    );
    same(words.filter((word) => word.startsWith('--batch-count')).length, source === 'feeder' ? 1 : 0);
  }
};

const feed = (text: string, sizes: readonly number[]): number[] => {
  const read = progressReader();
  const seen: number[] = [];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    const value = read(text.slice(at, at + size));
    if (value !== undefined) seen.push(value);
    at += size;
  }
  return seen;
};

export const saneText = async (context: ProofContext): Promise<void> => {
  const check = (promise: string, body: () => number) => context.check(`SANE: ${promise}`, body);
  const listings = [sheetFeederListing, flatbedListing].map((listing) => new TextEncoder().encode(listing));

  await check(
    'a listing with any single wrong byte, or cut off anywhere, makes a command line that can be run',
    () => {
      let cases = 0;
      for (const bytes of listings)
        for (const at of context.spread(bytes.length, 50)) {
          usable(new TextDecoder().decode(bytes.subarray(0, at)));
          for (const byte of otherValues(bytes[at] ?? 0, context.times(255, 6)))
            usable(new TextDecoder().decode(damaged(bytes, at, byte)));
          cases += 1 + context.times(255, 6);
        }
      return cases;
    },
  );

  const anyText = fc.string({ unit: 'binary', maxLength: 200 });
  await check('any text at all for a listing makes a command line that can be run', () =>
    sampled(context, 'sane listings', fc.tuple(anyText, anyText, anyText), ([a, b, c]) => {
      usable(`    --resolution ${a}\n    --source ${b}|ADF ${c}\n    --mode ${c}\n    -x ${a}\n${b}`);
    }),
  );

  const flood = (scrap: string): string => scrap.repeat(Math.ceil(40_000 / scrap.length));
  await check('a flood of any one thing is read through, not searched over and over', () => {
    const scraps = [' ', '[', ']', '[] ', '(in steps of ', '|', '..', '0', '\n    --', '\t-'];
    for (const scrap of scraps) {
      usable(`    --resolution ${flood(scrap)}x\n    --source ${flood(scrap)}\n`);
      errorOf({ status: 9, signal: null }, flood(scrap));
    }
    return scraps.length;
  });

  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
  const steps = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 10 });
  await check(
    'progress is read however it is cut and whatever stands in front of it, and nothing is invented',
    () =>
      sampled(
        context,
        'sane progress',
        fc.tuple(fc.string({ maxLength: 80 }), steps, sizes),
        ([noise, tenths, cuts]) => {
          const wanted = tenths.map((tenth) => tenth / 10);
          const text = `${noise.replaceAll('%', '')}${wanted.map((value) => `Progress: ${value.toFixed(1)}%\r`).join('')}`;
          const seen = feed(text, cuts);
          same(seen.at(-1), wanted.at(-1), 'the last');
          assert(
            seen.every((value) => wanted.includes(value)),
            `invented: ${seen.join()}`,
          );
          if (Math.max(...cuts) === 1) same(seen, wanted, 'byte by byte');
        },
      ),
  );

  const scraps = fc.constantFrom(
    'scanimage: ',
    'sane_read: ',
    'Document feeder jammed',
    'open of device x failed: ',
    'Device busy',
    'aborting\n',
    'Progress: 9',
    '%',
    '\n',
    'sane_start: Scanner cover is open',
    '\0',
    '界',
  );
  const exits = fc.record({
    status: fc.option(fc.integer({ min: 0, max: 255 })),
    signal: fc.constantFrom(null, 'SIGKILL', 'SIGABRT'),
  });
  await check(
    'however scanimage ends and whatever it says, the end is judged, and only status 0 can be a success',
    () =>
      sampled(context, 'sane ends', fc.tuple(exits, fc.array(scraps, { maxLength: 12 })), ([exit, said]) => {
        const error = errorOf(exit, said.join(''));
        if (error === undefined) same(exit.status, 0);
        else assert(error.detail !== '');
      }),
  );
};
