import type { WallClock } from '../store/clock.ts';

/**
 * Two clocks. The steady one (`systemClock`) never jumps: how long something takes, waits or holds is measured by it
 * alone, so that a clock that is set, by a day or by thirty years, ends no visit, stretches no wait and brings no
 * erasure late. The hall's time is for what people and the central system read: business dates, times on records,
 * receipts, notices and in the audit, and whatever is valid until a date.
 *
 * The hall's time is this computer's clock as long as the central system has not been heard. From then on it goes on
 * with the steady clock, and each heartbeat puts it anew: to this computer's clock where that and the central system's
 * time agree, which is the rule, with NTP; to the central system's time where they do not, but only when two
 * heartbeats in a row say the same, as one strange answer, or a clock that stands still over there, must not move the
 * day. It never goes back by little: what follows is never earlier than what came before. It does go back from a time
 * that was wrong by minutes or more; the outbox keeps its order by row, and nothing is sorted by time. What was already
 * written keeps the time it was given.
 *
 * Nothing is taken back for good on the word of one clock: see lease-keeper.ts for days that are over.
 */
export interface HallTime extends WallClock {
  /** The central system answered. `sentAt`, `answeredAt` by the steady clock; `told`: milliseconds since 1970, if it told its time. */
  heard(answer: {
    readonly sentAt: number;
    readonly answeredAt: number;
    readonly told: number | undefined;
  }): void;
  /** The central system's time minus this computer's, in milliseconds, when it was last told. */
  offset(): number | undefined;
  /** The central system's time counts, as this computer's clock is wrong. */
  isCorrected(): boolean;
}

/** Clocks that differ by more give wrong times on slips, and tokens that seem expired. Milliseconds. */
export const CLOCK_TOLERANCE = 2 * 60_000;
/** Two heartbeats say the same when they differ by no more: less than the time between them, by which a clock that stands still is known. */
export const AGREEMENT = 10_000;
/** No central system has served a kiosk before: a time before it is no time. */
export const EARLIEST = Date.parse('2026-01-01T00:00:00Z');

/** Shifts are a clock's time minus the steady clock's. */
export interface Setting {
  /** `undefined`: this computer's clock as it goes. */
  readonly shift?: number;
  readonly corrected: boolean;
  /** What the last heartbeat said, if it did not agree with this computer's clock. */
  readonly doubted?: number;
}

/** What an answer makes of the setting. Pure. */
export const settingAfter = (before: Setting, machine: number, central: number): Setting => {
  if (Math.abs(central - machine) <= CLOCK_TOLERANCE) return { shift: machine, corrected: false };
  const isSure = before.doubted !== undefined && Math.abs(central - before.doubted) <= AGREEMENT;
  return isSure ? { shift: central, corrected: true, doubted: central } : { ...before, doubted: central };
};

/** `machine`: this computer's clock, which may be set at any time; `steady`: one that never is. */
export const openHallTime = (clocks: {
  readonly steady: WallClock;
  readonly machine: WallClock;
}): HallTime => {
  const { steady, machine } = clocks;
  let setting: Setting = { corrected: false };
  let offset: number | undefined;
  let latest = Number.NEGATIVE_INFINITY;
  return {
    now: () => {
      const time = setting.shift === undefined ? machine.now() : Math.floor(steady.now() + setting.shift);
      const isLittleBack = time < latest && latest - time <= CLOCK_TOLERANCE;
      if (!isLittleBack) latest = time;
      return latest;
    },
    heard: ({ sentAt, answeredAt, told }) => {
      if (told === undefined || Number.isNaN(told) || told < EARLIEST) return;
      // An answer that took long does not say when its time was true.
      if (answeredAt - sentAt > AGREEMENT) return;
      const machineShift = machine.now() - steady.now();
      const centralShift = told - (sentAt + answeredAt) / 2;
      offset = Math.round(centralShift - machineShift);
      setting = settingAfter(setting, machineShift, centralShift);
    },
    offset: () => offset,
    isCorrected: () => setting.corrected,
  };
};
