import type { Hours } from '../../contract/catalogue.ts';
import { clockIn } from './dates.ts';

const minuteOf = (time: string): number => {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
};

/** Open now? No hours at all means always. A span whose end is before its start runs past midnight. */
export const isOpen = (hours: Hours, at: number, timezone: string): boolean => {
  if (hours.length === 0) return true;
  const { weekday, minute } = clockIn(at, timezone);
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return hours.some(({ days, from, to }) => {
    const start = minuteOf(from);
    const end = minuteOf(to);
    if (start < end) return days.some((day) => day === weekday) && minute >= start && minute < end;
    return (
      (days.some((day) => day === weekday) && minute >= start) ||
      (days.some((day) => day === yesterday) && minute < end)
    );
  });
};
