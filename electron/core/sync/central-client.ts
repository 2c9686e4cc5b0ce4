import { createHash } from 'node:crypto';
import { Listeners } from '../../../devices/protocol/listeners.ts';
import {
  DraftAnswer,
  HeartbeatAnswer,
  KnownByCode,
  KnownPerson,
  type QueueLoad,
  QueueLoads,
} from './answers.ts';
import { type Http, type HttpAnswer, type HttpCall, type HttpOptions, openHttp } from './http.ts';
import {
  accepted,
  type CallFailure,
  type CallResult,
  jsonBody,
  parsed,
  type Written,
  written,
} from './results.ts';

export interface PersonQuery {
  readonly documentType: 'resident-id' | 'hmt-residence' | 'foreign-pr-2017' | 'foreign-pr-2023';
  readonly idNumber: string;
  /** The Chinese name, else the Latin one. */
  readonly name: string;
  readonly source: 'card' | 'typed';
  readonly readerId?: string;
  /** RFC 3339 */
  readonly readAt?: string;
}

/** A body that may be the one already known. */
export type Fetched =
  | { readonly changed: false }
  | { readonly changed: true; readonly body: unknown; readonly etag?: string };

/** A citizen waits for these. */
export const INTERACTIVE = 5_000;
/** Nobody waits for these. */
export const WRITE = 30_000;
export const DOCUMENT_CEILING = 50 * 1024 * 1024;

/** All calls of the central system's interface (v1). Failures are values; nothing is tried twice in here. */
export interface CentralClient {
  catalogue(etag?: string): Promise<CallResult<Fetched>>;
  staff(etag?: string): Promise<CallResult<Fetched>>;
  queues(signal?: AbortSignal): Promise<CallResult<readonly QueueLoad[]>>;
  heartbeat(kioskId: string, beat: object): Promise<CallResult<HeartbeatAnswer>>;
  /** `undefined`: nobody known. */
  peopleLookup(query: PersonQuery, signal?: AbortSignal): Promise<CallResult<KnownPerson | undefined>>;
  peopleByCode(
    code: string,
    kind: 'app' | 'licence',
    signal?: AbortSignal,
  ): Promise<CallResult<KnownByCode | undefined>>;
  /** The PDF, its digest checked where one came. */
  documentContent(id: string, subjectToken: string, signal?: AbortSignal): Promise<CallResult<Buffer>>;
  /**
   * What a guide shows or plays, below the base path or at a whole address of the central system; at most so many bytes.
   * `mediaType` is as the answer says, empty where it says none; whether that is what was asked for is left to the caller.
   */
  guideMedia(
    address: string,
    wanted: { readonly accept: string; readonly ceiling: number },
    signal?: AbortSignal,
  ): Promise<CallResult<{ mediaType: string; bytes: Buffer }>>;
  /** `undefined`: no such draft, or it was closed. */
  openDraft(locator: string, signal?: AbortSignal): Promise<CallResult<DraftAnswer | undefined>>;
  /** A write that may be repeated: the same key with the same bytes. */
  write(path: string, key: string, body: Uint8Array, signal?: AbortSignal): Promise<CallResult<Written>>;
  /** NDJSON */
  events(lines: Uint8Array, signal?: AbortSignal): Promise<CallResult<unknown>>;
  /** For uploads, whose codes have tus's own meaning. */
  raw(call: HttpCall): ReturnType<Http['call']>;
  located: Http['located'];
  /** Told after each call: `undefined` when it was answered 2xx or 3xx. */
  onOutcome(listener: (failure: CallFailure | undefined, path: string) => void): () => void;
  close(): Promise<void>;
}

/** RFC 9530: `sha-256=:base64:`. True when there is no digest that we know. */
export const digestFits = (header: string | undefined, body: Uint8Array): boolean => {
  const found = /(?:^|,)\s*sha-256\s*=\s*:([A-Za-z0-9+/=]+):/i.exec(header ?? '');
  return !found || found[1] === createHash('sha256').update(body).digest('base64');
};

/** Where the answer "there is none" is an answer like any other. */
const orNone = <T>(result: CallResult<T>, ...statuses: readonly number[]): CallResult<T | undefined> =>
  !result.ok && result.kind === 'refused' && statuses.includes(result.status)
    ? { ok: true, value: undefined }
    : result;

/** A path without ids, for logs and faults. */
const named = (path: string): string => path.replace(/\/[^/]*\d[^/]*/g, '/{id}');

/** Throws when the address can't be used (see `addressFault`). */
export const openCentralClient = (options: HttpOptions & { readonly now: () => number }): CentralClient =>
  centralClientOver(openHttp(options), options.now);

export const centralClientOver = (http: Http, now: () => number): CentralClient => {
  const outcomes = new Listeners<[CallFailure | undefined, string]>();

  const send = async (call: HttpCall): Promise<CallResult<HttpAnswer>> => {
    const result = await http.call(call);
    if (result.kind === 'answer' && result.status === 304) {
      outcomes.tell(undefined, named(call.path));
      return { ok: true, value: result };
    }
    const answer = accepted(result, now());
    if (answer.ok || answer.kind !== 'cancelled')
      outcomes.tell(answer.ok ? undefined : answer, named(call.path));
    return answer;
  };
  const json = { 'content-type': 'application/json' };
  const post = (path: string, body: object, deadline: number, signal?: AbortSignal) =>
    send({
      method: 'POST',
      path,
      headers: json,
      body: Buffer.from(JSON.stringify(body)),
      deadline,
      ...(signal ? { signal } : {}),
    });
  const fetched = async (path: string, etag: string | undefined): Promise<CallResult<Fetched>> => {
    const headers = { accept: 'application/json', ...(etag === undefined ? {} : { 'if-none-match': etag }) };
    const answer = await send({ method: 'GET', path, headers, deadline: WRITE });
    if (!answer.ok) return answer;
    if (answer.value.status === 304) return { ok: true, value: { changed: false } };
    const body = jsonBody(answer);
    const newTag = answer.value.headers.etag;
    if (!body.ok) return body;
    return {
      ok: true,
      value: { changed: true, body: body.value, ...(newTag === undefined ? {} : { etag: newTag }) },
    };
  };

  return {
    catalogue: (etag) => fetched('/catalog', etag),
    staff: (etag) => fetched('/staff', etag),
    queues: async (signal) =>
      parsed(
        await send({ method: 'GET', path: '/queues', deadline: INTERACTIVE, ...(signal ? { signal } : {}) }),
        QueueLoads,
      ),
    heartbeat: async (kioskId, beat) => {
      const answer = written(await post(`/kiosks/${encodeURIComponent(kioskId)}/heartbeat`, beat, WRITE / 2));
      return answer.ok ? { ok: true, value: HeartbeatAnswer.parse(answer.value.body) } : answer;
    },
    peopleLookup: async (query, signal) =>
      orNone(parsed(await post('/people/lookup', query, INTERACTIVE, signal), KnownPerson), 404),
    peopleByCode: async (code, kind, signal) =>
      orNone(parsed(await post('/people/by-code', { code, kind }, INTERACTIVE, signal), KnownByCode), 404),
    documentContent: async (id, subjectToken, signal) => {
      const answer = await send({
        method: 'GET',
        path: `/documents/${encodeURIComponent(id)}/content`,
        headers: { accept: 'application/pdf', 'x-subject-token': subjectToken },
        deadline: WRITE,
        ceiling: DOCUMENT_CEILING,
        ...(signal ? { signal } : {}),
      });
      if (!answer.ok) return answer;
      const { body, headers } = answer.value;
      if (!digestFits(headers['content-digest'], body)) {
        return { ok: false, kind: 'malformed', detail: 'the digest is of other bytes' };
      }
      if (!body.subarray(0, 1024).includes('%PDF-')) {
        return { ok: false, kind: 'malformed', detail: 'the document is no PDF' };
      }
      return { ok: true, value: body };
    },
    guideMedia: async (address, { accept, ceiling }, signal) => {
      const path = /^(https?:|\/)/.test(address) ? address : `/${address}`;
      const call = {
        method: 'GET',
        path,
        headers: { accept },
        deadline: WRITE,
        ceiling,
        ...(signal ? { signal } : {}),
      } as const;
      const answer = accepted(await http.call(call), now());
      // One that is slow, or too long, does not say that the central system is out of reach.
      if (answer.ok || answer.kind === 'refused')
        outcomes.tell(answer.ok ? undefined : answer, named(call.path));
      if (!answer.ok) return answer;
      const { body, headers } = answer.value;
      return { ok: true, value: { mediaType: headers['content-type'] ?? '', bytes: body } };
    },
    openDraft: async (locator, signal) =>
      orNone(parsed(await post('/drafts/open', { locator }, INTERACTIVE, signal), DraftAnswer), 404, 410),
    write: async (path, key, body, signal) =>
      written(
        await send({
          method: 'POST',
          path,
          headers: { ...json, 'idempotency-key': key },
          body,
          deadline: WRITE,
          ...(signal ? { signal } : {}),
        }),
      ),
    events: async (lines, signal) =>
      jsonBody(
        await send({
          method: 'POST',
          path: '/events',
          headers: { 'content-type': 'application/x-ndjson' },
          body: lines,
          deadline: WRITE,
          ...(signal ? { signal } : {}),
        }),
      ),
    raw: async (call) => {
      const result = await http.call(call);
      const answer = accepted(result, now());
      if (answer.ok || answer.kind !== 'cancelled')
        outcomes.tell(answer.ok ? undefined : answer, named(call.path));
      return result;
    },
    located: http.located,
    onOutcome: (listener) => outcomes.add(listener),
    close: () => http.close(),
  };
};
