import type { QueueFact, WaitRange } from '../session/state.ts';

/** Down and up from the plain estimate. One number would be a promise nobody can keep. */
const spread = { from: 0.75, to: 1.35 };
const step = 5;

/** Likely wait in minutes, rounded outwards to five; nothing when no window is open. */
export const waitRange = (queue: QueueFact): WaitRange | undefined => {
  if (queue.openWindows <= 0) return undefined;
  const minutes = (queue.waiting * queue.averageServiceSeconds) / 60 / queue.openWindows;
  if (minutes === 0) return { fromMinutes: 0, toMinutes: step };
  return {
    fromMinutes: Math.floor((minutes * spread.from) / step) * step,
    toMinutes: Math.max(step, Math.ceil((minutes * spread.to) / step) * step),
  };
};
