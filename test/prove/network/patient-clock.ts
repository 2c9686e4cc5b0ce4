import type { Clock } from '../../../devices/transports/transport.ts';

/** So often it is looked what is due, and no more than twice this passes from one look to the next. Milliseconds outside. */
const TURN = 4;

interface Waiting {
  readonly at: number;
  readonly call: () => void;
}

const waiting = new Set<Waiting>();
let passed = 0;
let looked: number | undefined;

const look = (): void => {
  const now = performance.now();
  passed += Math.min(now - (looked ?? now), 2 * TURN);
  looked = now;
  const due = [...waiting].filter(({ at }) => at <= passed).sort((one, other) => one.at - other.at);
  for (const each of due) if (waiting.delete(each)) each.call();
};

/**
 * Goes `pace` times as fast as outside, from `from` on, but stands still while this process has too much to do to look
 * at it: both ends of a line are in here, and a busy machine must not make either take the other for dead.
 */
export const patientClock = (from: number, pace: number): Clock => {
  if (looked === undefined) {
    looked = performance.now();
    setInterval(look, TURN).unref();
  }
  const began = passed;
  return {
    now: () => Math.floor(from + (passed - began) * pace),
    after: (milliseconds, call) => {
      const one = { at: passed + milliseconds / pace, call };
      waiting.add(one);
      return () => void waiting.delete(one);
    },
  };
};

/** Aborts when so many milliseconds have passed by this clock. */
export const timeoutBy =
  (clock: Clock) =>
  (milliseconds: number): AbortSignal => {
    const ending = new AbortController();
    clock.after(milliseconds, () => ending.abort(new DOMException('timed out', 'TimeoutError')));
    return ending.signal;
  };
