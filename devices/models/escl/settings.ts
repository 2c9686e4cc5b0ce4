/** scan:ScanSettings, the body of POST /eSCL/ScanJobs. Pure. */
import type { ScanRequest } from '../../classes/scanner.ts';
import { A4, nearestResolution, type SourceCaps } from './capabilities.ts';
import { writeXml, type XmlNode } from './xml.ts';

const PWG_NAMESPACE = 'http://www.pwg.org/schemas/2010/12/sm';
const SCAN_NAMESPACE = 'http://schemas.hp.com/imaging/escl/2011/05/03';

/** A4 at the device's own limits, one side, in the picture format that the source offers. */
export const scanSettings = (request: ScanRequest, caps: SourceCaps): string => {
  const resolution = String(nearestResolution(request.resolution, caps));
  const mode = request.colour === 'colour' ? (caps.colour ?? caps.grey) : (caps.grey ?? caps.colour);
  const nodes: readonly XmlNode[] = [
    ['pwg:Version', '2.0'],
    ...(caps.intents.length === 0 || caps.intents.includes('Document')
      ? ([['scan:Intent', 'Document']] as const)
      : []),
    [
      'pwg:ScanRegions',
      [
        [
          'pwg:ScanRegion',
          [
            ['pwg:ContentRegionUnits', 'escl:ThreeHundredthsOfInches'],
            ['pwg:XOffset', '0'],
            ['pwg:YOffset', '0'],
            ['pwg:Width', String(Math.min(A4.width, caps.maxWidth))],
            ['pwg:Height', String(Math.min(A4.height, caps.maxHeight))],
          ],
        ],
      ],
    ],
    ['pwg:InputSource', request.source === 'feeder' ? 'Feeder' : 'Platen'],
    ['scan:ColorMode', mode ?? 'Grayscale8'],
    // Devices of version 2.0 read the first, later ones the second; both are sent.
    ['pwg:DocumentFormat', caps.format],
    ['scan:DocumentFormatExt', caps.format],
    ['scan:XResolution', resolution],
    ['scan:YResolution', resolution],
    ...(request.source === 'feeder' ? ([['scan:Duplex', 'false']] as const) : []),
  ];
  const body = nodes.map(writeXml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<scan:ScanSettings xmlns:pwg="${PWG_NAMESPACE}" xmlns:scan="${SCAN_NAMESPACE}">${body}</scan:ScanSettings>`;
};
