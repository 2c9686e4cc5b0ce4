import type { QueueFact, WaitRange } from '../session/state.ts';
import { type ServiceSample, secondsAPerson } from './service-history.ts';

/** Down and up from the plain estimate, as long as too little has been seen. One number would be a promise nobody can keep. */
const spread = { from: 0.75, to: 1.35 };
/** However even the last hours were: the next person may be a quick or a slow one. */
const least = { from: 0.9, to: 1.15 };
/** So many samples make a history. */
const enough = 5;
const step = 5;

/** The value below which this share of the numbers lies. */
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.round((sorted.length - 1) * share)] ?? 0;

/** How fast and how slow it may go for one person: of ten that were seen lately, the second and the ninth. Seconds. */
const paces = (now: number, history: readonly ServiceSample[]): { fast: number; slow: number } => {
  if (history.length < enough) return { fast: now * spread.from, slow: now * spread.to };
  const seen = history.map(({ seconds }) => seconds).sort((a, b) => a - b);
  return {
    fast: Math.min(now * least.from, quantile(seen, 0.1)),
    slow: Math.max(now * least.to, quantile(seen, 0.9)),
  };
};

/** Likely wait in minutes, as far apart as the last hours were, rounded outwards to five; nothing when no window is open. */
export const waitRange = (
  queue: QueueFact,
  history: readonly ServiceSample[] = [],
): WaitRange | undefined => {
  const now = secondsAPerson(queue);
  if (now === undefined) return undefined;
  if (queue.waiting * now === 0) return { fromMinutes: 0, toMinutes: step };
  const { fast, slow } = paces(now, history);
  return {
    fromMinutes: Math.floor((queue.waiting * fast) / 60 / step) * step,
    toMinutes: Math.max(step, Math.ceil((queue.waiting * slow) / 60 / step) * step),
  };
};
