import type { ScanRequest } from '../../../devices/classes/scanner.ts';
import type { Item } from '../../contract/catalogue.ts';
import type { FieldValue } from '../../contract/field-value.ts';
import type { Priority } from '../../contract/screens.ts';
import type { Text } from '../../contract/text.ts';
import type { DraftContent, DraftHolder } from '../journeys/draft.ts';
import type { VisitMark } from './left-behind.ts';
import type { Stocks } from './paper/stock.ts';
import type {
  Application,
  HandedIn,
  NoticeFacts,
  Person,
  ResumeMatter,
  SuppliedPaper,
  WaitRange,
} from './state.ts';

/** What the session decides and the runner does. Those with a `ref` are answered by a result event of the same `ref`. */
export type Effect =
  | { readonly do: 'read-card'; readonly ref: string }
  | { readonly do: 'cancel'; readonly ref: string }
  | { readonly do: 'look-up'; readonly ref: string; readonly person: Person }
  | {
      readonly do: 'look-up-code';
      readonly ref: string;
      readonly code: string;
      readonly kind: 'app' | 'licence';
    }
  | { readonly do: 'refresh-queues' }
  | {
      readonly do: 'issue-ticket';
      readonly ref: string;
      readonly queueId: string;
      readonly priority: Priority;
      readonly onBehalf: boolean;
      readonly person?: Person;
      readonly subjectToken?: string;
      readonly appointmentId?: string;
    }
  | { readonly do: 'print-slip'; readonly ref: string; readonly language: string; readonly slip: SlipOrder }
  | { readonly do: 'scan'; readonly ref: string; readonly request: ScanRequest }
  | { readonly do: 'join-pages'; readonly ref: string; readonly pages: readonly string[] }
  | { readonly do: 'drop'; readonly handles: readonly string[] }
  | { readonly do: 'save-submission'; readonly ref: string; readonly order: SubmissionOrder }
  | {
      readonly do: 'save-supplement';
      readonly ref: string;
      readonly application: Application;
      readonly papers: Readonly<Record<string, SuppliedPaper>>;
      readonly subjectToken: string;
      readonly person: Person;
    }
  | {
      readonly do: 'save-report';
      readonly ref: string;
      readonly screen: string;
      readonly itemId?: string;
      readonly fault?: string;
      readonly step?: string;
      readonly text: string;
      readonly contact: string;
      readonly subjectToken?: string;
    }
  | {
      readonly do: 'save-call';
      readonly ref?: string;
      readonly reason: 'citizen' | 'jam' | 'paper' | 'belongings' | 'fault';
      readonly screen: string;
      readonly itemId?: string;
    }
  | {
      readonly do: 'save-rating';
      readonly recordId?: string;
      readonly itemId?: string;
      readonly score: number;
    }
  | {
      readonly do: 'load-document';
      readonly ref: string;
      readonly documentId: string;
      readonly subjectToken: string;
    }
  /** 受理通知书: put on A4 pages; answered as a document that came. */
  | {
      readonly do: 'make-notice';
      readonly ref: string;
      readonly language: string;
      readonly records: readonly HandedIn[];
      readonly facts: NoticeFacts;
    }
  /** Nobody waits for it; told when it is there. `source`: an address of the central system, or a data: address. */
  | {
      readonly do: 'load-guide-media';
      readonly ref: string;
      readonly what: 'recording' | 'picture';
      readonly source: string;
    }
  /** What became of it is recorded for the central system, whatever becomes of the visit. */
  | {
      readonly do: 'print-document';
      readonly ref: string;
      readonly documentId?: string;
      readonly handle: string;
      readonly pages: number;
      readonly only: readonly number[];
    }
  /** Sealed, stored and its slip printed; goes on after the wipe. */
  | {
      readonly do: 'keep-draft';
      readonly ref: string;
      readonly language: string;
      readonly holder: DraftHolder;
      readonly content: DraftContent;
      /** The central system can be reached: until it has the draft, no other kiosk finds it. */
      readonly sentAtOnce: boolean;
    }
  | { readonly do: 'find-draft'; readonly ref: string; readonly code: string }
  | {
      readonly do: 'unseal-draft';
      readonly ref: string;
      readonly code: string;
      readonly draft: ResumeMatter['draft'];
      readonly holder: DraftHolder;
    }
  | { readonly do: 'close-draft'; readonly draftId: string }
  | { readonly do: 'check-pin'; readonly ref: string; readonly staffId: string; readonly pin: string }
  /** What a start after a crash has to know of this visit; nothing: nobody is here. On disk before anything else is done. */
  | { readonly do: 'keep-mark'; readonly mark?: VisitMark }
  /** The counts of paper as they are now on disk, before anything of it is printed. */
  | { readonly do: 'keep-paper'; readonly stock: Stocks }
  /** The visit is over: whatever the runner still holds of it is dropped and every operation cancelled. */
  | { readonly do: 'wipe' }
  | {
      readonly do: 'staff-command';
      readonly command: 'restart-app' | 'retry-devices' | 'paper-refilled' | 'out-of-service' | 'in-service';
      readonly by: string;
    }
  | {
      readonly do: 'audit';
      readonly kind: string;
      readonly fields: Readonly<Record<string, string | number | boolean>>;
    };

export type SlipOrder =
  | {
      readonly kind: 'ticket';
      readonly recordId: string;
      readonly number: string;
      readonly queue: Text;
      readonly windows?: string;
      readonly waiting?: number;
      readonly wait?: WaitRange;
      readonly priority: Priority;
      readonly onBehalf: boolean;
    }
  | {
      readonly kind: 'receipt';
      /** The first of its records: what the slip is known by. */
      readonly recordId: string;
      readonly records: readonly HandedIn[];
      readonly deferred: readonly { readonly name: Text; readonly until: string }[];
    };

/** What is handed in at once: one record an item, all of them or none. */
export type SubmissionOrder = {
  readonly bundleId?: string;
  readonly parts: readonly SubmissionPart[];
};

export type SubmissionPart = {
  readonly item: Item;
  /** Whom it is for, and who acts for them; nobody where the item asks nobody's name. */
  readonly applicant?: Person;
  readonly agent?: Person;
  readonly subjectToken?: string;
  readonly region?: string;
  readonly form: Readonly<Record<string, FieldValue>>;
  readonly materials: readonly SubmissionMaterial[];
  readonly deferredUntil?: string;
  /** Field ids whose value is a signature drawn on the screen. */
  readonly signatures: readonly string[];
};

export type SubmissionMaterial =
  | { readonly materialId: string; readonly status: 'supplied'; readonly paper: SuppliedPaper }
  | { readonly materialId: string; readonly status: 'from-records' | 'deferred' }
  | { readonly materialId: string; readonly status: 'licence'; readonly code: string };
