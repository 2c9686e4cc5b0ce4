import { dateIn, timestampIn } from '../catalog/dates.ts';
import type { World } from './world.ts';

/** From moments by the steady clock to what the hall's clocks and calendar show then. See sync/hall-time.ts. */

type Times = Pick<World, 'now' | 'timeShift' | 'kiosk'>;

/** Milliseconds since 1970. */
const inHall = ({ timeShift = 0 }: Times, at: number): number => at + timeShift;

export const hallNow = (world: Times): number => inHall(world, world.now);

/** Business date. */
export const todayIn = (world: Times): string => dateIn(hallNow(world), world.kiosk.timezone);

/** RFC 3339 */
export const stampOf = (world: Times, at: number): string =>
  timestampIn(inHall(world, at), world.kiosk.timezone);
