import type { Clock } from '../../../devices/transports/transport.ts';
import { StoreDamagedError } from '../store/errors.ts';
import type { DueItem, Lane as LaneName } from '../store/outbox.ts';
import { type AttemptEnd, type AttemptParts, attempt } from './attempt.ts';
import type { Busy } from './busy.ts';
import { openLaneRest } from './lane-rest.ts';
import { backoff, verdictOf } from './retry-policy.ts';

/** Sends what waits in one lane of the outbox, several at a time; those that must wait are passed by those that need not. */
export interface Lane {
  /** Looks for work now; resolves when there is none left that may be tried now. */
  run(): Promise<void>;
  /** The network is back, or the sync goes on: waits for its sake are over. */
  wake(): void;
  stop(): void;
}

/** So many calls at a time. An upload fills the line by itself. */
const WIDTH: Readonly<Record<LaneName, number>> = { blocks: 4, light: 32, heavy: 2 };
/**
 * While a backlog drains, answers are written down many at a time, and what comes next is sent meanwhile: so many times
 * the width make a batch, or what has come within so many milliseconds.
 */
const ENOUGH = 2;
const GATHER = 20;

interface Ended {
  readonly item: DueItem;
  readonly end: AttemptEnd | { readonly kind: 'broken-off'; readonly error: unknown };
  /** See lane-rest.ts. */
  readonly begunIn: number;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What has come in by the end of this turn of the event loop is written down in one transaction. */
const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const openLane = (
  options: AttemptParts & {
    readonly lane: LaneName;
    readonly clock: Clock;
    /** Between 0 and 1. */
    readonly chance: () => number;
    readonly busy: Busy;
    /** The last heartbeat was answered. */
    readonly isReachable: () => boolean;
  },
): Lane => {
  const { lane, store, status, clock, chance, busy, signal } = options;
  const { outbox, records } = store;
  const rest = openLaneRest(clock, chance);
  const inFlight = new Set<string>();
  let ended: Ended[] = [];
  let tellEnded: () => void = () => undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let cancelTimer: (() => void) | undefined;

  /** Without those that have come back and are not yet written down. */
  const sending = (): number => inFlight.size - ended.length;
  const isBacklog = (): boolean => inFlight.size >= WIDTH[lane];
  const mayNot = (): boolean => signal.aborted || status.state().stopped !== undefined || rest.isOn();

  const begin = (item: DueItem): void => {
    inFlight.add(item.recordId);
    const begunIn = rest.round();
    attempt(item, options)
      .catch((error: unknown) => ({ kind: 'broken-off', error }) as const)
      .then((end) => {
        ended.push({ item, end, begunIn });
        tellEnded();
      });
  };

  /** Many at a time, oldest first; after a failure one at a time. */
  const choose = (): readonly DueItem[] => {
    if (!rest.isTrusting()) {
      if (inFlight.size > 0) return [];
      const newest = outbox.newest(lane);
      return newest ? [newest] : outbox.due(lane, clock.now(), 1);
    }
    const free = WIDTH[lane] - sending();
    // To ask what is due costs something: while a backlog drains, half of the width at a time.
    if (free === 0 || (isBacklog() && free < WIDTH[lane] / 2)) return [];
    return outbox
      .due(lane, clock.now(), inFlight.size + free)
      .filter(({ recordId }) => !inFlight.has(recordId))
      .slice(0, free);
  };
  const launch = (): void => {
    if (!mayNot()) for (const item of choose()) begin(item);
  };

  const conclude = ({ item, end, begunIn }: Ended): void => {
    const { recordId } = item;
    if ('settled' in end || end.kind === 'cancelled') return;
    if (end.kind === 'broken-off') {
      if (end.error instanceof StoreDamagedError) throw end.error;
      status.raise('broken-off', messageOf(end.error));
      rest.strike(begunIn, 'answer');
      outbox.postpone(recordId, {
        until: clock.now() + backoff(item.attempts, chance()),
        unanswered: false,
      });
      return;
    }
    if (end.kind === 'unreadable') {
      records.quarantine(recordId, 'unreadable');
      outbox.setAside(item);
      return;
    }
    const madeProgress = end.madeProgress === true;
    const verdict = verdictOf(end, madeProgress ? 0 : item.attempts, chance());
    switch (verdict.do) {
      case 'stop':
        status.stop('status 401');
        return;
      case 'quarantine':
        rest.over();
        records.quarantine(recordId, end.reason);
        if (records.outcomeOf(recordId)?.kind === 'lease') status.raise('blocks-refused', end.reason);
        return;
      case 'retry': {
        const unanswered = end.kind !== 'refused';
        const met = unanswered ? (options.isReachable() ? 'silence' : 'dead-line') : 'answer';
        if (!madeProgress) rest.strike(begunIn, met);
        if (end.kind === 'unclear') records.markUnclear(recordId);
        outbox.postpone(recordId, { until: clock.now() + verdict.after, unanswered, madeProgress });
      }
    }
  };

  /** Mostly a full disk. What was not written down is sent again under its key, after a rest. */
  const survive = (error: unknown): void => {
    if (error instanceof StoreDamagedError) throw error;
    status.raise('broken-off', messageOf(error));
    rest.long();
  };

  const concludeAll = (batch: readonly Ended[]): void => {
    try {
      const accepted = batch.flatMap(({ end }) => ('settled' in end ? [end] : []));
      if (accepted.length > 0) {
        records.settleAll(accepted.map(({ settled }) => settled));
        for (const { after } of accepted) after?.();
        rest.over();
        status.clear('broken-off');
      }
      for (const one of batch) conclude(one);
    } catch (error) {
      survive(error);
    }
  };

  const schedule = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    if (signal.aborted || status.state().stopped !== undefined) return;
    const next = outbox.nextAt(lane);
    if (next === undefined) return;
    cancelTimer = clock.after(Math.max(1, next - clock.now(), rest.left()), () => void run());
  };

  /** Resolves with the end of a turn in which there is something to write down. */
  const someEnded = async (): Promise<void> => {
    if (ended.length === 0)
      await new Promise<void>((resolve) => {
        tellEnded = resolve;
      });
    await endOfTurn();
    const enough = WIDTH[lane] * ENOUGH;
    if (!isBacklog()) return;
    let cancel = (): void => undefined;
    await new Promise<void>((resolve, reject) => {
      cancel = clock.after(GATHER, resolve);
      tellEnded = () => {
        const last = ended.at(-1);
        // Nothing more goes out until a failure has been looked at.
        if (last && !('settled' in last.end)) return resolve();
        try {
          launch();
        } catch (error) {
          return reject(error);
        }
        if (!isBacklog() || ended.length >= enough || sending() === 0) resolve();
      };
      tellEnded();
    }).finally(() => {
      cancel();
      tellEnded = () => undefined;
    });
  };

  /** One turn later, so that what is saved in one go is sent in one go. A call during the last look gets another look. */
  const drain = async (): Promise<void> => {
    await Promise.resolve();
    try {
      do {
        again = false;
        launch();
        if (inFlight.size === 0) continue;
        await someEnded();
        const batch = ended;
        ended = [];
        for (const { item } of batch) inFlight.delete(item.recordId);
        // Nothing is written once the store may be closed.
        if (!signal.aborted) concludeAll(batch);
        again = true;
      } while (again && (inFlight.size > 0 || !signal.aborted));
    } finally {
      running = undefined;
      schedule();
    }
  };

  const run = (): Promise<void> => {
    again = true;
    tellEnded();
    if (signal.aborted) return Promise.resolve();
    running ??= busy.run(drain);
    return running;
  };

  return {
    run,
    wake: () => {
      rest.over();
      void run();
    },
    stop: () => cancelTimer?.(),
  };
};
