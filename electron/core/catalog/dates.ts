/** Calendar arithmetic in the hall's time zone. Dates are `YYYY-MM-DD`, minutes count from midnight. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes fifty times as long as using it, and every snapshot asks for the time. */
const formatFor = (timezone: string): Intl.DateTimeFormat => {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timezone, made);
  return made;
};

const parts = (at: number, timezone: string): Record<string, string> =>
  Object.fromEntries(
    formatFor(timezone)
      .formatToParts(new Date(at))
      .map((part) => [part.type, part.value]),
  );

/** The business date at this instant. */
export const dateIn = (at: number, timezone: string): string => {
  const { year, month, day } = parts(at, timezone);
  return `${year}-${month}-${day}`;
};

/** `date` moved by whole days. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** ISO weekday (1 = Monday) and minute of the day at this instant. */
export const clockIn = (at: number, timezone: string): { weekday: number; minute: number } => {
  const { hour, minute } = parts(at, timezone);
  const day = new Date(`${dateIn(at, timezone)}T00:00:00Z`).getUTCDay();
  return { weekday: day === 0 ? 7 : day, minute: Number(hour) * 60 + Number(minute) };
};

/** RFC 3339 with the zone's offset, whole seconds. */
export const timestampIn = (at: number, timezone: string): string => {
  const { year, month, day, hour, minute, second } = parts(at, timezone);
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const offset = Math.round((local - Math.floor(at / 1000) * 1000) / 60_000);
  const sign = offset < 0 ? '-' : '+';
  const two = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
};

/** True for a real day of the calendar. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
