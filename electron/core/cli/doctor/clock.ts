import { timestampIn } from '../../catalog/dates.ts';
import { type Finding, fault, unchecked, well } from './finding.ts';

/** Clocks that differ by more give wrong times on slips, and tokens that seem expired. */
const TOLERANCE = 2 * 60_000;
/** No kiosk ran this program before; a machine whose battery is empty wakes up in 1970 or 2000. */
const EARLIEST = Date.parse('2026-01-01T00:00:00Z');

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
  return Math.abs(offset) > TOLERANCE
    ? fault('clock', { says: `It shows ${here}, ${difference}.`, advice: ADVICE })
    : well('clock', { says: `It shows ${here}, ${difference}.` });
};
