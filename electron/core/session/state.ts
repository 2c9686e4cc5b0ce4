import type { Settings } from '../../contract/snapshot.ts';
import type { Pace } from './pace.ts';
import type { LookUp, Matter, Person } from './person.ts';
import type { Place } from './place.ts';
import type { StaffPerson, World } from './world.ts';

export type * from './person.ts';
export type * from './place.ts';
export type * from './world.ts';

export type Visit = {
  readonly number: number;
  readonly startedAt: number;
  readonly pace: Pace;
  readonly settings: Settings;
  readonly person?: Person;
  readonly lookUp: LookUp;
  readonly matter?: Matter;
  readonly place: Place;
  readonly past: readonly Place[];
  /** Set while the idle warning stands. */
  readonly warnedAt?: number;
  /** References of operations that this citizen waits for. */
  readonly awaited: readonly string[];
  /** What may have been left where nothing senses it. */
  readonly used: {
    readonly card: boolean;
    readonly glass: boolean;
    readonly paper: boolean;
    readonly slip: boolean;
  };
  /** Records of this visit that have not been received yet. */
  readonly unsent: readonly string[];
};

export type Belonging = 'card' | 'original' | 'paper' | 'slip';

export type Phase =
  | { readonly at: 'attract' }
  | { readonly at: 'visit'; readonly visit: Visit }
  | {
      readonly at: 'belongings';
      readonly things: readonly Belonging[];
      readonly settings: Settings;
      readonly since: number;
      /** How often it was reminded of again. */
      readonly reminders: number;
    };

export type StaffState =
  | {
      readonly at: 'login';
      /** The check of a PIN whose answer is awaited. */
      readonly ref?: string;
      readonly error?: 'wrong-pin' | 'locked' | 'nobody' | 'expired';
      readonly checking: boolean;
      readonly lastSign: number;
    }
  | { readonly at: 'in'; readonly person: StaffPerson; readonly lastSign: number };

export type Session = {
  readonly world: World;
  readonly phase: Phase;
  readonly staff?: StaffState;
  /** When somebody called for staff while the kiosk was out of service. */
  readonly calledAt?: number;
  readonly wrongPins: { readonly count: number; readonly lockedUntil: number };
  /** Settings of the attract screen: the kiosk's first language, normal size and contrast. */
  readonly visits: number;
  readonly serials: number;
  readonly screenId: number;
  readonly sound?: { readonly id: number; readonly kind: 'card-read' | 'remind' | 'done' | 'trouble' };
};
