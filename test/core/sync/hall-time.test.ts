import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE, EARLIEST, openHallTime } from '../../../electron/core/sync/hall-time.ts';
import { MONDAY_MORNING } from '../support/store-facts.ts';

const DAY = 86_400_000;
const BEAT = 30_000;

/** A computer whose clock is set at will, before a central system that knows the time. */
const hall = (ahead = 0) => {
  const at = { steady: MONDAY_MORNING, ahead, central: 0 };
  const time = openHallTime({
    steady: { now: () => at.steady },
    machine: { now: () => at.steady + at.ahead },
  });
  const hear = (told: number | undefined, took = 40): void => {
    const sentAt = at.steady;
    at.steady += took;
    time.heard({ sentAt, answeredAt: at.steady, told });
  };
  return {
    at,
    time,
    hear,
    /** Half a minute passes, then a heartbeat is answered with the time over there. */
    beat: (): void => {
      at.steady += BEAT;
      hear(at.steady + at.central + 20);
    },
    /** How far the kiosk's time is from the true one, in milliseconds. */
    error: (): number => time.now() - at.steady,
  };
};

describe('the hall’s time', () => {
  it('is this computer’s as long as nobody else has been heard, and follows when it is set', () => {
    const { at, time, error } = hall();
    expect(error()).toBe(0);
    at.ahead = 3 * DAY;
    expect(error()).toBe(3 * DAY);
    at.ahead = -DAY;
    expect(error()).toBe(-DAY);
    expect([time.offset(), time.isCorrected()]).toEqual([undefined, false]);
  });

  it.each([DAY, -DAY, 400 * DAY])(
    'once confirmed stays what it was when the clock is set by %d ms',
    (jump) => {
      const { at, time, beat, error } = hall();
      beat();
      at.ahead = jump;
      expect(error()).toBe(0);
      for (let count = 0; count < 5; count += 1) {
        beat();
        expect(Math.abs(error())).toBeLessThan(100);
      }
      expect(time.isCorrected()).toBe(true);
      expect(time.offset()).toBe(-jump);
      at.ahead = 0;
      beat();
      expect([error(), time.isCorrected()]).toEqual([0, false]);
    },
  );

  it.each([DAY, -DAY])(
    'that was wrong by %d ms at the start is right after the second heartbeat',
    (ahead) => {
      const { time, beat, error } = hall(ahead);
      beat();
      expect(error()).toBe(ahead);
      beat();
      expect(Math.abs(error())).toBeLessThan(100);
      expect(time.isCorrected()).toBe(true);
    },
  );

  it('is this computer’s where both agree but for seconds, so that NTP has the last word', () => {
    const { at, time, beat, error } = hall(45_000);
    beat();
    expect([error(), time.offset()]).toEqual([45_000, -45_000]);
    at.ahead = 46_000;
    beat();
    expect(error()).toBe(46_000);
    expect(time.isCorrected()).toBe(false);
  });

  it('is not moved by one strange answer, by answers that contradict each other, or by none', () => {
    const { at, hear, beat, error } = hall();
    beat();
    for (const wrong of [DAY, -DAY, 30 * DAY, 5 * DAY]) {
      at.central = wrong;
      beat();
      at.central = 0;
      hear(undefined);
      hear(Number.NaN);
      expect(error()).toBe(0);
    }
  });

  it('is not moved by a clock over there that stands still, wherever it stopped', () => {
    const { at, time, hear, error } = hall();
    for (const stopped of [MONDAY_MORNING + DAY, MONDAY_MORNING - DAY])
      for (let count = 0; count < 100; count += 1) {
        at.steady += BEAT;
        hear(stopped);
        expect(error()).toBe(0);
      }
    expect(time.isCorrected()).toBe(false);
  });

  it('is not moved by an answer that took long, or by a time before there was any central system', () => {
    const { at, hear, error } = hall();
    for (let count = 0; count < 3; count += 1) {
      at.steady += BEAT;
      hear(at.steady + DAY, 29_000);
      hear(EARLIEST - DAY + at.steady - MONDAY_MORNING);
    }
    expect(error()).toBe(0);
  });

  it('never goes back by little', () => {
    const { at, time } = hall();
    const before = time.now();
    at.ahead = -90_000;
    expect(time.now()).toBe(before);
    at.steady += 100_000;
    expect(time.now()).toBe(before + 10_000);
  });

  it('is whole milliseconds, as the store keeps nothing else', () => {
    const time = openHallTime({
      steady: { now: () => MONDAY_MORNING + 0.25 },
      machine: { now: () => MONDAY_MORNING },
    });
    time.heard({ sentAt: MONDAY_MORNING, answeredAt: MONDAY_MORNING + 0.25, told: MONDAY_MORNING });
    expect(Number.isInteger(time.now())).toBe(true);
  });

  it('whatever is done to the clock and whatever was answered, is right after two true answers', () => {
    const deed = fc.oneof(
      fc.record({ set: fc.integer({ min: -40 * DAY, max: 40 * DAY }) }),
      fc.record({ wait: fc.integer({ min: 1, max: DAY }) }),
      fc.record({ told: fc.integer({ min: EARLIEST, max: EARLIEST + 4_000 * DAY }) }),
      fc.constant({ beat: true }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
        const { at, time, hear, beat, error } = hall();
        let last = time.now();
        for (const each of deeds) {
          if ('set' in each) at.ahead = each.set;
          if ('wait' in each) at.steady += each.wait;
          if ('told' in each) hear(each.told);
          if ('beat' in each) beat();
          const now = time.now();
          expect(now >= last || last - now > CLOCK_TOLERANCE).toBe(true);
          last = now;
        }
        beat();
        beat();
        expect(Math.abs(error())).toBeLessThanOrEqual(2 * CLOCK_TOLERANCE);
      }),
      { numRuns: 300, seed: 20261125 },
    );
  });
});
