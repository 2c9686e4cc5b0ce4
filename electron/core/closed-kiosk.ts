import { Blobs } from './blobs.ts';
import { version } from './build-info.ts';
import type { KioskParts, Running } from './kiosk.ts';
import { pageCameras } from './page-cameras.ts';
import { initialSession } from './session/session.ts';
import { snapshotOf } from './session/view/snapshot.ts';
import { StorageFullError, type StoreFault } from './store/errors.ts';
import { freeIn, TOO_LITTLE } from './upkeep.ts';
import { wireServer } from './wire-server.ts';

/** How often it looks whether the store opens by now. */
export const LOOK_AGAIN_EVERY = 10_000;

/**
 * A kiosk whose store can't be opened, as the disk is full or failing. It says so on the screen, takes nothing from
 * anybody, and asks to be started again as soon as the store opens.
 */
export const closedKiosk = (
  parts: Pick<KioskParts, 'config' | 'clock' | 'log' | 'dataDir' | 'restart'>,
  why: StoreFault,
  openStore: () => void,
  freeSpace: () => number = () => freeIn(parts.dataDir),
): Running => {
  const { config, clock, log, restart } = parts;
  // SQLite does not always say why it could not write.
  const full = why instanceof StorageFullError || freeSpace() < TOO_LITTLE;
  log.error({ event: 'store-not-opened', fault: why.name, message: why.message });
  const session = initialSession({ ...config.kiosk, version, simulated: false }, clock.now());
  const shown = {
    ...session,
    world: { ...session.world, outOfService: { by: full ? ('storage' as const) : ('staff' as const) } },
  };
  const wire = wireServer(
    {
      snapshot: () => ({ ...snapshotOf(shown), version: 1 }),
      tell: () => undefined,
      reveal: () => undefined,
      onSnapshot: () => () => undefined,
    },
    new Blobs(),
    pageCameras(),
    () => clock.now(),
  );
  let cancel = (): void => undefined;
  const look = (): void => {
    cancel = clock.after(LOOK_AGAIN_EVERY, () => {
      try {
        openStore();
      } catch (error) {
        log.warn({
          event: 'store-not-opened',
          message: error instanceof Error ? error.message : String(error),
        });
        look();
        return;
      }
      restart();
    });
  };
  look();
  return {
    ready: Promise.resolve(),
    benches: new Map(),
    connect: wire.connect,
    health: () => ({ state: 'out-of-service', version, reason: full ? 'storage-full' : 'storage-failing' }),
    stop: async () => cancel(),
  };
};
