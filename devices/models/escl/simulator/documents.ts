/** The XML that an eSCL scanner sends, and what it reads out of a ScanSettings; from the protocol, not from the client. */

const XMLNS =
  'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

export type Nameplate = {
  readonly makeAndModel: string;
  readonly serialNumber: string;
  readonly uuid: string;
  readonly resolutions: readonly number[];
  readonly feeder: boolean;
};

const inputCaps = (name: string, height: number, plate: Nameplate): string => `<scan:${name}>
<scan:MinWidth>150</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>
<scan:MinHeight>150</scan:MinHeight><scan:MaxHeight>${height}</scan:MaxHeight>
<scan:MaxScanRegions>1</scan:MaxScanRegions>
<scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats>
<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat><pwg:DocumentFormat>image/png</pwg:DocumentFormat>
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt><scan:DocumentFormatExt>image/png</scan:DocumentFormatExt>
</scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>
${plate.resolutions.map((dpi) => `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`).join('\n')}
</scan:DiscreteResolutions></scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles>
<scan:SupportedIntents><scan:Intent>Document</scan:Intent><scan:Intent>TextAndGraphic</scan:Intent><scan:Intent>Photo</scan:Intent></scan:SupportedIntents>
</scan:${name}>`;

export const capabilitiesDocument = (
  plate: Nameplate,
  url: string,
): string => `${HEAD}<scan:ScannerCapabilities ${XMLNS}>
<pwg:Version>2.63</pwg:Version>
<pwg:MakeAndModel>${plate.makeAndModel}</pwg:MakeAndModel>
<pwg:SerialNumber>${plate.serialNumber}</pwg:SerialNumber>
<scan:UUID>${plate.uuid}</scan:UUID>
<scan:AdminURI>${url}</scan:AdminURI>
<scan:Platen>${inputCaps('PlatenInputCaps', 3508, plate)}</scan:Platen>
${
  plate.feeder
    ? `<scan:Adf>${inputCaps('AdfSimplexInputCaps', 4200, plate)}
<scan:FeederCapacity>50</scan:FeederCapacity>
<scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption></scan:AdfOptions></scan:Adf>`
    : ''
}
</scan:ScannerCapabilities>`;

export type JobReport = {
  readonly uri: string;
  readonly uuid: string;
  readonly state: 'Processing' | 'Completed' | 'Canceled' | 'Aborted';
  readonly reason: string;
  readonly imagesCompleted: number;
};

export const statusDocument = (state: string, adf: string | undefined, jobs: readonly JobReport[]): string =>
  `${HEAD}<scan:ScannerStatus ${XMLNS}>
<pwg:Version>2.63</pwg:Version>
<pwg:State>${state}</pwg:State>
${adf === undefined ? '' : `<scan:AdfState>ScannerAdf${adf}</scan:AdfState>`}
<scan:Jobs>${jobs
    .map(
      (job) => `<scan:JobInfo>
<pwg:JobUri>${job.uri}</pwg:JobUri><pwg:JobUuid>${job.uuid}</pwg:JobUuid><scan:Age>1</scan:Age>
<pwg:JobState>${job.state}</pwg:JobState><pwg:ImagesCompleted>${job.imagesCompleted}</pwg:ImagesCompleted>
<pwg:ImagesToTransfer>${job.state === 'Processing' ? 1 : 0}</pwg:ImagesToTransfer>
<pwg:JobStateReasons><pwg:JobStateReason>${job.reason}</pwg:JobStateReason></pwg:JobStateReasons>
</scan:JobInfo>`,
    )
    .join('')}</scan:Jobs>
</scan:ScannerStatus>`;

/** What the simulator understood of a ScanSettings. Lengths in 1/300 inch. */
export type WantedScan = {
  readonly source: 'Platen' | 'Feeder';
  readonly colour: boolean;
  readonly format: 'image/jpeg' | 'image/png';
  readonly resolution: number;
  readonly width: number;
  readonly height: number;
};

/** Undefined for what a scanner would refuse: another namespace, no source, a resolution or format it does not offer. */
export const readScanSettings = (xml: string, plate: Nameplate): WantedScan | undefined => {
  const element = (name: string): string =>
    new RegExp(`<(?:\\w+:)?${name}(?: [^>]*)?>\\s*([^<]*?)\\s*<`).exec(xml)?.[1] ?? '';
  if (!/<(\w+:)?ScanSettings\b/.test(xml) || !xml.includes('http://schemas.hp.com/imaging/escl/2011/05/03'))
    return undefined;
  const source = element('InputSource');
  if (source !== 'Platen' && !(source === 'Feeder' && plate.feeder)) return undefined;
  const format = element('DocumentFormatExt') || element('DocumentFormat') || 'image/jpeg';
  if (format !== 'image/jpeg' && format !== 'image/png') return undefined;
  const [x, y] = [Number(element('XResolution')), Number(element('YResolution'))];
  if (x !== y || !plate.resolutions.includes(x)) return undefined;
  const mode = element('ColorMode');
  if (mode !== 'RGB24' && mode !== 'Grayscale8') return undefined;
  const [width, height] = [Number(element('Width')), Number(element('Height'))];
  if (!(width >= 150 && width <= 2550 && height >= 150 && height <= 4200)) return undefined;
  return { source, colour: mode === 'RGB24', format, resolution: x, width, height };
};
