import type { Clock } from '../../../devices/transports/transport.ts';
import type { Lease } from '../store/leases.ts';
import type { Lane as LaneName } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import { type AttemptEnd, attempt } from './attempt.ts';
import type { Busy } from './busy.ts';
import type { CentralClient } from './central-client.ts';
import { backoff, verdictOf } from './retry-policy.ts';
import type { Status } from './status.ts';

/** One item of the outbox after the other; those that must wait are passed by those that need not. */
export interface Lane {
  /** Looks for work now; resolves when there is none left that may be tried now. */
  run(): Promise<void>;
  /** The network is back, or the sync goes on: waits for its sake are over. */
  wake(): void;
  stop(): void;
}

/** So many different items failing in a row mean that it is not the items: the lane rests. */
const STRIKES = 3;

export const openLane = (options: {
  readonly lane: LaneName;
  readonly store: Store;
  readonly client: CentralClient;
  readonly status: Status;
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly chance: () => number;
  readonly busy: Busy;
  readonly signal: AbortSignal;
  /** See attempt.ts. */
  readonly onUselessBlock: (lease: Lease) => void;
}): Lane => {
  const { lane, store, client, status, clock, chance, busy, signal, onUselessBlock } = options;
  const tools = { store, client, status, now: () => clock.now(), signal, onUselessBlock };
  const { outbox, records } = store;
  let running: Promise<void> | undefined;
  let again = false;
  let cancelTimer: (() => void) | undefined;
  let strikes = 0;
  let restUntil = 0;

  const resting = (): boolean => signal.aborted || status.state().stopped !== undefined;
  const strike = (): void => {
    strikes += 1;
    if (strikes >= STRIKES) restUntil = clock.now() + backoff(strikes - STRIKES, chance());
  };

  const conclude = (recordId: string, attempts: number, end: AttemptEnd): void => {
    if (end.kind === 'settled') {
      strikes = 0;
      return;
    }
    if (end.kind === 'cancelled') return;
    if (end.kind === 'unreadable') {
      records.quarantine(recordId, 'unreadable');
      return;
    }
    const verdict = verdictOf(end, attempts, chance());
    switch (verdict.do) {
      case 'settle':
        strikes = 0;
        return;
      case 'stop':
        status.stop('status 401');
        return;
      case 'quarantine':
        strikes = 0;
        records.quarantine(recordId, end.reason);
        if (records.outcomeOf(recordId)?.kind === 'lease') status.raise('blocks-refused', end.reason);
        return;
      case 'retry':
        strike();
        outbox.postpone(recordId, clock.now() + verdict.after, end.kind === 'unanswered');
    }
  };

  const schedule = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    if (resting()) return;
    const next = outbox.nextAt(lane);
    if (next === undefined) return;
    const wait = Math.max(next, restUntil) - clock.now();
    cancelTimer = clock.after(Math.max(1, wait), () => void run());
  };

  const pass = async (): Promise<void> => {
    while (!resting() && restUntil <= clock.now()) {
      const item = outbox.due(lane, clock.now());
      if (!item) return;
      const end = await attempt(item, tools);
      if (signal.aborted) return;
      conclude(item.recordId, item.attempts, end);
    }
  };

  /** One turn later, so that what is saved in one go is sent in one go. A call during the last look gets another look. */
  const drain = async (): Promise<void> => {
    await Promise.resolve();
    try {
      do {
        again = false;
        await pass();
      } while (again && !signal.aborted);
    } finally {
      running = undefined;
      if (!signal.aborted) schedule();
    }
  };

  const run = (): Promise<void> => {
    again = true;
    if (signal.aborted) return Promise.resolve();
    running ??= busy.run(drain);
    return running;
  };

  return {
    run,
    wake: () => {
      strikes = 0;
      restUntil = 0;
      void run();
    },
    stop: () => cancelTimer?.(),
  };
};
