const ZONE = 'Asia/Shanghai';
const OFFSET_MS = 8 * 3_600_000; // no daylight saving since 1991

/** RFC 3339 with the hall's offset, to the second: `2026-11-23T09:00:00+08:00`. */
export function hallTime(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().replace(/\.\d+Z$/, '+08:00');
}

/** The date in the hall's time zone, `YYYY-MM-DD`. */
export function hallDate(at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(at);
}

/** The date `days` working days (Monday to Friday) after `at`. */
export function afterWorkingDays(at: Date, days: number): string {
  const day = new Date(`${hallDate(at)}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() % 6 !== 0) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}
