/**
 * What becomes of a write after each answer. Pure: chance is passed in as a number between 0 and 1.
 * Source: the central system's interface, "What the kiosk does with an answer to a write".
 */

/** Received now for the first time, or at an earlier try whose answer did not come. */
export type Acceptance = 'accepted' | 'already-accepted';

/** How a try at a write ends that was not accepted. */
export type WriteEnd =
  /** Answered, but not with 2xx: for good or for now. */
  | { readonly kind: 'refused'; readonly status: number; readonly retryAfter?: number }
  /** It never got there. */
  | { readonly kind: 'unreachable' }
  /** It went out, and no answer came, or one that is not the central system's: it may have been received. */
  | { readonly kind: 'unclear' };

/** These are answered 200 the first time too. */
const ALWAYS_200 = /\/(release|void|close)$/;

/** 200 says "the first answer again" where the first one is 201, or where it is known that there may have been one. */
export const acceptanceOf = (path: string, status: number, wasUnclear: boolean): Acceptance =>
  status === 200 && (wasUnclear || !ALWAYS_200.test(path)) ? 'already-accepted' : 'accepted';

export type Verdict =
  /** Milliseconds from now. */
  | { readonly do: 'retry'; readonly after: number }
  | { readonly do: 'quarantine' }
  /** The sync stops until the heartbeat is let in again. */
  | { readonly do: 'stop' };

export const BACKOFF_BASE = 1_000;
export const BACKOFF_CAP = 5 * 60_000;
/** A `Retry-After` beyond this is not believed: a mistaken header must not hold a record for days. */
export const RETRY_AFTER_CAP = 60 * 60_000;

const RETRIED = new Set([408, 409, 425, 429]);

/** Exponential back-off with full jitter: anything from 0 to base * 2^attempts, at most the cap. `attempts` starts at 0. */
export const backoff = (attempts: number, chance: number): number =>
  Math.round(chance * Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** Math.min(attempts, 20)));

/** `attempts`: how many tries failed before this one. */
export const verdictOf = (end: WriteEnd, attempts: number, chance: number): Verdict => {
  if (end.kind !== 'refused') return { do: 'retry', after: backoff(attempts, chance) };
  const { status } = end;
  if (status === 401) return { do: 'stop' };
  if (RETRIED.has(status) || status >= 500) {
    const asked = Math.min(end.retryAfter ?? 0, RETRY_AFTER_CAP);
    return { do: 'retry', after: Math.max(asked, backoff(attempts, chance)) };
  }
  return status >= 400 ? { do: 'quarantine' } : { do: 'retry', after: backoff(attempts, chance) };
};
