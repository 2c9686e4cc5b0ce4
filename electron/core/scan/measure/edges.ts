/**
 * How often writing runs over an edge of the page. A shadow of the lid is one long stroke along the edge; a line of text that was
 * cut is several short ones across it: ink at the very edge that goes on inwards.
 */
import type { InkMap } from './raster.ts';

/** Depths looked at, as parts of the short side: 0.3, 0.8 and 1.4 mm on A4. The first is not 0: scaling softens the outermost pixel. */
const DEPTHS = [0.0015, 0.004, 0.0065];
/** A crossing is at most so wide, as a part of the short side: 8 mm on A4. A wider one is a shadow, a photograph, a coloured ground. */
const WIDEST = 0.04;

export type Edge = 'top' | 'right' | 'bottom' | 'left';

/** Crossings at each edge. */
export const crossings = (map: InkMap): Readonly<Record<Edge, number>> => ({
  top: crossingsAt(map, 'top'),
  right: crossingsAt(map, 'right'),
  bottom: crossingsAt(map, 'bottom'),
  left: crossingsAt(map, 'left'),
});

const crossingsAt = (map: InkMap, edge: Edge): number => {
  const short = Math.min(map.width, map.height);
  const lying = edge === 'top' || edge === 'bottom';
  const length = lying ? map.width : map.height;
  const depths = DEPTHS.map((depth) => Math.round(depth * short));
  const inkAt = (along: number, depth: number): boolean => {
    const inward = edge === 'top' || edge === 'left' ? depth : (lying ? map.height : map.width) - 1 - depth;
    return map.ink[lying ? inward * map.width + along : along * map.width + inward] === 1;
  };
  let found = 0;
  let run = 0;
  for (let along = 0; along <= length; along += 1) {
    const through = along < length && depths.every((depth) => reaches(inkAt, along, depth, length));
    if (through) run += 1;
    else {
      if (run > 0 && run <= WIDEST * short) found += 1;
      run = 0;
    }
  }
  return found;
};

/** Ink here or one pixel to either side: strokes lean. */
const reaches = (
  inkAt: (along: number, depth: number) => boolean,
  along: number,
  depth: number,
  length: number,
): boolean =>
  inkAt(along, depth) ||
  (along > 0 && inkAt(along - 1, depth)) ||
  (along < length - 1 && inkAt(along + 1, depth));
