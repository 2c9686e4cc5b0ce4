/** GET /eSCL/ScannerCapabilities in our words. Pure. */
import type { ScannerCapabilities, ScanSource } from '../../classes/scanner.ts';
import { child, children, descendants, numberAt, textAt, type XmlElement } from './xml.ts';

export type EsclFormat = 'image/jpeg' | 'image/png';

/** What one source can do. Lengths in 1/300 inch. */
export type SourceCaps = {
  readonly maxWidth: number;
  readonly maxHeight: number;
  readonly resolutions: readonly number[];
  /** The device's own words. */
  readonly grey?: string | undefined;
  readonly colour?: string | undefined;
  readonly format: EsclFormat;
  readonly intents: readonly string[];
};

export type EsclCaps = {
  readonly version: string;
  readonly makeAndModel: string;
  readonly flatbed?: SourceCaps | undefined;
  readonly feeder?: SourceCaps | undefined;
  /** True when the feeder has a sensor of its own for paper (AdfOption DetectPaperLoaded). */
  readonly sensesPaper: boolean;
};

const USUAL_RESOLUTIONS = [75, 100, 150, 200, 240, 300, 400, 600, 1200];
/** A4 in 1/300 inch, for a device that does not tell its size. */
export const A4 = { width: 2480, height: 3508 };

/** At most so much of a device's own name is kept, and searched for what its make is known for. */
const longestName = 127;

/** Undefined when it names no source that gives pictures we can take (JPEG or PNG). */
export const readCapabilities = (root: XmlElement): EsclCaps | undefined => {
  if (root.name !== 'ScannerCapabilities') return undefined;
  const flatbed = sourceOf(child(root, 'Platen', 'PlatenInputCaps'));
  const feeder = sourceOf(child(root, 'Adf', 'AdfSimplexInputCaps'));
  if (flatbed === undefined && feeder === undefined) return undefined;
  return {
    version: textAt(root, 'Version') || '2.0',
    makeAndModel: textAt(root, 'MakeAndModel').slice(0, longestName),
    flatbed,
    feeder,
    sensesPaper: descendants(child(root, 'Adf'), 'AdfOption').some(
      (option) => option.text === 'DetectPaperLoaded',
    ),
  };
};

const sourceOf = (caps: XmlElement | undefined): SourceCaps | undefined => {
  if (caps === undefined) return undefined;
  const texts = (name: string): readonly string[] => descendants(caps, name).map((element) => element.text);
  const formats = [...texts('DocumentFormatExt'), ...texts('DocumentFormat')];
  const format = (['image/jpeg', 'image/png'] as const).find((one) => formats.includes(one));
  // A device that lists no format at all gives JPEG: it is the one that eSCL obliges to.
  if (format === undefined && formats.length > 0) return undefined;
  const modes = texts('ColorMode');
  const resolutions = resolutionsOf(caps);
  if (resolutions.length === 0) return undefined;
  return {
    maxWidth: numberAt(caps, 'MaxWidth') ?? A4.width,
    maxHeight: numberAt(caps, 'MaxHeight') ?? A4.height,
    resolutions,
    grey: modes.find((mode) => mode === 'Grayscale8'),
    colour: modes.find((mode) => mode === 'RGB24'),
    format: format ?? 'image/jpeg',
    intents: [...texts('Intent'), ...texts('SupportedIntent')],
  };
};

const resolutionsOf = (caps: XmlElement): readonly number[] => {
  const found = new Set<number>();
  for (const one of descendants(caps, 'DiscreteResolution')) {
    const [x, y] = [numberAt(one, 'XResolution'), numberAt(one, 'YResolution')];
    if (x !== undefined && x > 0 && (y === undefined || x === y)) found.add(x);
  }
  for (const range of descendants(caps, 'ResolutionRange')) {
    const axis = children(range, 'XResolutionRange')[0] ?? children(range, 'XResolution')[0];
    const [least, most] = [numberAt(axis, 'Min'), numberAt(axis, 'Max')];
    if (least === undefined || most === undefined) continue;
    for (const dpi of USUAL_RESOLUTIONS) if (dpi >= least && dpi <= most) found.add(dpi);
  }
  return [...found].sort((a, b) => a - b);
};

/** The same in the words of the device class. */
export const capabilitiesOf = (caps: EsclCaps): ScannerCapabilities => {
  const sources = (['flatbed', 'feeder'] as const).filter((source) => caps[source] !== undefined);
  const all = sources.map((source) => caps[source]).filter((one): one is SourceCaps => one !== undefined);
  return {
    sources,
    resolutions: [...new Set(all.flatMap((one) => one.resolutions))].sort((a, b) => a - b),
    colours: [
      ...(all.some((one) => one.grey !== undefined || one.colour === undefined) ? (['grey'] as const) : []),
      ...(all.some((one) => one.colour !== undefined) ? (['colour'] as const) : []),
    ],
  };
};

/** The offered resolution nearest to the wanted one; of two equally near, the finer. */
export const nearestResolution = (wanted: number, caps: SourceCaps): number =>
  [...caps.resolutions].sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || b - a)[0] ?? wanted;

export const sourceCaps = (caps: EsclCaps, source: ScanSource): SourceCaps | undefined =>
  source === 'feeder' ? caps.feeder : caps.flatbed;
