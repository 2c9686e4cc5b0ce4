import type { Clock } from '../../../devices/transports/transport.ts';
import type { Queue } from '../../contract/catalogue.ts';
import type { WallClock } from '../store/clock.ts';
import type { Store } from '../store/store.ts';
import { BLOCK_SIZE, type WantedBlock, wantedBlocks } from './lease-policy.ts';

/** A lease that was refused, or answered with nothing that can be used, is asked for again after this. */
export const LEASE_AGAIN_AFTER = 5 * 60_000;

/** Keeps numbers in store for every queue, and gives back those of days that are over. */
export interface LeaseKeeper {
  look(): void;
  /**
   * Numbers given back are gone for good, so a day is not over because one clock says so: it is, when a heartbeat
   * has been answered and neither side's time knows better. Without a network nothing could be given back anyway.
   */
  closeDaysBefore(today: string): void;
  /** A block that held too few is followed by another; after one of no use, asking at once would only use up numbers there. */
  wasAnswered(lease: WantedBlock, useful: boolean): void;
  wasRefused(): void;
}

const dayOf = ({ queueId, businessDate }: WantedBlock): string => `${businessDate} ${queueId}`;

export const openLeaseKeeper = (
  { store, clock, time }: { readonly store: Store; readonly clock: Clock; readonly time: WallClock },
  queues: () => readonly Pick<Queue, 'id' | 'hours'>[],
): LeaseKeeper => {
  const useless = new Map<string, number>();
  let refusedAt = Number.NEGATIVE_INFINITY;
  let looking = false;
  /** The day before which all has been closed: to be written down once a day, not at every heartbeat. */
  let closedFor = '';

  const isCooling = (wanted: WantedBlock, now: number): boolean =>
    now - (useless.get(dayOf(wanted)) ?? Number.NEGATIVE_INFINITY) < LEASE_AGAIN_AFTER;

  const look = (): void => {
    const elapsed = clock.now();
    const now = time.now();
    const asked = store.leases.pending();
    const { timezone, numbersLeft: left } = store;
    for (const wanted of wantedBlocks({ queues: queues(), now, timezone, left, asked })) {
      if (isCooling(wanted, elapsed)) continue;
      store.leases.request(wanted.queueId, wanted.businessDate, BLOCK_SIZE);
    }
    const refused = asked.filter(({ state }) => state === 'quarantined');
    if (refused.length > 0 && elapsed - refusedAt >= LEASE_AGAIN_AFTER) {
      refusedAt = elapsed;
      for (const { id } of refused) store.records.retry(id);
    }
  };

  const lookOnce = (): void => {
    // A request is a record too, whose saving nudges, which looks: once is enough.
    if (looking) return;
    looking = true;
    try {
      look();
    } finally {
      looking = false;
    }
  };

  return {
    look: lookOnce,
    closeDaysBefore: (today) => {
      const isPast = ({ businessDate }: WantedBlock): boolean => businessDate < today;
      if (today !== closedFor || store.openBlocks().some(isPast)) {
        store.closePastDays(today);
        closedFor = today;
      }
      if (store.leases.pending().some((lease) => lease.state === 'quarantined' && isPast(lease)))
        store.leases.dropPast(today);
    },
    wasAnswered: (lease, isUseful) => {
      if (isUseful) lookOnce();
      else useless.set(dayOf(lease), clock.now());
    },
    wasRefused: () => {
      refusedAt = clock.now();
    },
  };
};
