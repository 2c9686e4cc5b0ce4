import type { Clock } from '../../../devices/transports/transport.ts';
import { dateIn } from '../catalog/dates.ts';
import type { WallClock } from '../store/clock.ts';
import type { Store } from '../store/store.ts';
import type { Sync } from './sync-loop.ts';

/** A citizen waits no longer than this for a number that has to be leased first. Milliseconds. */
const PATIENCE = 5_000;

/** A number is wanted and there is none: asks for some now, if the network allows. True when there is one. */
export const leaseNow = (
  store: Store,
  sync: Pick<Sync, 'state' | 'nudge'>,
  { clock, time }: { readonly clock: Clock; readonly time: WallClock },
  queueId: string,
): Promise<boolean> =>
  new Promise((resolve) => {
    const left = (): boolean => (store.numbersLeft(dateIn(time.now(), store.timezone))[queueId] ?? 0) > 0;
    const done = (): void => {
      forget();
      cancel();
      resolve(left());
    };
    const forget = store.onOutcome((outcome) => {
      if (outcome.kind === 'lease' && left()) done();
    });
    const cancel = clock.after(PATIENCE, done);
    if (!sync.state().online) done();
    else sync.nudge();
  });
