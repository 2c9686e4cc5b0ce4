import type { Flaw } from './answer.ts';
import type {
  ChainEvent,
  Command,
  Draft,
  Heartbeat,
  Print,
  Rating,
  Report,
  StaffCall,
  Submission,
  Supplement,
  Ticket,
} from './wire.ts';

/** One request as it arrived. `status` is the answer given, or what became of it instead. */
export type SeenRequest = {
  method: string;
  /** Below the base path, `/tickets`. */
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  status: number | 'lost' | 'hung';
};
/** Something the kiosk should never have sent. */
export type Violation = { method: string; path: string; kind: string; errors: Flaw[] };
export type TicketBlock = {
  id: string;
  kioskId: string;
  queueId: string;
  businessDate: string;
  prefix: string;
  from: number;
  to: number;
  released: { from: number; to: number }[];
};
/** An upload; `bytes` and `complete` once all of it is here and its hash is right. */
export type StoredFile = {
  id: string;
  recordId: string;
  sha256: string;
  filetype: string;
  size: number;
  uploadId: string;
  complete: boolean;
  bytes: Buffer;
};
export type Subject = {
  token: string;
  kioskToken: string;
  personId?: string;
  proven: boolean;
  until: number;
};
export type ReceivedSubmission = Submission & {
  receiptNumber: string;
  acceptedAt: string;
  promisedBy?: string;
};

/** All that the stand-in knows, for tests to look at. Lists are in order of arrival. */
export type CentralState = {
  requests: SeenRequest[];
  violations: Violation[];
  /** Answers of our own that broke openapi.yaml; `close()` throws when there are any. */
  defects: string[];
  /** Bearer tokens; a value of undefined speaks for any kiosk. */
  kiosks: Map<string, string | undefined>;
  enrolCodes: Map<string, string>;
  heartbeats: (Heartbeat & { kioskId: string })[];
  commands: Command[];
  ackedCommands: string[];
  blocks: TicketBlock[];
  tickets: (Ticket & { voided?: string })[];
  subjects: Map<string, Subject>;
  files: Map<string, StoredFile>;
  submissions: ReceivedSubmission[];
  supplements: Supplement[];
  prints: Print[];
  reports: (Report & { receiptNumber: string })[];
  ratings: Rating[];
  calls: StaffCall[];
  drafts: Map<string, Draft & { opened: number; closed: boolean }>;
  events: ChainEvent[];
  /** The newest line of each chain, by its kiosk's token and its epoch. */
  chainEnds: Map<string, ChainEvent>;
};

export function emptyState(): CentralState {
  return {
    requests: [],
    violations: [],
    defects: [],
    kiosks: new Map(),
    enrolCodes: new Map(),
    heartbeats: [],
    commands: [],
    ackedCommands: [],
    blocks: [],
    tickets: [],
    subjects: new Map(),
    files: new Map(),
    submissions: [],
    supplements: [],
    prints: [],
    reports: [],
    ratings: [],
    calls: [],
    drafts: new Map(),
    events: [],
    chainEnds: new Map(),
  };
}
