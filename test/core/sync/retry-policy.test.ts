import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptanceOf,
  BACKOFF_CAP,
  backoff,
  RETRY_AFTER_CAP,
  verdictOf,
} from '../../../electron/core/sync/retry-policy.ts';

const refused = (status: number, retryAfter?: number) => ({
  kind: 'refused' as const,
  status,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

describe('what becomes of a write', () => {
  it.each([
    ...[408, 409, 425, 429, 500, 502, 503, 504, 599].map((status) => [status, 'retry'] as const),
    [401, 'stop'] as const,
    ...[400, 403, 404, 405, 410, 413, 415, 422, 451].map((status) => [status, 'quarantine'] as const),
    ...[301, 302, 307].map((status) => [status, 'retry'] as const),
  ])('%i: %s', (status, verdict) => {
    expect(verdictOf(refused(status), 0, 0.5).do).toBe(verdict);
  });

  it.each(['unreachable', 'unclear'] as const)('%s is tried again', (kind) => {
    expect(verdictOf({ kind }, 0, 1)).toEqual({ do: 'retry', after: 1_000 });
  });

  it('waits at least as long as it was asked to, unless asked for days', () => {
    expect(verdictOf(refused(429, 120_000), 0, 0)).toEqual({ do: 'retry', after: 120_000 });
    expect(verdictOf(refused(503, 9e9), 0, 0)).toEqual({ do: 'retry', after: RETRY_AFTER_CAP });
  });
});

describe('an accepted write', () => {
  it.each([
    ['/submissions', 201, false, 'accepted'],
    ['/submissions', 200, false, 'already-accepted'],
    ['/submissions', 201, true, 'accepted'],
    ['/tickets', 204, false, 'accepted'],
    ['/tickets/0192/void', 200, false, 'accepted'],
    ['/tickets/0192/void', 200, true, 'already-accepted'],
    ['/ticket-blocks/0192/release', 200, false, 'accepted'],
    ['/ticket-blocks', 200, false, 'already-accepted'],
    ['/drafts/0192/close', 200, false, 'accepted'],
  ] as const)('%s answered %i, unclear before %j: %s', (path, status, wasUnclear, acceptance) => {
    expect(acceptanceOf(path, status, wasUnclear)).toBe(acceptance);
  });
});

describe('the back-off', () => {
  it('doubles from a second to five minutes, and takes any part of it', () => {
    expect([0, 1, 2, 3].map((attempts) => backoff(attempts, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
        const wait = backoff(attempts, chance);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(BACKOFF_CAP);
        expect(backoff(attempts, chance / 2)).toBeLessThanOrEqual(wait);
      }),
    );
    expect(backoff(10_000, 1)).toBe(BACKOFF_CAP);
  });
});
