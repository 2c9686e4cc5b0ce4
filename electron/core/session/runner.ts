import type { Clock } from '../../../devices/transports/transport.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { outlivesVisit, performers } from '../performers/index.ts';
import type { Perform, Tools } from '../performers/tools.ts';
import { delays } from './delays.ts';
import type { Effect } from './effects.ts';
import type { Event } from './events.ts';
import { type Session, step } from './session.ts';
import { revealed } from './view/matters.ts';
import { snapshotOf } from './view/snapshot.ts';

export type SnapshotListener = (snapshot: Snapshot) => void;

/**
 * Performs what the session decides. Owns the clock of the visit and every operation in progress; the session itself
 * is a value that is replaced. Events are handled one after the other, in the order they came.
 */
export class Runner {
  #session: Session;
  readonly #clock: Clock;
  readonly #tools: Tools;
  readonly #operations = new Map<string, { abort: AbortController; effect: Effect['do'] }>();
  readonly #listeners = new Set<SnapshotListener>();
  readonly #queue: Event[] = [];
  #handling = false;
  #version = 0;
  #stopTick: () => void = () => undefined;
  #operationsBegun = 0;

  constructor(session: Session, clock: Clock, tools: Omit<Tools, 'tell'>) {
    this.#session = session;
    this.#clock = clock;
    this.#tools = { ...tools, tell: (event) => this.tell(event) };
  }

  start(): void {
    const tick = (): void => {
      this.#stopTick = this.#clock.after(delays.tick, tick);
      this.tell({ kind: 'tick', timeShift: this.#tools.now() - this.#clock.now() });
    };
    this.#stopTick = this.#clock.after(delays.tick, tick);
  }

  stop(): void {
    this.#stopTick();
    for (const { abort } of this.#operations.values()) abort.abort();
    this.#tools.blobs.wipe();
    this.#listeners.clear();
  }

  get session(): Session {
    return this.#session;
  }

  snapshot(): Snapshot {
    return { ...snapshotOf(this.#session), version: this.#version };
  }

  onSnapshot(listener: SnapshotListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The full text behind a masked one of this visit. */
  reveal(ref: string): string | undefined {
    const { phase } = this.#session;
    return phase.at === 'visit' ? revealed(phase.visit, ref) : undefined;
  }

  tell(event: Event): void {
    this.#queue.push(event);
    if (this.#handling) return;
    this.#handling = true;
    try {
      this.#handleAll();
    } finally {
      this.#handling = false;
    }
  }

  #handleAll(): void {
    const before = this.#session;
    for (let event = this.#queue.shift(); event !== undefined; event = this.#queue.shift()) {
      const [next, ...effects] = step(this.#session, event, this.#clock.now());
      this.#session = next;
      for (const effect of effects) this.#perform(effect);
    }
    if (sameToLookAt(before, this.#session)) return;
    this.#version += 1;
    const snapshot = this.snapshot();
    for (const listener of this.#listeners) listener(snapshot);
  }

  #perform(effect: Effect): void {
    switch (effect.do) {
      case 'cancel':
        this.#cancel(effect.ref);
        return;
      case 'drop':
        this.#tools.blobs.drop(effect.handles);
        return;
      case 'wipe':
        for (const [ref, { effect: kind }] of this.#operations)
          if (!outlivesVisit.has(kind)) this.#cancel(ref);
        this.#tools.blobs.wipe();
        return;
      default:
        this.#begin(effect);
    }
  }

  #cancel(ref: string): void {
    const operation = this.#operations.get(ref);
    if (operation !== undefined && !outlivesVisit.has(operation.effect)) operation.abort.abort();
  }

  #begin(effect: Exclude<Effect, { do: 'cancel' | 'drop' | 'wipe' }>): void {
    this.#operationsBegun += 1;
    const ref = 'ref' in effect && effect.ref !== undefined ? effect.ref : `own:${this.#operationsBegun}`;
    const abort = new AbortController();
    this.#operations.set(ref, { abort, effect: effect.do });
    const perform = performers[effect.do] as Perform<Effect['do']>;
    const failed = (error: unknown): void => {
      // A bug of ours: the citizen is not left waiting, and the log says where.
      this.#tools.log.error({ event: 'effect-threw', effect: effect.do, message: messageOf(error) });
      this.tell({ kind: 'effect-failed', ref });
    };
    try {
      Promise.resolve(perform(effect, this.#tools, abort.signal))
        .catch(failed)
        .finally(() => this.#operations.delete(ref));
    } catch (error) {
      this.#operations.delete(ref);
      failed(error);
    }
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** A tick that changed nothing but the time is not worth a frame, unless a countdown is on the screen. */
const sameToLookAt = (before: Session, after: Session): boolean => {
  if (before === after) return true;
  const { now: _before, ...worldBefore } = before.world;
  const { now: _after, ...worldAfter } = after.world;
  const counting = after.phase.at === 'visit' && after.phase.visit.warnedAt !== undefined;
  if (counting || after.phase !== before.phase || after.staff !== before.staff) return false;
  if (after.screenId !== before.screenId || after.sound !== before.sound) return false;
  return shallowEqual(worldBefore, worldAfter);
};

const shallowEqual = (
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): boolean => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
};
