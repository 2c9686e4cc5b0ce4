import type { IdCard } from '../../../devices/classes/id-reader.ts';
import type { Bundle, Item } from '../../contract/catalogue.ts';
import type { FieldValue } from '../../contract/field-value.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { Priority } from '../../contract/screens.ts';
import type { Asked } from '../catalog/asked.ts';

/** Who is here. Lives in memory only, until the visit ends. */
export type Person = {
  readonly documentType: 'resident-id' | 'hmt-residence' | 'foreign-pr-2017' | 'foreign-pr-2023';
  readonly name: string;
  readonly idNumber: string;
  /** `app`: from a code of the person's own phone, which the central system has resolved. */
  readonly source: 'card' | 'typed' | 'app';
  readonly card?: Omit<IdCard, 'photo'>;
};

/** What the central system knows of this person; absent while it could not be asked. */
export type Known = {
  readonly subjectToken?: string;
  readonly profile: Readonly<Record<string, string>>;
  readonly applications: readonly Application[];
  readonly documents: readonly PersonalDocument[];
  readonly appointments: readonly { readonly id: string; readonly queueId: string; readonly at: string }[];
  readonly suggestions: readonly { readonly itemId: string; readonly reason: string }[];
};
export type Application = {
  readonly receiptNumber: string;
  readonly itemId: string;
  readonly title: string;
  readonly status: string;
  readonly updatedAt: string;
  readonly promisedBy?: string;
  readonly missing: readonly { readonly materialId: string; readonly name: string }[];
};
export type PersonalDocument = {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly expiresOn?: string;
  readonly pages: number;
  readonly mediaType: string;
  readonly fee?: string;
  readonly assurance?: 'card' | 'face';
};

/** `unasked`: nobody identified yet, or typed only. `at`: when the central system answered. */
export type LookUp =
  | { readonly state: 'unasked' }
  | { readonly state: 'known'; readonly known: Known; readonly at: number }
  | { readonly state: 'unknown'; readonly at: number }
  | { readonly state: 'failed'; readonly reason: Reason };

/** One scanned paper of a matter: pages joined to one PDF, held by the runner under `handle`. */
export type SuppliedPaper = { readonly handle: string; readonly pages: number };

/** 代办: whom the matter is for, when it is not the person at the kiosk. */
export type Principal = { readonly person: Person; readonly known?: Known };

/** A business licence's code, and what the central system says of it where it could be asked. */
export type Licence = {
  readonly code: string;
  readonly business?: { readonly name: string; readonly creditCode: string; readonly role: string };
  /** The legal representative. */
  readonly person?: Person;
  readonly known?: Known;
};

export type ApplyMatter = {
  readonly kind: 'apply';
  /** Of the catalogue as it was when the person began: what changes there meanwhile changes nothing here. */
  readonly subject: Item | Bundle;
  readonly asked: Asked;
  /** Answers and papers by their keys. */
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly sources: Readonly<Record<string, 'profile' | 'business' | 'card'>>;
  readonly papers: Readonly<Record<string, SuppliedPaper>>;
  readonly onBehalf: boolean;
  /** Carried on from a draft: its answers are there already. */
  readonly resumed?: true;
  /** Keys of papers that had been scanned for that draft, and have to be scanned again. */
  readonly papersBefore?: readonly string[];
  readonly principal?: Principal;
  /** `none`: the person goes on without it. */
  readonly licence?: Licence | 'none';
};
export type SupplementMatter = {
  readonly kind: 'supplement';
  readonly application: Application;
  readonly papers: Readonly<Record<string, SuppliedPaper>>;
};
export type TicketMatter = {
  readonly kind: 'ticket';
  readonly priority: Priority;
  readonly onBehalf: boolean;
  readonly queueId?: string;
};
export type PrintMatter = { readonly kind: 'print'; readonly documentId?: string };
export type ProgressMatter = { readonly kind: 'progress'; readonly purpose: 'progress' | 'scan' };
/** 断点续办: the code of a slip and the sealed draft it found; the card is still to come. */
export type ResumeMatter = {
  readonly kind: 'resume';
  readonly code: string;
  readonly draft: { readonly id: string; readonly sealed: string; readonly alg: string };
};
export type Matter =
  | ResumeMatter
  | ApplyMatter
  | SupplementMatter
  | TicketMatter
  | PrintMatter
  | ProgressMatter;
