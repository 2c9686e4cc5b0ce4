/** Grey values of a page, row by row, 0 black to 255 white. All measures take the short side of the page as 1000 pixels. */
export type GreyRaster = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** Short side of the raster the thresholds are made for: about 120 dots an inch for A4. */
export const WORKING_SIDE = 1000;

/** How much darker than the paper something must be to count as ink; paper's grain and the other side shining through are not. */
const INK_CONTRAST = 40;

export type InkMap = {
  readonly width: number;
  readonly height: number;
  /** 1 where there is ink. */
  readonly ink: Uint8Array;
};

/** The most frequent brightness, smoothed over 5 levels: on a page that is mostly paper, the paper's. */
export const paperLevel = (raster: GreyRaster): number => {
  const histogram = new Array<number>(256).fill(0);
  for (const value of raster.data) histogram[value] = (histogram[value] ?? 0) + 1;
  let best = 0;
  let level = 255;
  for (let value = 255; value >= 0; value -= 1) {
    let sum = 0;
    for (let near = value - 2; near <= value + 2; near += 1) sum += histogram[near] ?? 0;
    if (sum > best) {
      best = sum;
      level = value;
    }
  }
  return level;
};

/**
 * Ink is what differs from the paper by INK_CONTRAST, brighter or darker (white writing on a dark ground is content too), and is
 * not a speck: at least two of its eight neighbours are ink as well.
 */
export const inkOf = (raster: GreyRaster): InkMap => {
  const { width, height, data } = raster;
  const paper = paperLevel(raster);
  const raw = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 1)
    raw[at] = Math.abs((data[at] ?? paper) - paper) > INK_CONTRAST ? 1 : 0;
  const ink = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (raw[at] === 0) continue;
      let near = -1;
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy += 1) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx += 1)
          near += raw[at + dy * width + dx] ?? 0;
      }
      if (near >= 2) ink[at] = 1;
    }
  }
  return { width, height, ink };
};

/** Share of ink on the page, 0 to 1, without a margin of 3 % where lids and rollers leave shadows. */
export const inkShare = (map: InkMap): number => {
  const marginX = Math.round(map.width * 0.03);
  const marginY = Math.round(map.height * 0.03);
  let count = 0;
  for (let y = marginY; y < map.height - marginY; y += 1) {
    for (let x = marginX; x < map.width - marginX; x += 1) count += map.ink[y * map.width + x] ?? 0;
  }
  return count / Math.max(1, (map.width - 2 * marginX) * (map.height - 2 * marginY));
};
