import { timestampIn } from '../../catalog/dates.ts';
import { CLOCK_TOLERANCE, EARLIEST } from '../../sync/hall-time.ts';
import { type Finding, fault, unchecked, well } from './finding.ts';

const ADVICE = 'Set the clock, and see that time synchronisation (NTP) runs.';

/** `offset`: the central system's clock minus this one, in milliseconds, when it could be asked. */
export const examineClock = (now: number, timezone: string, offset: number | undefined): Finding => {
  const here = timestampIn(now, timezone);
  if (now < EARLIEST) return fault('clock', { says: `It shows ${here}, which is long ago.`, advice: ADVICE });
  if (offset === undefined)
    return unchecked('clock', {
      says: `It shows ${here}; the central system could not be asked for the time.`,
      advice: 'Compare it with another clock.',
    });
  const seconds = Math.round(Math.abs(offset) / 1000);
  const difference =
    seconds < 2
      ? 'as the central system does'
      : `${seconds} s ${offset > 0 ? 'behind' : 'ahead of'} the central system`;
  return Math.abs(offset) > CLOCK_TOLERANCE
    ? fault('clock', { says: `It shows ${here}, ${difference}.`, advice: ADVICE })
    : well('clock', { says: `It shows ${here}, ${difference}.` });
};
