import type { QueueFact } from '../session/world.ts';

/** How long a queue has lately taken for one person: what a range of likely waits rests on. */

/** `seconds` a person at the windows that were open then; `at` milliseconds. */
export type ServiceSample = { readonly at: number; readonly seconds: number };
export type ServiceHistory = Readonly<Record<string, readonly ServiceSample[]>>;

/** What was before says little of now: other staff, other matters. */
const kept = 2 * 3_600_000;
/** Figures come with every screen of queues: one in so long is enough. */
const apart = 120_000;

export const secondsAPerson = ({ averageServiceSeconds, openWindows }: QueueFact): number | undefined =>
  openWindows > 0 ? averageServiceSeconds / openWindows : undefined;

const withFact = (
  samples: readonly ServiceSample[],
  fact: QueueFact,
  now: number,
): readonly ServiceSample[] => {
  const recent = samples.filter(({ at }) => at <= now && now - at < kept);
  const seconds = secondsAPerson(fact);
  const last = recent.at(-1);
  if (seconds === undefined || (last !== undefined && now - last.at < apart)) return recent;
  return [...recent, { at: now, seconds }];
};

/** The history with what has just been told. Queues that are told no longer are forgotten. */
export const remembered = (
  history: ServiceHistory,
  facts: readonly QueueFact[],
  now: number,
): ServiceHistory =>
  Object.fromEntries(facts.map((fact) => [fact.id, withFact(history[fact.id] ?? [], fact, now)]));
