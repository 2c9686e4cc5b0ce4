import { delays } from './delays.ts';

/** How fast this person goes: the longest pause that still belonged to working, smoothed. Milliseconds. */
export type Pace = {
  readonly pause: number;
  /** Since when this person has been quiet, as far as it counts. */
  readonly lastSign: number;
  /** The last touch or key. */
  readonly lastTouch: number;
};

export const freshPace = (now: number): Pace => ({
  pause: delays.idleFloor / delays.idlePauses,
  lastSign: now,
  lastTouch: now,
});

/** A touch or key. A longer pause counts at once, shorter ones bring the estimate down slowly. */
export const signOfLife = (pace: Pace, now: number): Pace => {
  const pause = Math.max(0, now - pace.lastSign);
  const next = pause > pace.pause ? pause : pace.pause * 0.97 + pause * 0.03;
  return { pause: next, lastSign: now, lastTouch: now };
};

/** While a device moves, speech plays or the network is awaited the clock stands. */
export const standStill = (pace: Pace, now: number): Pace => ({ ...pace, lastSign: now });

/** How long this person has to answer the warning: as long as they are used to take for anything. */
export const warningTime = (pace: Pace): number =>
  Math.min(delays.idleWarningCap, Math.max(delays.idleWarning, pace.pause * 1.5));

/** How long this person may stay silent before being asked. */
export const allowance = (pace: Pace): number =>
  Math.min(delays.idleCap, Math.max(delays.idleFloor, pace.pause * delays.idlePauses));
