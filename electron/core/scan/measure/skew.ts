/**
 * By how many degrees the lines on a page lean, by projection profiles: ink is added up along lines of a slope; with the right
 * slope text and rules fall into narrow peaks and the profile is at its roughest. Rows and columns are both tried.
 */
import type { InkMap } from './raster.ts';

const MOST_DEGREES = 15;
/** Ink pixels looked at; a dense page is thinned. */
const SAMPLE = 8_000;
const FEWEST = 400;
/** Pixels of a profile's step: fine enough for the space between lines, coarse enough for handwriting. */
const STEP = 2;

/** `clarity`: how much rougher the best profile is than a middling one; 1 says that all directions look the same. */
export type Skew = { readonly degrees: number; readonly clarity: number };

/** Undefined when there is too little ink. Positive: the lines fall to the right (the page is turned clockwise). */
export const skewOf = (map: InkMap): Skew | undefined => {
  const points = sample(map);
  if (points.length < FEWEST) return undefined;
  const rows = best(points, 'x', map.height, map.width);
  const columns = best(points, 'y', map.width, map.height);
  return rows.clarity >= columns.clarity ? rows : { ...columns, degrees: -columns.degrees };
};

type Point = { readonly x: number; readonly y: number };

const sample = (map: InkMap): readonly Point[] => {
  // The outermost 3 % hold shadows of lid and rollers, which are always straight.
  const [marginX, marginY] = [Math.round(map.width * 0.03), Math.round(map.height * 0.03)];
  const points: Point[] = [];
  for (let y = marginY; y < map.height - marginY; y += 1) {
    for (let x = marginX; x < map.width - marginX; x += 1) {
      if (map.ink[y * map.width + x] === 1) points.push({ x, y });
    }
  }
  const every = Math.ceil(points.length / SAMPLE);
  return every <= 1 ? points : points.filter((_, index) => index % every === 0);
};

const best = (points: readonly Point[], along: 'x' | 'y', extent: number, length: number): Skew => {
  const roughness = (degrees: number): number => profileRoughness(points, along, degrees, extent, length);
  const coarse: Skew[] = [];
  for (let degrees = -MOST_DEGREES; degrees <= MOST_DEGREES; degrees += 0.5) {
    coarse.push({ degrees, clarity: roughness(degrees) });
  }
  // At the end of the range it still rises: that is no peak, only a direction that happens to be there.
  const within = coarse.slice(1, -1);
  const ranked = coarse.map((one) => one.clarity).sort((a, b) => a - b);
  const middling = Math.max(1e-9, ranked[ranked.length >> 1] ?? 0);
  let top = coarse.reduce((a, b) => (b.clarity > a.clarity ? b : a));
  if (!within.includes(top)) return { degrees: 0, clarity: 1 };
  const around = top.degrees;
  for (let tenth = -4; tenth <= 4; tenth += 1) {
    const degrees = around + tenth / 10;
    const clarity = roughness(degrees);
    if (clarity > top.clarity) top = { degrees, clarity };
  }
  return { degrees: Math.round(top.degrees * 10) / 10, clarity: top.clarity / middling };
};

const profileRoughness = (
  points: readonly Point[],
  along: 'x' | 'y',
  degrees: number,
  extent: number,
  length: number,
): number => {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const offset = Math.abs(slope) * length;
  const profile = new Float64Array(Math.ceil((extent + 2 * offset) / STEP) + 2);
  for (const { x, y } of points) {
    const at = along === 'x' ? y - slope * x : x - slope * y;
    const bin = Math.floor((at + offset) / STEP);
    profile[bin] = (profile[bin] ?? 0) + 1;
  }
  let sum = 0;
  for (let bin = 1; bin < profile.length; bin += 1)
    sum += ((profile[bin] ?? 0) - (profile[bin - 1] ?? 0)) ** 2;
  return sum;
};
