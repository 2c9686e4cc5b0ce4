import type { Hours, Queue } from '../../contract/catalogue.ts';
import { addDays, clockIn, dateIn } from '../catalog/dates.ts';
import { isOpen } from '../catalog/hours.ts';

/** Which ticket blocks to ask for. Pure. */

/** Numbers a block is asked to hold. */
export const BLOCK_SIZE = 20;
/** Below so many left the next block is asked for, so that an outage finds numbers in store. */
export const TOP_UP_BELOW = 8;
/** From this hour in the hall, tomorrow's blocks are leased. */
export const TOMORROW_FROM_HOUR = 18;

const minuteOf = (time: string): number => {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
};

/** Open now or later on the same day. */
const opensYetToday = (hours: Hours, now: number, timezone: string): boolean => {
  const { weekday, minute } = clockIn(now, timezone);
  return (
    isOpen(hours, now, timezone) ||
    hours.some(({ days, from }) => days.some((day) => day === weekday) && minuteOf(from) > minute)
  );
};

const opensOn = (hours: Hours, weekday: number): boolean =>
  hours.length === 0 || hours.some(({ days }) => days.some((day) => day === weekday));

export interface WantedBlock {
  readonly queueId: string;
  readonly businessDate: string;
}

/** Queues and days whose numbers run low, without those already asked for. */
export const wantedBlocks = (facts: {
  readonly queues: readonly Pick<Queue, 'id' | 'hours'>[];
  readonly now: number;
  readonly timezone: string;
  readonly left: (businessDate: string) => Readonly<Record<string, number>>;
  readonly asked: readonly WantedBlock[];
}): readonly WantedBlock[] => {
  const { queues, now, timezone, left, asked } = facts;
  const today = dateIn(now, timezone);
  const { weekday, minute } = clockIn(now, timezone);
  const days = [{ date: today, opens: (hours: Hours) => opensYetToday(hours, now, timezone) }];
  if (minute >= TOMORROW_FROM_HOUR * 60) {
    const next = (weekday % 7) + 1;
    days.push({ date: addDays(today, 1), opens: (hours: Hours) => opensOn(hours, next) });
  }
  return days.flatMap(({ date, opens }) => {
    const have = left(date);
    return queues
      .filter(({ id, hours }) => opens(hours) && (have[id] ?? 0) < TOP_UP_BELOW)
      .map(({ id }) => ({ queueId: id, businessDate: date }))
      .filter(
        (wanted) =>
          !asked.some(
            (other) => other.queueId === wanted.queueId && other.businessDate === wanted.businessDate,
          ),
      );
  });
};
