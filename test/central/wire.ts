/**
 * The bodies of the central system's interface as the stand-in reads them, after openapi.yaml has validated them.
 * Written from the interface's page and not from the kiosk's own types, so that a mistake there shows here.
 */

/** A text by language; a missing language falls back to `zh-CN`. */
export type Text = { 'zh-CN': string } & { [language: string]: string };
export type VisibleIf = { field: string; equals: string | number | boolean };
export type Field = {
  id: string;
  label: Text;
  kind:
    | 'text'
    | 'name'
    | 'idNumber'
    | 'phone'
    | 'date'
    | 'choice'
    | 'choices'
    | 'number'
    | 'amount'
    | 'address'
    | 'yesNo'
    | 'signature';
  required?: boolean;
  options?: { id: string; label: Text }[];
  pattern?: string;
  min?: number | string;
  max?: number | string;
  visibleIf?: VisibleIf;
};
export type Material = {
  id: string;
  name: Text;
  required: boolean;
  source: 'scan' | 'records' | 'licence';
  pages?: { min: number; max: number };
  deferrable?: boolean;
  deferDays?: number;
  visibleIf?: VisibleIf;
};
export type Item = {
  id: string;
  version: number;
  name: Text;
  department: Text;
  audience: 'person' | 'business';
  zone?: string;
  route: 'kiosk' | 'counter' | 'online' | 'print';
  queueId?: string;
  promiseDays?: number;
  fee?: string;
  regions?: string[];
  agentAllowed?: boolean;
  identity: 'card' | 'typed' | 'none';
  prefill?: Record<string, string>;
  form: { id: string; title: Text; fields: Field[] }[];
  guide?: { text: Text; audio?: string; picture?: string }[];
  materials: Material[];
  outcome?: { kind: 'document'; documentId?: string; title?: Text }[];
};
export type Queue = { id: string; name: Text; prefix: string; kind: 'general' | 'field' | 'theme' };
export type Catalogue = {
  version: string;
  queues: Queue[];
  items: Item[];
  bundles?: { id: string; name: Text; items: string[]; sharedFields?: Record<string, string[]> }[];
  zones?: { id: string; name: Text; items: string[] }[];
  points?: { id: string; name: Text; kioskServices?: string[] }[];
  notices?: { id: string; text: Text }[];
};

export type DocumentType = 'resident-id' | 'hmt-residence' | 'foreign-pr-2017' | 'foreign-pr-2023';
export type Identity = {
  documentType: DocumentType;
  name: string;
  idNumber: string;
  source: 'card' | 'typed';
};
export type SubmittedMaterial = {
  materialId: string;
  status: 'supplied' | 'from-records' | 'deferred' | 'licence';
  fileId?: string;
  pages?: number;
  mediaType?: string;
  size?: number;
  sha256?: string;
  code?: string;
};
export type Submission = {
  id: string;
  itemId: string;
  itemVersion: number;
  kioskId: string;
  createdAt: string;
  bundleId?: string;
  region?: string;
  subjectToken?: string;
  applicant?: Identity;
  agent?: Identity;
  form: Record<string, unknown>;
  materials: SubmittedMaterial[];
  deferredUntil?: string;
  consent: { version: string; at: string };
  receipt: { hash: string; signature: string; alg: string };
};
export type Supplement = {
  id: string;
  receiptNumber: string;
  subjectToken: string;
  kioskId: string;
  createdAt: string;
  materials: SubmittedMaterial[];
};
export type Ticket = {
  id: string;
  number: string;
  queueId: string;
  blockId: string;
  businessDate: string;
  kioskId: string;
  issuedAt: string;
  priority: 'none' | 'elderly' | 'disabled' | 'veteran' | 'appointment';
  appointmentId?: string;
  subjectToken?: string;
  onBehalf: boolean;
};
export type TicketBlockRequest = {
  id: string;
  kioskId: string;
  queueId: string;
  businessDate: string;
  size: number;
};
export type Print = {
  id: string;
  documentId: string;
  kioskId: string;
  at: string;
  outcome: 'printed' | 'partly' | 'failed' | 'unknown';
  sheets: { taken: number; spoiled: number; unknown: number };
};
export type Report = {
  id: string;
  kioskId: string;
  createdAt: string;
  screen: string;
  itemId?: string;
  step?: string;
  fault?: string;
  text?: string;
  contact?: string;
  subjectToken?: string;
};
export type Rating = {
  id: string;
  kioskId: string;
  recordId?: string;
  itemId?: string;
  score: number;
  tags: string[];
  createdAt: string;
};
export type StaffCall = {
  id: string;
  kioskId: string;
  at: string;
  reason: 'citizen' | 'jam' | 'paper' | 'belongings' | 'fault';
  screen: string;
  itemId?: string;
};
export type Draft = { id: string; locator: string; sealed: string; alg: string; expiresAt: string };
export type ChainEvent = {
  id: string;
  at: string;
  kind: string;
  epoch: number | string;
  seq: number;
  prev: string | null;
  hash: string;
  [detail: string]: unknown;
};
export type Command = {
  id: string;
  kind:
    | 'restart-app'
    | 'restart-machine'
    | 'out-of-service'
    | 'in-service'
    | 'refresh-catalog'
    | 'show-notice'
    | 'lock-staff';
  message?: string;
  text?: string;
  until?: string;
};
export type Heartbeat = {
  sentAt: string;
  appVersion: string;
  catalogVersion: string | null;
  state: 'in-service' | 'degraded' | 'out-of-service' | 'maintenance';
  reason?: string;
  lastPaintAt: string;
  devices: { role: string; link: string; conditions: string[]; detail?: string }[];
  services: { itemId: string; available: boolean; reason?: string }[];
  backlog: { records: number; files: number; quarantined: number; oldestAt?: string };
  auditHead: { epoch: number | string; seq: number; hash: string; signature: string; alg: string };
  ackedCommands: string[];
};
export type Application = {
  receiptNumber: string;
  itemId: string;
  title: string;
  status: string;
  updatedAt: string;
  promisedBy?: string;
  missing: { materialId: string; name: string }[];
};
export type DocumentEntry = {
  id: string;
  title: string;
  issuer: string;
  issuedOn: string;
  expiresOn?: string;
  pages: number;
  mediaType: 'application/pdf';
  fee?: string;
  assurance?: 'card' | 'face';
};
/** `GET /staff`; `params` are node:crypto scrypt's N, r, p and the hash's length in bytes, salt and hash base64. */
export type StaffMember = {
  id: string;
  name: string;
  role: 'attendant' | 'supervisor' | 'maintainer';
  pin: {
    alg: 'scrypt';
    params: { N: number; r: number; p: number; keylen: number };
    salt: string;
    hash: string;
  };
  totp?: { secret: string };
  validUntil: string;
};
