import { describe, expect, it } from 'vitest';
import { capabilitiesOf, readCapabilities } from '../../../devices/models/escl/capabilities.ts';
import {
  conditionsOf,
  feederLoaded,
  linkOf,
  quirksOf,
  readStatus,
} from '../../../devices/models/escl/conditions.ts';
import { readXml } from '../../../devices/models/escl/xml.ts';

const statusOf = (state: string, adf?: string) => {
  const told = adf === undefined ? '' : `<scan:AdfState>ScannerAdf${adf}</scan:AdfState>`;
  const xml = readXml(
    `<scan:ScannerStatus xmlns:scan="s"><pwg:State>${state}</pwg:State>${told}</scan:ScannerStatus>`,
  );
  const status = xml.ok ? readStatus(xml.root) : undefined;
  if (status === undefined) throw new Error('not a status');
  return status;
};
const ordinary = quirksOf('Acme 1000');

describe('the feeder', () => {
  it.each([
    ['Empty', 'feeder-empty', 'report'],
    ['Jam', 'paper-jam', 'error'],
    ['Mispick', 'paper-jam', 'error'],
    ['MultipickDetected', 'paper-jam', 'error'],
    ['DuplexPageTooShort', 'paper-jam', 'error'],
    ['DoorOpen', 'cover-open', 'error'],
    ['HatchOpen', 'cover-open', 'error'],
    ['InputTrayFailed', 'out-of-order', 'error'],
    ['InputTrayOverloaded', 'other', 'error'],
  ])('that says %s has the condition %s (%s)', (adf, code, severity) => {
    expect(conditionsOf(statusOf('Idle', adf), ordinary)).toEqual([
      { code, severity, detail: `ScannerAdf${adf}` },
    ]);
  });

  it('that is loaded tells that papers lie in it, which stops nothing', () => {
    expect(conditionsOf(statusOf('Idle', 'Loaded'), ordinary)).toMatchObject([
      { code: 'original-left', severity: 'report' },
    ]);
  });

  it('is loaded, empty or unknown, never guessed', () => {
    expect(feederLoaded(statusOf('Idle', 'Loaded'), ordinary)).toBe(true);
    expect(feederLoaded(statusOf('Idle', 'Empty'), ordinary)).toBe(false);
    expect(feederLoaded(statusOf('Processing', 'Processing'), ordinary)).toBe('unknown');
    expect(feederLoaded(statusOf('Idle'), ordinary)).toBe('unknown');
  });

  it('of a Kyocera that is "processing" while idle is empty', () => {
    const kyocera = quirksOf('Kyocera ECOSYS M2040dn');
    expect(feederLoaded(statusOf('Idle', 'Processing'), kyocera)).toBe(false);
    expect(feederLoaded(statusOf('Processing', 'Processing'), kyocera)).toBe('unknown');
  });

  it('of a Xerox 3345 that always says jam does not stop the scanner', () => {
    expect(conditionsOf(statusOf('Idle', 'Jam'), quirksOf('Xerox WorkCentre 3345'))).toEqual([]);
  });
});

describe('the device', () => {
  it.each([
    ['Idle', 'ready'],
    ['Processing', 'busy'],
    ['Testing', 'busy'],
    ['Stopped', 'faulted'],
    ['Down', 'faulted'],
    ['SomethingNew', 'faulted'],
  ])('in state %s is %s', (state, link) => {
    expect(linkOf(statusOf(state))).toBe(link);
  });

  it('that stopped because of a jam says jam, and one that stopped for no told reason says out of order', () => {
    expect(conditionsOf(statusOf('Stopped', 'Jam'), ordinary).map((one) => one.code)).toEqual(['paper-jam']);
    expect(conditionsOf(statusOf('Stopped'), ordinary).map((one) => one.code)).toEqual(['out-of-order']);
  });
});

describe('capabilities', () => {
  const caps = (inner: string) => {
    const xml = readXml(`<ScannerCapabilities><MakeAndModel>X</MakeAndModel>${inner}</ScannerCapabilities>`);
    return xml.ok ? readCapabilities(xml.root) : undefined;
  };
  const platen = (formats: string, resolutions: string) =>
    `<Platen><PlatenInputCaps><MaxWidth>2500</MaxWidth>${formats}<ColorMode>RGB24</ColorMode>${resolutions}</PlatenInputCaps></Platen>`;
  const range =
    '<ResolutionRange><XResolutionRange><Min>100</Min><Max>400</Max><Normal>300</Normal><Step>1</Step></XResolutionRange></ResolutionRange>';
  const discrete =
    '<DiscreteResolution><XResolution>300</XResolution><YResolution>300</YResolution></DiscreteResolution>';

  it('a range of resolutions is told as the usual ones in it', () => {
    const read = caps(platen('', range));
    expect(read && capabilitiesOf(read).resolutions).toEqual([100, 150, 200, 240, 300, 400]);
  });

  it('JPEG is taken before PNG, and a device without either is no scanner for us', () => {
    const both = '<DocumentFormat>image/png</DocumentFormat><DocumentFormat>image/jpeg</DocumentFormat>';
    expect(caps(platen(both, discrete))?.flatbed?.format).toBe('image/jpeg');
    expect(caps(platen('<DocumentFormat>application/pdf</DocumentFormat>', discrete))).toBeUndefined();
  });

  it('a source with unequal resolutions only is not offered', () => {
    expect(
      caps(
        platen(
          '',
          '<DiscreteResolution><XResolution>300</XResolution><YResolution>600</YResolution></DiscreteResolution>',
        ),
      ),
    ).toBeUndefined();
  });
});
