import type { Intent } from '../../../electron/contract/intents.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import type { Door, DoorState } from '../../../renderer/client.ts';
import { sampleFor } from './samples.ts';

declare global {
  interface Window {
    /** What the screen has asked for, for a test to read. */
    intents: Intent[];
  }
}

/** A door onto one snapshot: settings change it, everything else is only written down. */
export const fakeDoor = (first: Snapshot): Door => {
  let state: DoorState = { connection: 'open', snapshot: first };
  const listeners = new Set<() => void>();
  window.intents = [];
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    intend: (intent) => {
      window.intents.push(intent);
      if (intent.kind !== 'settings' || !state.snapshot) return;
      const { snapshot } = state;
      const settings = { ...snapshot.settings, ...definedOnly(intent.settings) };
      state = { ...state, snapshot: { ...snapshot, version: snapshot.version + 1, settings } };
      for (const listener of listeners) listener();
    },
    blob: sampleFor,
    reveal: async () => '西湖区测试路 90 号 1 幢',
    painted: () => undefined,
    cameras: async ({ labels }) => labels[0] ?? null,
    takesPictures: () => () => undefined,
  };
};

const definedOnly = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
