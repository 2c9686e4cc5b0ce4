import type { Logger } from 'pino';
import type { Devices } from '../../../devices/registry.ts';
import type { Blobs } from '../blobs.ts';
import { dateIn, timestampIn } from '../catalog/dates.ts';
import type { Effect } from '../session/effects.ts';
import type { Event } from '../session/events.ts';
import type { PepperedPin } from '../store/staff-pin.ts';
import type { Store } from '../store/store.ts';
import type { CentralClient } from '../sync/central-client.ts';

/** What the performers of effects work with. */
export type Tools = {
  readonly kiosk: { readonly id: string; readonly hall: string; readonly timezone: string };
  readonly devices: Devices;
  readonly store: Store;
  readonly central: CentralClient;
  readonly sync: {
    /** Something new waits to be sent. */
    nudge(): void;
    /** A number is wanted and the block is empty: asks for one now. True when there is one. */
    leaseNow(queueId: string): Promise<boolean>;
    refreshQueues(): Promise<void>;
  };
  readonly blobs: Blobs;
  /** The peppered PIN of a member of staff. */
  readonly staffPins: (staffId: string) => PepperedPin | undefined;
  /** Ends the core; the shell starts it again. */
  readonly restart: () => void;
  /** UUIDv7. */
  readonly newId: () => string;
  readonly now: () => number;
  readonly log: Logger;
  readonly tell: (event: Event) => void;
};

export type EffectOf<D extends Effect['do']> = Extract<Effect, { do: D }>;

export type Perform<D extends Effect['do']> = (
  effect: EffectOf<D>,
  tools: Tools,
  signal: AbortSignal,
) => Promise<void> | void;

export const timestamp = ({ now, kiosk }: Pick<Tools, 'now' | 'kiosk'>): string =>
  timestampIn(now(), kiosk.timezone);
export const businessDate = ({ now, kiosk }: Tools): string => dateIn(now(), kiosk.timezone);

/** Document type and number: keeps this person's records in order; the store keeps only a keyed hash of it. */
export const personKey = (person: { readonly documentType: string; readonly idNumber: string }): string =>
  `${person.documentType}:${person.idNumber}`;
