import type { WallClock } from '../store/clock.ts';
import { BACKOFF_CAP, backoff } from './retry-policy.ts';

/**
 * When so many tries in a row fail that it can't be the items, a lane rests. Short enough that an item which could
 * be taken in is never held up for long by those that can't.
 */
export interface LaneRest {
  isOn(): boolean;
  /** Milliseconds. */
  left(): number;
  /** Nothing has failed since something went well: many may be sent at a time. */
  isTrusting(): boolean;
  /** Failures of tries that were begun in one round count as one. */
  round(): number;
  strike(begunIn: number, met: 'answer' | 'silence' | 'dead-line'): void;
  long(): void;
  over(): void;
}

const STRIKES = 3;
/** Milliseconds. */
const AT_MOST = {
  /** Somebody answers, but not as we hope. */
  answer: 5_000,
  /** Nobody answers, though the last heartbeat was answered. */
  silence: 30_000,
  /** Nor was the heartbeat: it is the first to find out when somebody does. */
  'dead-line': BACKOFF_CAP,
};

export const openLaneRest = (clock: WallClock, chance: () => number): LaneRest => {
  let strikes = 0;
  let round = 0;
  let until = 0;
  const left = (): number => Math.max(0, until - clock.now());
  return {
    isOn: () => left() > 0,
    left,
    isTrusting: () => strikes === 0,
    round: () => round,
    strike: (begunIn, met) => {
      if (begunIn !== round) return;
      round += 1;
      strikes += 1;
      if (strikes < STRIKES) return;
      until = clock.now() + Math.min(AT_MOST[met], backoff(strikes - STRIKES, chance()));
    },
    long: () => {
      strikes += 1;
      until = clock.now() + AT_MOST.answer;
    },
    over: () => {
      strikes = 0;
      until = 0;
    },
  };
};
