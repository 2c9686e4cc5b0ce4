/** RFC 3339 -> "09:41" today, "22/11 09:41" on another day, in the hall's time zone. */
export const momentText = (at: string, timeZone: string, language: string, now = Date.now()): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const day = (moment: Date | number): string =>
    new Intl.DateTimeFormat(language, { timeZone, month: 'numeric', day: 'numeric' }).format(moment);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    date,
  );
  return day(date) === day(now) ? time : `${day(date)} ${time}`;
};
