export type Point = { readonly x: number; readonly y: number };
export type Stroke = readonly Point[];

/** The place to sign is 1000 × 400; a signature is SVG path data in it, at most 4000 characters. */
export const SIGNATURE_WIDTH = 1000;
export const SIGNATURE_HEIGHT = 400;
export const LONGEST_SIGNATURE = 4000;

const whole = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

/** Leaves out points nearer than `apart` to the last one kept; the end of a stroke always stays. */
const thin = (stroke: Stroke, apart: number): Point[] => {
  const kept: Point[] = [];
  stroke.map(whole).forEach((point, index) => {
    const last = kept.at(-1);
    const far = !last || Math.hypot(point.x - last.x, point.y - last.y) >= apart;
    if (far || index === stroke.length - 1) kept.push(point);
  });
  return kept;
};

const pathOf = (points: readonly Point[]): string =>
  points
    .map(({ x, y }, index) => {
      const before = points[index - 1];
      return before ? `l${x - before.x} ${y - before.y}` : `M${x} ${y}`;
    })
    .join('')
    .concat(points.length === 1 ? 'l1 0' : '');

/** Strokes as path data; the more there is, the coarser, until it fits. Empty for no strokes. */
export const signaturePath = (strokes: readonly Stroke[]): string => {
  for (let apart = 4; apart <= 256; apart *= 1.5) {
    const path = strokes
      .filter((stroke) => stroke.length > 0)
      .map((stroke) => pathOf(thin(stroke, apart)))
      .join('');
    if (path.length <= LONGEST_SIGNATURE) return path;
  }
  return '';
};
