import type { SheetLedger } from '../../../devices/classes/document-printer.ts';
import type { ScanSource } from '../../../devices/classes/scanner.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { IdentifyAdvice, PageVerdict, Priority } from '../../contract/screens.ts';
import type { Text } from '../../contract/text.ts';

export type ScannedPageRef = { readonly handle: string; readonly verdicts: readonly PageVerdict[] };

export type SlipState = 'printed' | 'not-printed' | 'unknown' | 'none';
export type WaitRange = { readonly fromMinutes: number; readonly toMinutes: number };

/** Written down here; received by the central system; or refused by it, kept here for staff to see to. */
export type RecordState = 'saved' | 'received' | 'held';

/** What became of one item: written down here, and, with its answer, received by the central system. */
export type HandedIn = {
  readonly recordId: string;
  readonly item: { readonly id: string; readonly name: Text };
  readonly promiseDays?: number;
  readonly state: RecordState;
  readonly localCode: string;
  readonly receiptNumber?: string;
  readonly promisedBy?: string;
  readonly seal: string;
};

/** Names as they are, numbers masked: the sheet goes to the person, and may be left somewhere. */
export type NoticeFacts = {
  readonly handedInAt: number;
  readonly parties: readonly {
    readonly is: 'applicant' | 'agent';
    readonly name: string;
    readonly maskedNumber: string;
  }[];
  readonly business?: string;
  readonly materials: readonly {
    readonly name: Text;
    readonly status: 'supplied' | 'from-records' | 'deferred' | 'licence';
    readonly until?: string;
  }[];
};

export type Settled =
  | {
      readonly kind: 'ticket';
      readonly recordId: string;
      readonly number: string;
      readonly queue: Text;
      readonly windows?: string;
      readonly priority: Priority;
      readonly onBehalf: boolean;
      readonly waiting?: number;
      readonly wait?: WaitRange;
      readonly slip: SlipState;
    }
  | {
      readonly kind: 'application';
      /** One an item; several when a bundle was handed in. */
      readonly records: readonly HandedIn[];
      readonly deferred: readonly { readonly name: Text; readonly until: string }[];
      readonly slip: SlipState;
      /** What the formal notice of it says besides; `printed` once it has come out. */
      readonly notice: NoticeFacts;
      readonly noticePrinted: boolean;
    }
  | { readonly kind: 'document'; readonly title: string; readonly sheets: SheetLedger }
  | {
      readonly kind: 'supplement';
      readonly recordId: string;
      readonly state: RecordState;
      readonly receiptNumber: string;
    }
  | {
      readonly kind: 'report';
      readonly recordId: string;
      readonly state: RecordState;
      readonly receiptNumber?: string;
    };

/** What a step of a guide plays or shows. */
export type GuideMedia = { readonly ref: string; readonly handle?: string };

export type PageState = { readonly page: number; readonly state: 'taken' | 'spoiled' | 'owed' | 'unknown' };

/** Where the citizen is. `serial` tells instances apart. */
export type Place = { readonly serial: number } & PlaceData;
export type PlaceData =
  | { readonly at: 'home' }
  | { readonly at: 'ticket' }
  | {
      readonly at: 'identify';
      /** Whose card is asked for; of a business it is the code of its licence. */
      readonly who: 'self' | 'principal' | 'agent' | 'business';
      readonly allowTyped: boolean;
      /** Asked for a paper: the papers are shown again afterwards. */
      readonly forPaper?: boolean;
      readonly state: 'waiting' | 'reading' | 'read' | 'looking-up';
      readonly advice?: IdentifyAdvice;
      readonly typed: {
        readonly name: string;
        readonly idNumber: string;
        readonly errors: Readonly<Record<string, string>>;
      };
    }
  | { readonly at: 'catalogue'; readonly zone?: string }
  | { readonly at: 'item'; readonly itemId: string }
  | {
      readonly at: 'form';
      readonly pageId: string;
      readonly errors: Readonly<Record<string, string>>;
      readonly returnTo?: 'review';
    }
  | { readonly at: 'materials'; readonly returnTo?: 'review' }
  | {
      readonly at: 'scan';
      readonly materialId: string;
      readonly state: 'ready' | 'scanning' | 'saving';
      readonly page?: number;
      readonly pages: readonly ScannedPageRef[];
      readonly source: ScanSource;
      /** The person chose the source. */
      readonly chosen?: boolean;
      readonly problem?: Reason;
    }
  | { readonly at: 'review' }
  | { readonly at: 'documents' }
  | {
      readonly at: 'preview';
      readonly documentId: string;
      readonly state: 'loading' | 'ready' | 'failed';
      readonly handle?: string;
      readonly pages: number;
      readonly problem?: Reason;
    }
  | {
      readonly at: 'printing';
      readonly what: 'ticket' | 'receipt' | 'document' | 'notice';
      readonly state: 'saving' | 'printing' | 'asking' | 'waiting';
      readonly progress?: { readonly done: number; readonly total: number };
      readonly settled?: Settled;
      readonly document?: PrintingDocument;
      /** The receipt waits for the central system's answer until then. */
      readonly answerBy?: number;
      /** Staff were called while it printed: by the citizen, or because the printer waits for hands. */
      readonly toldAt?: number;
    }
  | { readonly at: 'progress'; readonly purpose: 'progress' | 'scan' }
  | {
      readonly at: 'report';
      readonly text: string;
      readonly contact: string;
      readonly from: {
        readonly screen: string;
        readonly itemId?: string;
        readonly fault?: string;
        readonly step?: string;
      };
      readonly state: 'writing' | 'saving';
    }
  | { readonly at: 'nearby'; readonly point?: string }
  | {
      readonly at: 'resume';
      readonly code: string;
      readonly state: 'code' | 'opening';
      readonly error?: string;
    }
  | {
      readonly at: 'guide';
      readonly itemId: string;
      readonly step: number;
      /** Of this step; without a handle they are still on their way. */
      readonly recording?: GuideMedia;
      readonly picture?: GuideMedia;
    }
  | {
      readonly at: 'call';
      readonly state: 'calling' | 'told' | 'saved';
      readonly recordId?: string;
      readonly since: number;
    }
  | { readonly at: 'finish'; readonly settled: Settled; readonly rated?: number }
  | {
      readonly at: 'trouble';
      readonly reason: Reason;
      readonly toldAt?: number;
      /** A slip of which nothing came out, or a certificate whose pages are owed. */
      readonly settled?: Settled;
      readonly document?: PrintingDocument;
      readonly pages: readonly PageState[];
    };

/** Pages on their way to paper; `ledger` sums up over all attempts. */
export type PrintingDocument = {
  /** A certificate that the central system holds; without it, a paper of the kiosk's own. */
  readonly documentId?: string;
  readonly title: string;
  readonly handle: string;
  readonly pages: number;
  readonly owed: readonly number[];
  readonly ledger: SheetLedger;
};
