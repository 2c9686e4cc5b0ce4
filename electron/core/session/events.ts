import type { PrintEnd, PrintProgress } from '../../../devices/classes/document-printer.ts';
import type { CardPresence, CardRead } from '../../../devices/classes/id-reader.ts';
import type { ScanSource } from '../../../devices/classes/scanner.ts';
import type { DeviceError, DeviceStatus, Role } from '../../../devices/device.ts';
import type { Catalogue } from '../../contract/catalogue.ts';
import type { Intent } from '../../contract/intents.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { DraftContent } from '../journeys/draft.ts';
import type { VisitMark } from './left-behind.ts';
import type { Stocks } from './paper/stock.ts';
import type {
  Backlog,
  ClockOff,
  Known,
  Licence,
  Person,
  Quarantined,
  QueueFact,
  ResumeMatter,
  ScannedPageRef,
  StaffPerson,
} from './state.ts';

/** Everything that can happen to a session. `ref` names the operation whose result this is. */
export type Event =
  /** `timeShift`: the hall's time minus the steady clock's, milliseconds; it changes when a clock was put right. */
  | { readonly kind: 'tick'; readonly timeShift?: number }
  | { readonly kind: 'intent'; readonly intent: Intent }
  | Fact
  | Result;

/** The world has changed. */
export type Fact =
  | { readonly kind: 'device'; readonly role: Role; readonly driver: string; readonly status: DeviceStatus }
  | { readonly kind: 'presence'; readonly presence: CardPresence }
  | { readonly kind: 'scan-sources'; readonly sources: readonly ScanSource[] }
  | { readonly kind: 'network'; readonly online: boolean; readonly stopped?: string }
  /** Without `off`: the clocks agree. */
  | { readonly kind: 'clock'; readonly off?: ClockOff }
  | { readonly kind: 'catalogue'; readonly catalogue: Catalogue }
  | { readonly kind: 'catalogue-fault'; readonly fault: string }
  | { readonly kind: 'queues'; readonly queues: readonly QueueFact[] }
  | { readonly kind: 'numbers-left'; readonly left: Readonly<Record<string, number>> }
  | { readonly kind: 'backlog'; readonly backlog: Backlog; readonly quarantine: readonly Quarantined[] }
  | { readonly kind: 'staff-people'; readonly people: readonly StaffPerson[] }
  | {
      readonly kind: 'out-of-service';
      readonly by: 'staff' | 'central' | 'storage';
      readonly message?: string;
    }
  | { readonly kind: 'in-service'; readonly by: 'staff' | 'central' | 'storage' }
  | { readonly kind: 'notice'; readonly id: string; readonly text: string; readonly until: string }
  /** After a start: what is known of the paper. */
  | { readonly kind: 'paper-kept'; readonly stock: Stocks }
  /** After a start: somebody was here when the program stopped. */
  | { readonly kind: 'interrupted'; readonly mark: VisitMark }
  /** A code was held under the code scanner. */
  | { readonly kind: 'code'; readonly text: string }
  /** The central system has refused a record for good: it is kept here, and staff see to it. */
  | { readonly kind: 'held'; readonly id: string }
  /** The central system has accepted a record. */
  | {
      readonly kind: 'settled';
      readonly id: string;
      readonly receiptNumber?: string;
      readonly promisedBy?: string;
      readonly waitingAhead?: number;
    };

export type Result =
  | { readonly kind: 'card'; readonly ref: string; readonly read: CardRead }
  | {
      readonly kind: 'looked-up';
      readonly ref: string;
      readonly outcome:
        | { readonly ok: true; readonly known: Known }
        | { readonly ok: false; readonly reason: Reason };
    }
  /** A code of a phone or a licence was resolved: what is known, and of whom. */
  | {
      readonly kind: 'code-known';
      readonly ref: string;
      readonly code: string;
      readonly outcome:
        | {
            readonly ok: true;
            readonly known: Known;
            readonly person?: Omit<Person, 'source' | 'card'>;
            readonly business?: Licence['business'];
          }
        | { readonly ok: false; readonly reason: Reason };
    }
  | {
      readonly kind: 'ticket-issued';
      readonly ref: string;
      readonly outcome:
        | { readonly ok: true; readonly id: string; readonly number: string; readonly queueId: string }
        | { readonly ok: false; readonly reason: Reason };
    }
  | {
      readonly kind: 'slip';
      readonly ref: string;
      readonly outcome: { readonly ok: true } | { readonly ok: false; readonly error: DeviceError };
    }
  | { readonly kind: 'scan-progress'; readonly ref: string; readonly page: number }
  | {
      readonly kind: 'scanned';
      readonly ref: string;
      readonly pages: readonly ScannedPageRef[];
      readonly error?: DeviceError;
    }
  | {
      readonly kind: 'joined';
      readonly ref: string;
      readonly outcome:
        | { readonly ok: true; readonly handle: string }
        | { readonly ok: false; readonly reason: Reason };
    }
  | {
      readonly kind: 'saved';
      readonly ref: string;
      readonly outcome:
        | { readonly ok: true; readonly id: string; readonly localCode: string }
        | { readonly ok: false; readonly reason: Reason };
    }
  /** One record an item, in the order of the items. */
  | {
      readonly kind: 'handed-in';
      readonly ref: string;
      readonly outcome:
        | {
            readonly ok: true;
            readonly records: readonly {
              readonly id: string;
              readonly localCode: string;
              readonly seal: string;
            }[];
          }
        | { readonly ok: false; readonly reason: Reason };
    }
  | {
      readonly kind: 'document';
      readonly ref: string;
      readonly outcome:
        | { readonly ok: true; readonly handle: string; readonly pages: number }
        | { readonly ok: false; readonly reason: Reason };
    }
  | {
      readonly kind: 'guide-media';
      readonly ref: string;
      readonly outcome: { readonly ok: true; readonly handle: string } | { readonly ok: false };
    }
  | { readonly kind: 'print-progress'; readonly ref: string; readonly progress: PrintProgress }
  | { readonly kind: 'printed'; readonly ref: string; readonly end: PrintEnd }
  | {
      readonly kind: 'draft-found';
      readonly ref: string;
      readonly outcome:
        | { readonly ok: true; readonly draft: ResumeMatter['draft'] }
        | { readonly ok: false; readonly error: 'unknown-code' | 'gone' | 'offline' };
    }
  | {
      readonly kind: 'draft-unsealed';
      readonly ref: string;
      readonly outcome: ({ readonly ok: true } & DraftContent) | { readonly ok: false };
    }
  /** The runner could not do it at all: a bug, in the log. */
  | { readonly kind: 'effect-failed'; readonly ref: string }
  | { readonly kind: 'pin'; readonly ref: string; readonly staffId: string; readonly right: boolean };
