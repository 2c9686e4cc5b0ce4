import type { Logger } from 'pino';
import type { Role } from '../../devices/device.ts';
import type { Simulated } from '../../devices/simulated/simulated.ts';
import type { Clock } from '../../devices/transports/transport.ts';
import { Blobs } from './blobs.ts';
import { version } from './build-info.ts';
import { dateIn } from './catalog/dates.ts';
import { centralOrders, keptOut } from './central-orders.ts';
import type { Config } from './config.ts';
import { openDevices, watchDevices } from './devices.ts';
import { kioskReport } from './health/report.ts';
import { pageCameras } from './page-cameras.ts';
import { keptPaper } from './performers/paper-stock.ts';
import { tellUnfinishedPrints } from './performers/print-fate.ts';
import { keptMark } from './performers/visit-mark.ts';
import { pooledRandom } from './random.ts';
import { Runner } from './session/runner.ts';
import { initialSession } from './session/session.ts';
import type { ClockOff } from './session/world.ts';
import { watchStorage } from './storage-watch.ts';
import { openStoreOrRecover } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { idMaker } from './store/uuid.ts';
import { openCentralClient } from './sync/central-client.ts';
import { type HallTime, openHallTime } from './sync/hall-time.ts';
import { leaseNow } from './sync/lease-now.ts';
import type { SyncState } from './sync/status.ts';
import { FIRST_ATTEMPT_AT_MOST, type Sync, startSync } from './sync/sync-loop.ts';
import { type WirePort, wireServer } from './wire-server.ts';

const random = pooledRandom();

export type KioskParts = {
  readonly config: Config;
  readonly storageKey: Uint8Array;
  readonly dataDir: string;
  /** Steady; whatever lasts is measured by it. */
  readonly clock: Clock;
  /** What people and the central system read. Default: `clock`, put right by the central system. */
  readonly time?: HallTime;
  readonly log: Logger;
  /** Ends this process so that the shell starts it again. */
  readonly restart: () => void;
};

/** What a shell needs of a kiosk, whether it serves people or is closed. */
export type Running = {
  /** The first attempt at catalogue, ticket blocks and each device is over. */
  readonly ready: Promise<void>;
  readonly benches: ReadonlyMap<Role, Simulated>;
  connect(port: WirePort): void;
  health(): object;
  stop(): Promise<void>;
};

export type Kiosk = Running & {
  readonly store: Store;
  readonly sync: Sync;
  readonly runner: Runner;
};

/** The kiosk's store; what of it is damaged is replaced. Throws what `openStore` throws for anything else. */
export const openStoreOf = ({ config, clock, time, dataDir, storageKey }: KioskParts): Store =>
  openStoreOrRecover({
    dir: dataDir,
    key: storageKey,
    clock: time ?? clock,
    random,
    kioskId: config.kiosk.id,
    timezone: config.kiosk.timezone,
  });

const clockOff = ({ clockOffset = 0, faults }: SyncState, time: HallTime): { readonly off?: ClockOff } =>
  faults.some(({ kind }) => kind === 'clock-off')
    ? { off: { minutes: Math.round(clockOffset / 60_000), corrected: time.isCorrected() } }
    : {};

/** Everything wired: store, devices, central system, session. Throws what `openStore` throws. */
export const openKiosk = async (parts: KioskParts): Promise<Kiosk> => {
  const { config, clock, log, time = openHallTime({ steady: clock, machine: clock }) } = parts;
  const { kiosk } = config;
  const store = openStoreOf({ ...parts, time });
  const cameras = pageCameras();
  const opened = await openDevices(config, clock, log, { cameras });

  const client = openCentralClient({ ...config.central, now: time.now });
  const blobs = new Blobs();
  const simulated = opened.benches.size > 0;
  const session = initialSession({ ...kiosk, version, simulated }, clock.now());

  let sync: Sync;
  const runner = new Runner(session, clock, {
    kiosk,
    devices: opened.devices,
    store,
    central: client,
    sync: {
      nudge: () => sync.nudge(),
      refreshQueues: () => sync.refreshQueues(),
      leaseNow: (queueId) => leaseNow(store, sync, { clock, time }, queueId),
    },
    blobs,
    newId: idMaker(time, random),
    now: time.now,
    log,
    staffPins: (staffId) => sync.staff().find((member) => member.id === staffId)?.pin,
    restart: parts.restart,
  });
  const startedAt = time.now();
  const lastSign = (): number => wire.lastPaintAt() ?? startedAt;
  const wire = wireServer(runner, blobs, cameras, time.now);

  tellUnfinishedPrints({ store, now: time.now });
  const onCommand = centralOrders({ runner, settings: store.settings, clock, restart: parts.restart });

  sync = startSync({
    store,
    client,
    clock,
    time,
    chance: Math.random,
    reporter: () => kioskReport(runner.session, version, lastSign()),
    onCommand,
  });

  const tellBacklog = (): void =>
    runner.tell({ kind: 'backlog', backlog: store.backlog(), quarantine: store.quarantined() });
  const tellNumbers = (): void =>
    runner.tell({ kind: 'numbers-left', left: store.numbersLeft(dateIn(time.now(), kiosk.timezone)) });
  const tellNetwork = (): void => {
    const { online, stopped, faults } = sync.state();
    runner.tell({ kind: 'network', online, ...(stopped === undefined ? {} : { stopped }) });
    runner.tell({ kind: 'clock', ...clockOff(sync.state(), time) });
    const refused = faults.find((fault) => fault.kind === 'catalogue-refused');
    if (refused !== undefined) runner.tell({ kind: 'catalogue-fault', fault: refused.detail });
  };
  const tellStaff = (): void => runner.tell({ kind: 'staff-people', people: sync.staff() });

  sync.onChange(() => {
    tellNetwork();
    const faults = sync.state().faults.map(({ kind, detail }) => `${kind}: ${detail}`);
    if (faults.length > 0) log.warn({ event: 'central-faults', faults });
  });
  sync.onCatalogue((catalogue) => runner.tell({ kind: 'catalogue', catalogue }));
  sync.onQueues((queues) => runner.tell({ kind: 'queues', queues }));
  sync.onStaff(tellStaff);
  store.records.onAdded(tellBacklog);
  store.onOutcome(({ id, kind, state, answer }) => {
    if (kind === 'lease' || kind === 'release') tellNumbers();
    tellBacklog();
    if (state === 'quarantined') runner.tell({ kind: 'held', id });
    if (state !== 'received') return;
    runner.tell({
      kind: 'settled',
      id,
      ...(answer?.receiptNumber === undefined ? {} : { receiptNumber: answer.receiptNumber }),
      ...(answer?.promisedBy === undefined ? {} : { promisedBy: answer.promisedBy }),
      ...(answer?.waitingAhead === undefined ? {} : { waitingAhead: answer.waitingAhead }),
    });
  });

  const tellKeptOut = (): void => {
    const out = keptOut(store.settings);
    if (out !== undefined) runner.tell({ kind: 'out-of-service', ...out });
  };
  const storage = watchStorage({ ...parts, time, store, runner, onRoom: tellKeptOut });

  const kept = sync.catalogue();
  if (kept !== undefined) runner.tell({ kind: 'catalogue', catalogue: kept });
  tellKeptOut();
  runner.tell({ kind: 'paper-kept', stock: keptPaper(store.settings) });
  const mark = keptMark(store.settings);
  if (mark !== undefined) runner.tell({ kind: 'interrupted', mark });
  tellNetwork();
  tellNumbers();
  tellBacklog();
  tellStaff();
  watchDevices(opened, config, (event) => runner.tell(event), log);
  runner.start();

  const patience = new Promise<void>((resolve) => clock.after(FIRST_ATTEMPT_AT_MOST, resolve));
  const ready = Promise.all([
    sync.firstAttempt(),
    Promise.race([opened.supervisor.startAll(), patience]),
  ]).then(() => undefined);

  return {
    ready,
    store,
    sync,
    runner,
    benches: opened.benches,
    connect: wire.connect,
    health: () => {
      const { state, devices } = kioskReport(runner.session, version, lastSign());
      const { online } = sync.state();
      return {
        state,
        version,
        online,
        devices: devices.map(({ role, link, conditions }) => ({ role, link, conditions })),
        backlog: store.backlog(),
      };
    },
    stop: async () => {
      storage.stop();
      runner.stop();
      await Promise.allSettled([sync.close(), opened.supervisor.stopAll()]);
      await Promise.allSettled([...opened.benches.values()].map((bench) => bench.close()));
      store.close();
    },
  };
};
