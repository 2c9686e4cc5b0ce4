import { createHash } from 'node:crypto';
import type { Answer } from './answer.ts';
import type { PersonRecord, QueueLoad } from './data.ts';
import type { CentralState } from './state.ts';
import type { Catalogue, StaffMember } from './wire.ts';

/** What the calls work on. */
export type World = {
  state: CentralState;
  catalogue: Catalogue;
  people: PersonRecord[];
  staff: StaffMember[];
  queues: QueueLoad[];
  now(): Date;
  /** Base address, told to a kiosk that enrols. */
  url(): string;
  /** Told to it too. */
  enrolConfig: Record<string, unknown>;
};

/** One request, authenticated and validated. `body` fits the operation's schema. */
export type Call = {
  params: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
  /** The bearer token it came with. */
  token: string;
};

export type Handler = (world: World, call: Call) => Answer | Promise<Answer>;

/** A strong ETag over what would be sent. */
export const etagOf = (value: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24)}"`;

/** 200 with an ETag, or 304 when If-None-Match names it. */
export function conditional(value: unknown, ifNoneMatch: string | undefined): Answer {
  const etag = etagOf(value);
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return { status: 304, headers: { ETag: etag } };
  return { status: 200, headers: { ETag: etag }, body: value };
}
