import { Listeners } from '../../../devices/protocol/listeners.ts';
import type { WallClock } from '../store/clock.ts';

/** Something that staff should know; stays until it is over. */
export interface SyncFault {
  readonly kind: /** The central system does not let this kiosk in. */
    | 'not-let-in'
    /** A catalogue that does not fit; `detail` names the path. */
    | 'catalogue-refused'
    | 'staff-list-refused'
    /** No numbers are leased to this kiosk. */
    | 'blocks-refused'
    /** A block held numbers that this kiosk has had already. */
    | 'block-overlaps'
    /** An answer could not be written down here. */
    | 'broken-off'
    /** This computer's clock and the central system's differ by minutes. */
    | 'clock-off';
  readonly detail: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

export interface SyncState {
  /** The last call was answered by the central system. */
  readonly online: boolean;
  readonly since: number;
  /** Why nothing is sent, though the heartbeat goes on. */
  readonly stopped?: string;
  /** The central system's time minus ours, in milliseconds. */
  readonly clockOffset?: number;
  readonly faults: readonly SyncFault[];
}

export interface Status {
  state(): SyncState;
  online(online: boolean): void;
  stop(why: string): void;
  resume(): void;
  raise(kind: SyncFault['kind'], detail: string): void;
  clear(kind: SyncFault['kind']): void;
  clockOffset(milliseconds: number): void;
  onChange(listener: (state: SyncState) => void): () => void;
}

export const openStatus = (clock: WallClock): Status => {
  let current: SyncState = { online: false, since: clock.now(), faults: [] };
  const listeners = new Listeners<[SyncState]>();
  const become = (next: SyncState): void => {
    current = next;
    listeners.tell(current);
  };
  const without = (kind: SyncFault['kind']): readonly SyncFault[] =>
    current.faults.filter((fault) => fault.kind !== kind);
  const raise = (kind: SyncFault['kind'], detail: string): void => {
    const present = current.faults.find((fault) => fault.kind === kind);
    if (present?.detail === detail) return;
    const fault = { kind, detail, since: present?.since ?? clock.now() };
    become({ ...current, faults: [...without(kind), fault] });
  };
  const clear = (kind: SyncFault['kind']): void => {
    const faults = without(kind);
    if (faults.length !== current.faults.length) become({ ...current, faults });
  };
  return {
    state: () => current,
    online: (online) => {
      if (online !== current.online) become({ ...current, online, since: clock.now() });
    },
    stop: (why) => {
      if (current.stopped === why) return;
      become({ ...current, stopped: why });
      raise('not-let-in', why);
    },
    resume: () => {
      if (current.stopped === undefined) return;
      const { stopped: _, ...rest } = current;
      become(rest);
      clear('not-let-in');
    },
    raise,
    clear,
    clockOffset: (milliseconds) => {
      current = { ...current, clockOffset: milliseconds };
    },
    onChange: (listener) => listeners.add(listener),
  };
};
