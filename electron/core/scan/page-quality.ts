/**
 * Is this page worth handing in? Advice only: the citizen sees the page and may keep it. What is said about it is the
 * screen's; here are codes.
 */
import sharp from 'sharp';
import { blurOf } from './measure/blur.ts';
import { crossings } from './measure/edges.ts';
import { type GreyRaster, inkOf, inkShare, WORKING_SIDE } from './measure/raster.ts';
import { skewOf } from './measure/skew.ts';

export type PageFlaw = 'blank' | 'blurred' | 'skewed' | 'cut-off';

export type PageQuality = {
  readonly flaws: readonly PageFlaw[];
  /** What the judgement rests on, for tests and for tuning; no personal data. */
  readonly measures: {
    /** Part of the page that is ink, 0 to 1. */
    readonly ink: number;
    /** 0 crisp to 1; undefined when nothing on the page has edges. */
    readonly blur: number | undefined;
    /** Clockwise; undefined when no direction stands out. */
    readonly degrees: number | undefined;
    /** Strokes that run over the edge where most do. */
    readonly crossings: number;
  };
};

/**
 * Thresholds, chosen on generated pages (test/core/scan) so that text from 150 to 300 dpi, forms, cards and a lone signature
 * raise no alarm. In doubt a page passes.
 */
export const THRESHOLDS = {
  /** 0.02 % of A4 is 12 mm²: less than a date in handwriting. */
  blankInk: 0.0002,
  /** Crisp text measures 0.02 to 0.3, a blur of 0.4 mm about 0.5, one of 0.9 mm (small print is lost) about 0.8. */
  blur: 0.55,
  /** Feeders pull in at up to 2 degrees; beyond 3 it looks careless and is hard on text recognition. */
  skewDegrees: 3,
  /** A scribble has a direction of its own: only a page with this part of ink (a title and a line) is judged. */
  skewInk: 0.003,
  /** Direction must stand out so much from a middling one. */
  skewClarity: 1.6,
  /** One stroke at an edge is a fold or a hair; three are a line of text. */
  crossings: 3,
} as const;

/** Pure. The short side of the raster should be WORKING_SIDE; a much smaller one is not judged for blur. */
export const judgePage = (raster: GreyRaster): PageQuality => {
  const map = inkOf(raster);
  const ink = inkShare(map);
  if (ink < THRESHOLDS.blankInk) {
    return { flaws: ['blank'], measures: { ink, blur: undefined, degrees: undefined, crossings: 0 } };
  }
  const coarse = Math.min(raster.width, raster.height) < 0.8 * WORKING_SIDE;
  const blur = coarse ? undefined : blurOf(raster);
  const skew = ink < THRESHOLDS.skewInk ? undefined : skewOf(map);
  const degrees = skew !== undefined && skew.clarity >= THRESHOLDS.skewClarity ? skew.degrees : undefined;
  const over = Math.max(...Object.values(crossings(map)));
  const flaws: PageFlaw[] = [];
  if (blur !== undefined && blur > THRESHOLDS.blur) flaws.push('blurred');
  if (degrees !== undefined && Math.abs(degrees) >= THRESHOLDS.skewDegrees) flaws.push('skewed');
  if (over >= THRESHOLDS.crossings) flaws.push('cut-off');
  return { flaws, measures: { ink, blur, degrees, crossings: over } };
};

/** Judges a scanned page (JPEG or PNG). Rejects for what is not a picture. About 150 ms for A4 at 300 dpi. */
export const pageQuality = async (image: Uint8Array): Promise<PageQuality> =>
  judgePage(await greyRaster(image));

/** The page in grey, its short side at most WORKING_SIDE pixels; never enlarged. */
export const greyRaster = async (image: Uint8Array): Promise<GreyRaster> => {
  const { data, info } = await sharp(image, { failOn: 'error' })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize(WORKING_SIDE, WORKING_SIDE, { fit: 'outside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
};
