import type { CardPresence } from '../../../devices/classes/id-reader.ts';
import type { ScanSource } from '../../../devices/classes/scanner.ts';
import type { DeviceStatus, Role } from '../../../devices/device.ts';
import type { Catalogue } from '../../contract/catalogue.ts';
import type { ServiceHistory } from '../catalog/service-history.ts';
import type { Paper } from './paper/stock.ts';

/** The facts around a visit: replaced by events, never changed by a citizen. */
export type World = {
  /** By the steady clock: what lasts is measured by it. What day and hour it is, in-hall.ts says. */
  readonly now: number;
  /** The hall's time minus `now`, milliseconds; 0 when absent. */
  readonly timeShift?: number;
  readonly kiosk: {
    readonly id: string;
    readonly hall: string;
    readonly timezone: string;
    readonly languages: readonly string[];
    readonly version: string;
    readonly simulated: boolean;
  };
  /** A role that is missing here is a device that this kiosk does not have. */
  readonly devices: Partial<Record<Role, DeviceFact>>;
  readonly card: {
    readonly presence: CardPresence;
    /** The pad has been seen empty since the reader came up: the next card is somebody's who is here now. */
    readonly trusted: boolean;
    /** The card that lies there was laid in this visit. */
    readonly fresh: boolean;
    /** It has been read, or tried, in this visit: only lifted and laid again it is read once more. */
    readonly tried: boolean;
  };
  readonly paper: Paper;
  readonly scanSources: readonly ScanSource[];
  readonly network: { readonly online: boolean; readonly since: number; readonly stopped?: string };
  /** The central system's time minus this computer's, where it is minutes or more. */
  readonly clockOff?: ClockOff;
  readonly catalogue?: Catalogue;
  readonly catalogueFault?: string;
  readonly queues: readonly QueueFact[];
  /** How the queues have gone lately. */
  readonly served: ServiceHistory;
  /** When `queues` was told; an old figure is not shown. */
  readonly queuesAt?: number;
  readonly numbersLeft: Readonly<Record<string, number>>;
  readonly backlog: Backlog;
  readonly quarantine: readonly Quarantined[];
  readonly staffPeople: readonly StaffPerson[];
  readonly outOfService?: { readonly by: 'staff' | 'central' | 'storage'; readonly message?: string };
  readonly notices: readonly { readonly id: string; readonly text: string; readonly until: string }[];
};

/** `corrected`: the kiosk goes by the central system's time instead. */
export type ClockOff = { readonly minutes: number; readonly corrected: boolean };

export type DeviceFact = { readonly driver: string; readonly status: DeviceStatus; readonly since: number };
export type QueueFact = {
  readonly id: string;
  readonly waiting: number;
  readonly averageServiceSeconds: number;
  readonly openWindows: number;
  readonly open: boolean;
};
export type Backlog = {
  readonly records: number;
  readonly files: number;
  readonly quarantined: number;
  readonly unclear?: number;
  readonly oldestAt?: string;
};
export type Quarantined = {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly at: string;
};
export type StaffRole = 'attendant' | 'supervisor' | 'maintainer';
export type StaffPerson = {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly validUntil: string;
};
