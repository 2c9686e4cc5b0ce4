import type { Clock } from '../../../devices/transports/transport.ts';
import type { Queue } from '../../contract/catalogue.ts';
import { dateIn } from '../catalog/dates.ts';
import type { Store } from '../store/store.ts';
import { BLOCK_SIZE, type WantedBlock, wantedBlocks } from './lease-policy.ts';

/** A lease that was refused, or answered with nothing that can be used, is asked for again after this. */
export const LEASE_AGAIN_AFTER = 5 * 60_000;

/** Keeps numbers in store for every queue, and gives back those of days that are over. */
export interface LeaseKeeper {
  look(): void;
  /** A block that held too few is followed by another; after one of no use, asking at once would only use up numbers there. */
  wasAnswered(lease: WantedBlock, useful: boolean): void;
  wasRefused(): void;
}

const dayOf = ({ queueId, businessDate }: WantedBlock): string => `${businessDate} ${queueId}`;

export const openLeaseKeeper = (
  store: Store,
  clock: Clock,
  queues: () => readonly Pick<Queue, 'id' | 'hours'>[],
): LeaseKeeper => {
  const useless = new Map<string, number>();
  let refusedAt = Number.NEGATIVE_INFINITY;
  let looking = false;
  /** The day before which all has been closed: to be looked at once a day, not at every record that is saved. */
  let closedFor = '';

  const isCooling = (wanted: WantedBlock, now: number): boolean =>
    now - (useless.get(dayOf(wanted)) ?? Number.NEGATIVE_INFINITY) < LEASE_AGAIN_AFTER;

  const look = (): void => {
    const now = clock.now();
    const today = dateIn(now, store.timezone);
    const isPast = ({ businessDate }: WantedBlock): boolean => businessDate < today;
    if (today !== closedFor || store.openBlocks().some(isPast)) {
      store.closePastDays(today);
      closedFor = today;
    }
    if (store.leases.pending().some((lease) => lease.state === 'quarantined' && isPast(lease)))
      store.leases.dropPast(today);
    const asked = store.leases.pending();
    const { timezone, numbersLeft: left } = store;
    for (const wanted of wantedBlocks({ queues: queues(), now, timezone, left, asked })) {
      if (isCooling(wanted, now)) continue;
      store.leases.request(wanted.queueId, wanted.businessDate, BLOCK_SIZE);
    }
    const refused = asked.filter(({ state }) => state === 'quarantined');
    if (refused.length > 0 && now - refusedAt >= LEASE_AGAIN_AFTER) {
      refusedAt = now;
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
    wasAnswered: (lease, isUseful) => {
      if (isUseful) lookOnce();
      else useless.set(dayOf(lease), clock.now());
    },
    wasRefused: () => {
      refusedAt = clock.now();
    },
  };
};
