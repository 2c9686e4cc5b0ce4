import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  capabilitiesOf,
  readCapabilities,
  type SourceCaps,
} from '../../../devices/models/escl/capabilities.ts';
import {
  completed,
  conditionsOf,
  explainFeeder,
  feederLoaded,
  linkOf,
  quirksOf,
  readStatus,
} from '../../../devices/models/escl/conditions.ts';
import { scanSettings } from '../../../devices/models/escl/settings.ts';
import {
  capabilitiesDocument,
  type Nameplate,
  readScanSettings,
  statusDocument,
} from '../../../devices/models/escl/simulator/documents.ts';
import { readXml, writeXml, XML_LIMITS } from '../../../devices/models/escl/xml.ts';
import { anyXmlNode, asElement, nearlyXml, xmlScraps } from '../../devices/support/xml-nodes.ts';
import type { ProofContext } from '../proof.ts';
import { damaged, otherValues, same, sampled } from './sampled.ts';

const plate: Nameplate = {
  makeAndModel: 'Prüfscanner 测试 & Co',
  serialNumber: 'T-1',
  uuid: '0-1',
  resolutions: [75, 150, 300],
  feeder: true,
};
const job = {
  uri: '/eSCL/ScanJobs/1',
  uuid: '1',
  state: 'Completed',
  reason: 'JobCompletedSuccessfully',
  imagesCompleted: 2,
} as const;

const golden = [
  statusDocument('Idle', 'Loaded', [job]),
  statusDocument('Stopped', 'Jam', []),
  capabilitiesDocument({ ...plate, resolutions: [300] }, 'http://127.0.0.1/'),
];

const quirks = quirksOf('');

/** What the adapter does with a document; true when it meant something to it. */
const looked = (source: string): boolean => {
  const xml = readXml(source);
  if (!xml.ok) return false;
  const status = readStatus(xml.root);
  const caps = readCapabilities(xml.root);
  if (status !== undefined) {
    linkOf(status);
    feederLoaded(status, quirks);
    explainFeeder(status, quirks, 409);
    completed(status, job.uri);
    // A state that nobody knows must not pass for health.
    if (linkOf(status) === 'faulted')
      assert(conditionsOf(status, quirks).some(({ severity }) => severity === 'error'));
  }
  if (caps !== undefined) assert(capabilitiesOf(caps).resolutions.every((dpi) => dpi > 0));
  return status !== undefined || caps !== undefined;
};

const anyCaps: fc.Arbitrary<SourceCaps> = fc.record({
  maxWidth: fc.integer({ min: 1275, max: 2550 }),
  maxHeight: fc.integer({ min: 1650, max: 4200 }),
  resolutions: fc.constantFrom([75], [150, 300], [75, 150, 300]),
  grey: fc.constantFrom('Grayscale8', undefined),
  colour: fc.constant('RGB24'),
  format: fc.constantFrom('image/jpeg' as const, 'image/png' as const),
  intents: fc.constantFrom([], ['Document'], ['Photo']),
});

export const esclDocuments = async (context: ProofContext): Promise<void> => {
  const check = (promise: string, body: () => number) => context.check(`eSCL: ${promise}`, body);
  const utf8 = golden.map((document) => new TextEncoder().encode(document));
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

  await check('a document that is cut off anywhere is refused', () => {
    let cases = 0;
    for (const bytes of utf8)
      for (const length of context.spread(bytes.length, 50)) {
        same(readXml(text(bytes.subarray(0, length))).ok, false, `${length} bytes`);
        cases += 1;
      }
    return cases;
  });

  await check(
    'a document with any single wrong byte is refused or read, never an exception, and the next one is read',
    () => {
      let cases = 0;
      for (const [which, bytes] of utf8.entries()) {
        const values = context.times(255, 6);
        for (const at of context.spread(bytes.length, 50))
          for (const byte of otherValues(bytes[at] ?? 0, values)) {
            looked(text(damaged(bytes, at, byte)));
            cases += 1;
          }
        assert(looked(golden[which] ?? ''));
      }
      return cases;
    },
  );

  const broken = fc
    .tuple(
      fc.constantFrom(...golden),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...xmlScraps, '')), {
        minLength: 1,
        maxLength: 6,
      }),
    )
    .map(([document, wounds]) =>
      wounds.reduce((source, [share, scrap]) => {
        const at = Math.floor(share * source.length);
        return source.slice(0, at) + scrap + source.slice(at + (scrap === '' ? 5 : 0));
      }, document),
    );
  await check(
    'torn and patched documents, and any text at all, are refused or read, never an exception',
    () =>
      sampled(context, 'escl noise', fc.oneof(broken, nearlyXml), (source) => {
        looked(source);
        readScanSettings(source, plate);
      }),
  );

  await check('noise in front of a document, or a second one behind it, is refused and not half read', () =>
    sampled(
      context,
      'escl joined',
      fc.tuple(fc.constantFrom(...golden), fc.stringMatching(/^[!-;=?-~]{1,20}$/)),
      ([document, noise]) => {
        same([readXml(noise + document).ok, readXml(document + golden[0]).ok], [false, false]);
      },
      20_000,
    ),
  );

  await check('what is written is read again as it was', () =>
    sampled(context, 'escl round trip', anyXmlNode, (node) => {
      const found = readXml(writeXml(node));
      same(found.ok && found.root, asElement(node));
    }),
  );

  await check('no document makes it hold more than its ceilings', () => {
    same(readXml(`<a>${' '.repeat(XML_LIMITS.characters)}</a>`).ok, false);
    same(readXml('<a>'.repeat(XML_LIMITS.depth + 1) + '</a>'.repeat(XML_LIMITS.depth + 1)).ok, false);
    same(readXml(`<a>${'<b/>'.repeat(XML_LIMITS.elements)}</a>`).ok, false);
    return 3;
  });

  await check(
    'settings are understood by the simulated scanner as they were meant, by a reader of its own',
    () => {
      const anyWish = fc.record({
        source: fc.constantFrom('flatbed' as const, 'feeder' as const),
        resolution: fc.integer({ min: 50, max: 700 }),
        colour: fc.constantFrom('grey' as const, 'colour' as const),
        maxPages: fc.integer({ min: 1, max: 20 }),
      });
      return sampled(
        context,
        'escl settings',
        fc.tuple(anyWish, anyCaps),
        ([wish, caps]) => {
          const found = readScanSettings(scanSettings(wish, caps), plate);
          same(found?.source, wish.source === 'feeder' ? 'Feeder' : 'Platen');
          same(found?.format, caps.format);
          assert(caps.resolutions.includes(found?.resolution ?? 0));
          same(found?.colour, wish.colour === 'colour' || caps.grey === undefined);
        },
        20_000,
      );
    },
  );
};
