import type { Hours } from '../../../electron/contract/catalogue.ts';
import { useWords } from '../../kiosk.tsx';

/** Weekdays in a row as one span: [1,2,3,4,5,7] -> [[1,5],[7,7]]. */
export const spansOf = (days: readonly number[]): [number, number][] => {
  const spans: [number, number][] = [];
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else spans.push([day, day]);
  }
  return spans;
};

/** One line an opening: "周一至周五 09:00–17:00". */
export const useHoursText = (): ((hours: Hours) => string[]) => {
  const { t } = useWords();
  const day = (number: number): string => t(`nearby.weekdays.${number}`);
  const spanText = ([from, until]: [number, number]): string => {
    if (from === 1 && until === 7) return t('nearby.everyDay');
    return from === until ? day(from) : t('nearby.to', { from: day(from), until: day(until) });
  };
  return (hours) =>
    hours.length === 0
      ? [t('nearby.always')]
      : hours.map(({ days, from, to }) => `${spansOf(days).map(spanText).join(' ')} ${from}–${to}`);
};
