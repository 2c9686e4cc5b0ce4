import { useEffect, useState } from 'react';

/** Time and date as they are in the hall, new at each full minute. `shift`: of the snapshot's clock. */
export const useClock = (timeZone: string, language: string, shift = 0): { time: string; date: string } => {
  const [machine, setNow] = useState(() => Date.now());
  const now = machine + shift;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each full minute sets the next one
  useEffect(() => {
    const timer = window.setTimeout(() => setNow(Date.now()), 60_000 - (Date.now() % 60_000) + 20);
    return () => window.clearTimeout(timer);
  }, [machine]);
  return {
    time: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now),
    date: dateIn(now, timeZone, language),
  };
};

const dateIn = (at: number, timeZone: string, language: string): string => {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone, ...options }).format(at);
  return language.startsWith('zh')
    ? `${format({ month: 'long', day: 'numeric' })} ${format({ weekday: 'long' })}`
    : format({ weekday: 'short', month: 'short', day: 'numeric' });
};

/** `2026-11-23` or an RFC 3339 time -> "11月23日" / "23 November", in the hall's time zone. */
export const dayText = (at: string, timeZone: string, language: string): string => {
  const plain = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const date = new Date(plain ? `${at}T12:00:00Z` : at);
  if (Number.isNaN(date.getTime())) return at;
  return new Intl.DateTimeFormat(language, {
    timeZone: plain ? 'UTC' : timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(date);
};

/** RFC 3339 -> "09:41" in the hall's time zone. */
export const timeText = (at: string, timeZone: string): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(date);
};
