/**
 * How blurred the sharpest places of a page are, 0 (crisp) to 1, after Crete et al., "The blur effect" (2007): blurring a sharp
 * picture again changes it much, blurring a blurred one hardly. Only tiles with real edges count, and of those the sharpest
 * quarter speaks for the page: a page is blurred when nothing on it is sharp, not when it holds a soft photograph.
 */
import type { GreyRaster } from './raster.ts';

const TILE = 50;
/** Half the length of the averaging filter: 9 pixels, about 1.9 mm on A4. */
const REACH = 4;
/** Contrast within the filter's length that makes a place an edge. */
const EDGE_CONTRAST = 40;
/** Edge pixels a tile needs to have a say. */
const ENOUGH_EDGES = 40;

/** Of a dense page so many tiles, evenly spread, are looked at. */
const ENOUGH_TILES = 80;

/** Undefined when there are too few edges to say anything. */
export const blurOf = (raster: GreyRaster): number | undefined => {
  const busy: (readonly [left: number, top: number])[] = [];
  for (let top = REACH + 1; top + TILE + REACH < raster.height; top += TILE) {
    for (let left = REACH + 1; left + TILE + REACH < raster.width; left += TILE) {
      if (hasContrast(raster, left, top)) busy.push([left, top]);
    }
  }
  const every = Math.ceil(busy.length / ENOUGH_TILES);
  const tiles: number[] = [];
  for (const [index, [left, top]] of busy.entries()) {
    if (index % every !== 0) continue;
    const across = tileBlur(raster, left, top, 1, raster.width);
    const down = tileBlur(raster, left, top, raster.width, 1);
    if (across !== undefined && down !== undefined) tiles.push(Math.max(across, down));
  }
  if (tiles.length < 4) return undefined;
  tiles.sort((a, b) => a - b);
  return tiles[tiles.length >> 2];
};

/** A quick look at every ninth pixel: most tiles of most pages are paper. */
const hasContrast = (raster: GreyRaster, left: number, top: number): boolean => {
  let least = 255;
  let most = 0;
  for (let y = top; y < top + TILE; y += 3) {
    for (let x = left; x < left + TILE; x += 3) {
      const value = raster.data[y * raster.width + x] ?? 0;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return most - least >= EDGE_CONTRAST;
};

/** One tile in one direction: `step` from pixel to pixel, `line` from line to line. */
const tileBlur = (
  raster: GreyRaster,
  left: number,
  top: number,
  step: number,
  line: number,
): number | undefined => {
  const { data, width } = raster;
  let sharp = 0;
  let lost = 0;
  let edges = 0;
  const start = top * width + left;
  for (let row = 0; row < TILE; row += 1) {
    for (let column = 0; column < TILE; column += 1) {
      const at = start + row * line + column * step;
      let least = 255;
      let most = 0;
      for (let reach = -REACH; reach <= REACH; reach += 1) {
        const value = data[at + reach * step] ?? 0;
        if (value < least) least = value;
        if (value > most) most = value;
      }
      if (most - least < EDGE_CONTRAST) continue;
      edges += 1;
      const own = Math.abs((data[at] ?? 0) - (data[at - step] ?? 0));
      // The mean of nine and the mean of the nine one step before differ by the ends alone.
      const blurred =
        Math.abs((data[at + REACH * step] ?? 0) - (data[at - (REACH + 1) * step] ?? 0)) / (2 * REACH + 1);
      sharp += own;
      lost += Math.max(0, own - blurred);
    }
  }
  return edges < ENOUGH_EDGES || sharp === 0 ? undefined : (sharp - lost) / sharp;
};
