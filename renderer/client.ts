import { type BirpcReturn, createBirpc } from 'birpc';
import { z } from 'zod';
import { events } from '../electron/contract/events.ts';
import type { Intent } from '../electron/contract/intents.ts';
import {
  type CoreProcedures,
  type Input,
  type Output,
  type ProcedureName,
  procedures,
} from '../electron/contract/procedures.ts';
import type { Snapshot } from '../electron/contract/snapshot.ts';
import { captureDesk, type PictureTaker } from './captures.ts';
import type { Link, Opener } from './link.ts';

/** No code is made from schemas: the window's policy forbids it. */
z.config({ jitless: true });

export type DoorState = {
  /** `replaced`: a newer window has taken over; `refused`: the key is wrong. Both stay. */
  connection: 'connecting' | 'open' | 'lost' | 'replaced' | 'refused';
  /** The newest one; null until the first. */
  snapshot: Snapshot | null;
};

/** The only way between what is drawn and the core. Tests put a fake in its place. */
export type Door = {
  state: () => DoorState;
  subscribe: (listener: () => void) => () => void;
  /** Never waits, never throws; on a lost connection it is dropped, since a late touch must hit nothing. */
  intend: (intent: Intent) => void;
  /** Base64 bytes of a page shown on this screen; null when gone or not connected. */
  blob: (handle: string) => Promise<Output<'blob'>>;
  /** The full text behind a masked one; null when gone or not connected. */
  reveal: (ref: string) => Promise<string | null>;
  /** A frame was painted. */
  painted: () => void;
  /** What cameras there are; answers which one the scan screen is to open: its label, '' for any, null for none. */
  cameras: (here: Input<'cameras'>) => Promise<string | null>;
  /** From now on the core's orders for still pictures go there; the returned function ends it. */
  takesPictures: (taker: PictureTaker) => () => void;
};

const ANSWER_WITHIN_MS = 10_000;
const PAINTED_EVERY_MS = 5_000;
const BACK_OFF_MS = [250, 500, 1000, 2000, 4000];

type Timers = { now: () => number; after: (ms: number, run: () => void) => void };
const windowTimers: Timers = {
  now: () => performance.now(),
  after: (ms, run) => {
    window.setTimeout(run, ms);
  },
};

/** Opens the door and keeps it open: back-off after a loss, for ever, unless replaced or refused. */
export const openDoor = (open: Opener, timers: Timers = windowTimers): Door => {
  let state: DoorState = { connection: 'connecting', snapshot: null };
  let core: BirpcReturn<CoreProcedures> | null = null;
  let failures = 0;
  let paintedAt = Number.NEGATIVE_INFINITY;
  const listeners = new Set<() => void>();

  const become = (change: Partial<DoorState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const take = (payload: unknown, fresh: boolean): void => {
    const parsed = events.snapshot.safeParse(payload);
    if (!parsed.success) return;
    if (!fresh && state.snapshot && parsed.data.version <= state.snapshot.version) return;
    become({ snapshot: parsed.data, connection: 'open' });
  };

  const call = async <N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N> | null> => {
    const rpc = core;
    if (!rpc) return null;
    try {
      const checked = procedures[name].input.parse(input);
      const answer: unknown = await rpc.$callRaw({ method: name, args: [checked] });
      return procedures[name].output.parse(answer) as Output<N>;
    } catch {
      return null;
    }
  };

  const captures = captureDesk((answer) => void call('captured', answer));

  const pause = (): number => BACK_OFF_MS[Math.min(failures++, BACK_OFF_MS.length - 1)] ?? 4000;

  const started = async (): Promise<void> => {
    const asked = core;
    const hello = await call('hello', {});
    if (asked !== core || core === null) return;
    if (!hello) return timers.after(pause(), () => void started());
    failures = 0;
    take(hello, true);
  };

  const connect = (): void => {
    let lost = false;
    const link: Link = open({
      opened: () => void started(),
      closed: (why) => {
        if (lost) return;
        lost = true;
        core?.$close();
        core = null;
        if (why !== 'lost') {
          become({ connection: why, snapshot: null });
          return;
        }
        become({ connection: 'lost' });
        timers.after(pause(), connect);
      },
    });
    core = createBirpc<CoreProcedures>(
      { snapshot: (payload: unknown) => take(payload, false), capture: captures.order },
      { post: link.post, on: link.on, timeout: ANSWER_WITHIN_MS, onGeneralError: () => true },
    );
  };

  connect();
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    intend: (intent) => void call('intend', intent),
    blob: (handle) => call('blob', { handle }),
    reveal: async (ref) => (await call('reveal', { ref }))?.text ?? null,
    painted: () => {
      if (state.connection !== 'open' || timers.now() - paintedAt < PAINTED_EVERY_MS) return;
      paintedAt = timers.now();
      void call('painted', {});
    },
    cameras: async (here) => (await call('cameras', here))?.use ?? null,
    takesPictures: captures.takeWith,
  };
};
