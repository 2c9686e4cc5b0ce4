/** Calendar arithmetic in the hall's time zone. Dates are `YYYY-MM-DD`, minutes count from midnight. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes fifty times as long as using it. */
const formatOf = (timezone: string): Intl.DateTimeFormat => {
  const known = formats.get(timezone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timezone, format);
  return format;
};

const MINUTE = 60_000;
/** Clocks are put forward and back at whole quarters of an hour. */
const QUARTER = 15 * MINUTE;

/** Asking for a zone's offset costs more than a commit to the database does; it is asked anew each quarter of an hour. */
const offsets = new Map<string, { readonly quarter: number; readonly minutes: number }>();

const offsetIn = (at: number, timezone: string): number => {
  const quarter = Math.floor(at / QUARTER);
  const known = offsets.get(timezone);
  if (known?.quarter === quarter) return known.minutes;
  const part = Object.fromEntries(
    formatOf(timezone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const minutes = Math.round((local - Math.floor(at / 1000) * 1000) / MINUTE);
  offsets.set(timezone, { quarter, minutes });
  return minutes;
};

/** `2026-03-02T09:00:00` on the wall of the hall. */
const wallTime = (at: number, timezone: string): string =>
  new Date(at + offsetIn(at, timezone) * MINUTE).toISOString().slice(0, 19);

/** The business date at this instant. */
export const dateIn = (at: number, timezone: string): string => wallTime(at, timezone).slice(0, 10);

/** `date` moved by whole days. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** ISO weekday (1 = Monday) and minute of the day at this instant. */
export const clockIn = (at: number, timezone: string): { weekday: number; minute: number } => {
  const wall = wallTime(at, timezone);
  const day = new Date(`${wall.slice(0, 10)}T00:00:00Z`).getUTCDay();
  return {
    weekday: day === 0 ? 7 : day,
    minute: Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16)),
  };
};

/** RFC 3339 with the zone's offset, whole seconds. */
export const timestampIn = (at: number, timezone: string): string => {
  const offset = offsetIn(at, timezone);
  const sign = offset < 0 ? '-' : '+';
  const two = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');
  return `${wallTime(at, timezone)}${sign}${two(offset / 60)}:${two(Math.abs(offset) % 60)}`;
};

/** True for a real day of the calendar. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
