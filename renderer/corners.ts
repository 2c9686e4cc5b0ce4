const ZONE_PX = 120;
const WITHIN_MS = 8_000;

type Corner = 'top-left' | 'top-right' | 'bottom-right' | 'bottom-left';
const order: Corner[] = ['top-left', 'top-right', 'bottom-right', 'bottom-left'];

const cornerOf = (x: number, y: number, width: number, height: number): Corner | null => {
  const side = x < ZONE_PX ? 'left' : x > width - ZONE_PX ? 'right' : null;
  const end = y < ZONE_PX ? 'top' : y > height - ZONE_PX ? 'bottom' : null;
  return side && end ? `${end}-${side}` : null;
};

/**
 * The staff's way in: top left, top right, bottom right, bottom left within 8 s. Nothing is laid over the screen, so
 * every touch still does what it did. Feed it each touch; true when the round is complete.
 */
export const cornerWatch = (): ((touch: {
  x: number;
  y: number;
  width: number;
  height: number;
  at: number;
}) => boolean) => {
  let next = 0;
  let begun = 0;
  return ({ x, y, width, height, at }) => {
    const corner = cornerOf(x, y, width, height);
    if (next > 0 && at - begun > WITHIN_MS) next = 0;
    if (corner !== order[next]) {
      next = 0;
      if (corner !== order[0]) return false;
    }
    if (next === 0) begun = at;
    next += 1;
    if (next < order.length) return false;
    next = 0;
    return true;
  };
};
