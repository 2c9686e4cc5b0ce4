import type { Clock } from '../../../devices/transports/transport.ts';
import { dateIn } from '../catalog/dates.ts';
import { StoreDamagedError } from '../store/errors.ts';
import type { Lane as LaneName } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { Command } from './answers.ts';
import { openBeside } from './beside.ts';
import { openBusy } from './busy.ts';
import type { CentralClient } from './central-client.ts';
import { openCommands } from './commands.ts';
import { tellEvents } from './event-upload.ts';
import { type HallTime, openHallTime } from './hall-time.ts';
import { beat, type KioskReport, toldBy } from './heartbeat.ts';
import { type Knowledge, openKnowledge } from './knowledge.ts';
import { openLane } from './lane.ts';
import { openLeaseKeeper } from './lease-keeper.ts';
import { openStatus, type Status } from './status.ts';

export const HEARTBEAT_EVERY = 30_000;
export const QUEUES_EVERY = 30_000;
export const KNOWLEDGE_EVERY = 10 * 60_000;
/** `ready` comes within 10 s of the start and waits no longer for the first attempt: the start itself takes up to 3 s. */
export const FIRST_ATTEMPT_AT_MOST = 7_000;

export interface SyncOptions {
  readonly store: Store;
  readonly client: CentralClient;
  /** Steady: see hall-time.ts. */
  readonly clock: Clock;
  /** The same that the store goes by. Default: `clock`, put right by the central system. */
  readonly time?: HallTime;
  /** Between 0 and 1. */
  readonly chance: () => number;
  readonly reporter: () => KioskReport;
  /** How often the heart beats and queues and knowledge are asked for, in milliseconds. Default: as above. */
  readonly rhythm?: { readonly heartbeat: number; readonly queues: number; readonly knowledge: number };
  /** Carries out what the central system asks for; `refresh-catalog` has then been done already. */
  readonly onCommand: (command: Command) => void | Promise<void>;
}

/** A command that is being carried out does not keep the kiosk from ending. */
export const CLOSE_AT_MOST = 2_000;

/** Keeps the kiosk and the central system at one, whenever there is a network. Starts at once. */
export interface Sync
  extends Pick<Status, 'state' | 'onChange'>,
    Pick<
      Knowledge,
      'catalogue' | 'queues' | 'staff' | 'refreshQueues' | 'onCatalogue' | 'onQueues' | 'onStaff'
    > {
  /** The first try at catalogue, blocks, queues and staff is over, well or not; 10 s at most. */
  firstAttempt(): Promise<void>;
  /** There may be something new to send. Records that are saved do this by themselves. */
  nudge(): void;
  /** Resolves when nothing is under way and all that is left waits for its time. */
  settled(): Promise<void>;
  /** Breaks off what is under way. Nothing is lost by it. */
  close(): Promise<void>;
}

const LANES: readonly LaneName[] = ['blocks', 'light', 'heavy'];

export const startSync = (options: SyncOptions): Sync => {
  const { store, client, clock, chance, time = openHallTime({ steady: clock, machine: clock }) } = options;
  const { rhythm = { heartbeat: HEARTBEAT_EVERY, queues: QUEUES_EVERY, knowledge: KNOWLEDGE_EVERY } } =
    options;
  const status = openStatus(clock);
  const knowledge = openKnowledge(store, client, status);
  const busy = openBusy();
  const ending = new AbortController();
  const { signal } = ending;
  const timers = new Set<() => void>();
  let beatAnswered = true;
  const keeper = openLeaseKeeper({ store, clock, time }, () => knowledge.catalogue()?.queues ?? []);
  const lanes = LANES.map((lane) =>
    openLane({
      lane,
      store,
      client,
      status,
      clock,
      chance,
      busy,
      signal,
      isReachable: () => beatAnswered,
      now: () => time.now(),
      prefixOf: (queueId) => knowledge.catalogue()?.queues.find(({ id }) => id === queueId)?.prefix,
      onBlock: keeper.wasAnswered,
    }),
  );
  let refusedVersion: string | undefined;

  /** Nothing that fails in here may end the sync, nor reach the one who just saved something. A damaged store ends all. */
  const survived = (error: unknown): void => {
    if (error instanceof StoreDamagedError) throw error;
    status.raise('broken-off', error instanceof Error ? error.message : String(error));
  };
  /** What can't be written down now keeps nothing else from being done. */
  const unlessFull = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      survived(error);
    }
  };
  /** Days are over when both the hall's time and the central system say so. */
  const closeDays = (told: number | undefined): void => {
    const now = time.now();
    unlessFull(() => keeper.closeDaysBefore(dateIn(Math.min(now, told ?? now), store.timezone)));
  };
  /** Only what has been written shows that things can be written again. */
  const tellThatItGoesOn = (): void => {
    if (!status.state().faults.some(({ kind }) => kind === 'broken-off')) return;
    store.append({ kind: 'sync.goes-on' });
    status.clear('broken-off');
  };
  const lease = (): void => {
    if (!signal.aborted) unlessFull(keeper.look);
  };
  const beside = openBeside(busy, survived);
  const refreshCatalogue = async (): Promise<void> => {
    await knowledge.refreshCatalogue();
    lease();
  };
  const commands = openCommands(store, async (command) => {
    if (command.kind === 'refresh-catalog') await refreshCatalogue();
    await options.onCommand(command);
  });
  const nudge = (): void => {
    lease();
    for (const lane of lanes) void lane.run();
  };
  const isStopped = (): boolean => status.state().stopped !== undefined;

  /** Nothing that waited for the network, or for being let in, waits any longer. */
  const comeBack = (): void => {
    store.outbox.hurry();
    for (const lane of lanes) lane.wake();
    beside('knowledge', async () => {
      await Promise.all([refreshCatalogue(), knowledge.refreshStaff(), knowledge.refreshQueues()]);
    });
  };
  const takeVersion = async (version: string | undefined): Promise<void> => {
    if (version === undefined || version === knowledge.catalogue()?.version || version === refusedVersion)
      return;
    await refreshCatalogue();
    const isRefused = status.state().faults.some(({ kind }) => kind === 'catalogue-refused');
    refusedVersion = isRefused ? version : undefined;
  };
  /** What follows from it goes on beside: a call that hangs must not keep the next heartbeat waiting. */
  const heartbeat = async (): Promise<void> => {
    const wasStopped = isStopped();
    const result = await beat({
      store,
      client,
      status,
      commands,
      steady: clock,
      time,
      report: options.reporter,
      catalogVersion: knowledge.catalogue()?.version ?? '',
    });
    if (signal.aborted || isStopped()) return;
    lease();
    const isBack = wasStopped || !beatAnswered;
    beatAnswered = result.ok || result.kind === 'refused';
    if (!beatAnswered) return;
    // A central system without heartbeats has no say in what day it is.
    if (result.ok) closeDays(toldBy(result.value));
    else if (result.kind === 'refused' && result.status === 404) closeDays(undefined);
    unlessFull(store.erase);
    unlessFull(tellThatItGoesOn);
    const { catalogVersion, commands: asked = [] } = result.ok ? result.value : {};
    beside('commands', () => commands.take(asked));
    if (isBack) comeBack();
    else beside('knowledge', () => takeVersion(catalogVersion));
    beside('events', () => tellEvents(store, client, signal));
    for (const lane of lanes) void lane.run();
  };

  const unlessStopped = (work: () => Promise<void>) => async (): Promise<void> => {
    if (!isStopped()) await work();
  };
  /** Does it now, and again so long after each end of it. */
  const every = (milliseconds: number, work: () => Promise<void>): Promise<void> => {
    const turn = async (): Promise<void> => {
      if (signal.aborted) return;
      const begun = clock.now();
      await busy.run(work).catch(survived);
      if (signal.aborted) return;
      const wait = Math.max(1, milliseconds - (clock.now() - begun));
      const cancel = clock.after(wait, () => {
        timers.delete(cancel);
        void turn();
      });
      timers.add(cancel);
    };
    return turn();
  };

  const undo = [
    client.onOutcome((failure) => {
      status.online(failure === undefined || failure.kind === 'refused');
      if (failure?.kind === 'refused' && failure.status === 401) status.stop('status 401');
    }),
    store.records.onAdded(nudge),
    store.onOutcome((outcome) => {
      if (outcome.kind === 'lease' && outcome.state === 'quarantined') keeper.wasRefused();
    }),
  ];

  store.append({ kind: 'sync.started', fields: { restored: store.restored } });
  const first = Promise.all([
    every(rhythm.knowledge, unlessStopped(refreshCatalogue)).then(() => lanes[0]?.run()),
    every(rhythm.knowledge, unlessStopped(knowledge.refreshStaff)),
    every(rhythm.queues, unlessStopped(knowledge.refreshQueues)),
    every(rhythm.heartbeat, heartbeat),
  ]).then(() => undefined);
  const patience = new Promise<void>((resolve) => {
    timers.add(clock.after(FIRST_ATTEMPT_AT_MOST, resolve));
  });
  const firstAttempt = Promise.race([first, patience]);
  nudge();

  return {
    state: status.state,
    onChange: status.onChange,
    catalogue: knowledge.catalogue,
    queues: knowledge.queues,
    staff: knowledge.staff,
    refreshQueues: (cancel) => busy.run(() => knowledge.refreshQueues(cancel)),
    onCatalogue: knowledge.onCatalogue,
    onQueues: knowledge.onQueues,
    onStaff: knowledge.onStaff,
    firstAttempt: () => firstAttempt,
    nudge,
    settled: busy.idle,
    close: async () => {
      ending.abort();
      for (const cancel of [...undo, ...timers]) cancel();
      for (const lane of lanes) lane.stop();
      await client.close();
      const inTime = new Promise<void>((resolve) => {
        timers.add(clock.after(CLOSE_AT_MOST, resolve));
      });
      await Promise.race([busy.idle(), inTime]);
      for (const cancel of timers) cancel();
    },
  };
};
