import type { KioskParts } from './kiosk.ts';
import type { Runner } from './session/runner.ts';
import type { WallClock } from './store/clock.ts';
import { StorageFullError } from './store/errors.ts';
import type { Store } from './store/store.ts';
import { freeIn, probeIn, startUpkeep } from './upkeep.ts';

/**
 * What a faulty disk means to the kiosk: while it is full nobody is served; what is damaged or not written is met by
 * ending, as starting is recovery (store/recover.ts).
 */
export const watchStorage = (
  parts: Pick<KioskParts, 'clock' | 'log' | 'dataDir' | 'restart'> & {
    readonly time: WallClock;
    readonly store: Store;
    readonly runner: Pick<Runner, 'session' | 'tell'>;
    /** There is room again: whatever else keeps the kiosk out of service is to be told anew. */
    readonly onRoom: () => void;
  },
): { stop(): void } => {
  const { store, clock, time, log, dataDir, runner, onRoom, restart } = parts;
  if (store.recovery !== undefined) {
    const { damage, aside, backup, keysLost } = store.recovery;
    log.error({
      event: 'store-recovered',
      damage,
      aside: aside ?? 'nothing',
      backup: backup ?? 'none',
      keysLost,
    });
  }
  const upkeep = startUpkeep({
    store,
    clock,
    time,
    log,
    idle: () => runner.session.phase.at === 'attract',
    freeSpace: () => freeIn(dataDir),
    writeProbe: () => probeIn(dataDir),
    tell: (storage) => {
      runner.tell({ kind: storage === 'full' ? 'out-of-service' : 'in-service', by: 'storage' });
      if (storage === 'room') onRoom();
    },
  });
  let ending = false;
  const forget = store.onFault((fault) => {
    if (fault instanceof StorageFullError) return upkeep.full();
    if (ending) return;
    ending = true;
    log.error({ event: 'store-fault', fault: fault.name, message: fault.message });
    clock.after(1, restart);
  });
  return {
    stop: () => {
      upkeep.stop();
      forget();
    },
  };
};
