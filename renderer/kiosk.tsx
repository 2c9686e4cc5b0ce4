import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldValue } from '../electron/contract/field-value.ts';
import type { Action } from '../electron/contract/intents.ts';
import type { ScreenName, ScreenOf } from '../electron/contract/screens.ts';
import type { Settings, Snapshot } from '../electron/contract/snapshot.ts';
import { type Text, textIn } from '../electron/contract/text.ts';
import type { Door, DoorState } from './client.ts';

/** What every screen component is given. */
export type ScreenProps<N extends ScreenName> = { screen: ScreenOf<N>; snapshot: Snapshot };

const DoorContext = createContext<Door | null>(null);
const SnapshotContext = createContext<Snapshot | null>(null);

export const DoorProvider = ({ door, children }: { door: Door; children: ReactNode }) => (
  <DoorContext value={door}>{children}</DoorContext>
);

export const SnapshotProvider = ({ snapshot, children }: { snapshot: Snapshot; children: ReactNode }) => (
  <SnapshotContext value={snapshot}>{children}</SnapshotContext>
);

export const useDoor = (): Door => {
  const door = useContext(DoorContext);
  if (!door) throw new Error('useDoor outside of a DoorProvider');
  return door;
};

export const useDoorState = (): DoorState => {
  const door = useDoor();
  return useSyncExternalStore(door.subscribe, door.state);
};

/** The snapshot that is being drawn. */
export const useSnapshot = (): Snapshot => {
  const snapshot = useContext(SnapshotContext);
  if (!snapshot) throw new Error('useSnapshot outside of a SnapshotProvider');
  return snapshot;
};

export type Acts = {
  act: (action: Action) => void;
  choose: (id: string) => void;
  /** At each change of an input; null empties it. */
  setField: (field: string, value: FieldValue | null) => void;
  /** A change link of the read-back. */
  change: (target: string) => void;
  /** 0-based. */
  dropPage: (page: number) => void;
  settings: (settings: Partial<Settings>) => void;
  wake: () => void;
};

/** What the person may want on the screen that is drawn; each carries its screenId, so a late touch hits nothing. */
export const useActs = (): Acts => {
  const door = useDoor();
  const { screenId } = useSnapshot();
  return useMemo(
    () => ({
      act: (action) => door.intend({ kind: 'act', action, screenId }),
      choose: (id) => door.intend({ kind: 'choose', id, screenId }),
      setField: (field, value) => door.intend({ kind: 'set-field', field, value, screenId }),
      change: (target) => door.intend({ kind: 'change', target, screenId }),
      dropPage: (page) => door.intend({ kind: 'drop-page', page, screenId }),
      settings: (settings) => door.intend({ kind: 'settings', settings }),
      wake: () => door.intend({ kind: 'wake', screenId }),
    }),
    [door, screenId],
  );
};

/** A text of the catalogue in the person's language. */
export const useText = (): ((text: Text) => string) => {
  const { language } = useSnapshot().settings;
  return (text) => textIn(text, language);
};

/** `t` of i18next in the person's language, and the catalogue's `text`. */
export const useWords = () => {
  const { t } = useTranslation();
  const text = useText();
  return { t, text };
};
