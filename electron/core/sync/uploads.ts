import type { StoredFile } from '../store/files.ts';
import { SealedFileError, type SealedFileReader } from '../store/sealed-file.ts';
import type { HttpCall, HttpResult } from './http.ts';
import { accepted } from './results.ts';
import type { WriteEnd } from './retry-policy.ts';

/**
 * tus 1.0.0 (https://tus.io/protocols/resumable-upload): creation, HEAD for the offset, PATCH from there. The
 * address of the upload is kept, so that it goes on where it was after a restart.
 */
export interface UploadParts {
  readonly call: (call: HttpCall) => Promise<HttpResult>;
  readonly located: (path: string, location: string) => string;
  readonly open: (file: StoredFile) => SealedFileReader | undefined;
  readonly setUploadUrl: (id: string, url: string | undefined) => void;
  readonly markUploaded: (id: string) => void;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/**
 * `uploaded`: all of it is there. `unreadable`: our own copy can't be opened any more. Else how the last call ended,
 * and whether more is there than before: then the next try need not wait long.
 */
export type UploadEnd =
  | { readonly kind: 'uploaded' }
  | { readonly kind: 'unreadable' }
  | (WriteEnd & { readonly madeProgress: boolean });

const CHUNK = 1024 * 1024;
const DEADLINE = 30_000;
/** Turns without progress after which it is left for a later try: creating and asking must not go on for ever. */
const PATIENCE = 4;
/** So often it is created anew in one try: a system that always finds the hash wrong must not be sent it for ever. */
const CREATIONS = 2;
const TUS = { 'tus-resumable': '1.0.0' };
const GONE = new Set([404, 410]);
/** To HEAD, tus answers 403 as well for an upload that is no more. */
const GONE_TO_HEAD = new Set([...GONE, 403]);
const ASK = new Set([409, 460]);

const metadataOf = (file: StoredFile): string =>
  Object.entries({
    id: file.id,
    recordId: file.recordId,
    sha256: file.sha256,
    filetype: file.mediaType,
  })
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

type Step =
  | { readonly at: 'offset'; readonly offset: number }
  | { readonly at: 'ask' }
  | { readonly at: 'create' }
  | { readonly at: 'end'; readonly end: WriteEnd };

export const uploadFile = async (file: StoredFile, parts: UploadParts): Promise<UploadEnd> => {
  let url = file.uploadUrl;
  const send = (call: Omit<HttpCall, 'deadline' | 'signal'>): Promise<HttpResult> =>
    parts.call({
      ...call,
      headers: { ...TUS, ...call.headers },
      deadline: DEADLINE,
      signal: parts.signal,
    });
  const endOf = (result: HttpResult): Step => {
    const answer = accepted(result, parts.now());
    // 423: an earlier call that broke off still holds the upload (tusd).
    if (!answer.ok && answer.kind === 'refused' && answer.status !== 423) {
      const { status, retryAfter } = answer;
      return {
        at: 'end',
        end: { kind: 'refused', status, ...(retryAfter === undefined ? {} : { retryAfter }) },
      };
    }
    return { at: 'end', end: { kind: 'unreachable' } };
  };
  /** 0 without an answer. */
  const statusOf = (result: HttpResult): number => (result.kind === 'answer' ? result.status : 0);
  const offsetOf = (result: HttpResult): number | undefined => {
    const value = result.kind === 'answer' ? result.headers['upload-offset'] : undefined;
    return value !== undefined && /^\d+$/.test(value) && Number(value) <= file.size
      ? Number(value)
      : undefined;
  };

  const create = async (): Promise<Step> => {
    const result = await send({
      method: 'POST',
      path: '/files',
      headers: { 'upload-length': String(file.size), 'upload-metadata': metadataOf(file) },
    });
    const location = result.kind === 'answer' ? result.headers.location : undefined;
    const isMade = statusOf(result) >= 200 && statusOf(result) < 300;
    if (!isMade || location === undefined || !URL.canParse(location, 'http://any')) return endOf(result);
    url = parts.located('/files', location);
    parts.setUploadUrl(file.id, url);
    return { at: 'offset', offset: 0 };
  };
  const ask = async (): Promise<Step> => {
    if (url === undefined) return { at: 'create' };
    const result = await send({ method: 'HEAD', path: url });
    const offset = offsetOf(result);
    if (statusOf(result) >= 200 && statusOf(result) < 300 && offset !== undefined) {
      return { at: 'offset', offset };
    }
    return GONE_TO_HEAD.has(statusOf(result)) ? { at: 'create' } : endOf(result);
  };
  let refusal: Step | undefined;
  const append = async (reader: SealedFileReader, offset: number): Promise<Step> => {
    const result = await send({
      method: 'PATCH',
      path: url ?? '/files',
      headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: reader.read(offset, CHUNK),
    });
    const status = statusOf(result);
    refusal = undefined;
    if (status === 400) {
      // As likely a request that was cut on its way as one that is wrong: only when it stays so is it our fault.
      refusal = endOf(result);
      return { at: 'ask' };
    }
    if (status >= 200 && status < 300) {
      const reached = offsetOf(result);
      return reached === undefined ? { at: 'ask' } : { at: 'offset', offset: reached };
    }
    // Unanswered too: part of it may have arrived, and the line may be back already.
    if (ASK.has(status) || status === 0) return parts.signal.aborted ? endOf(result) : { at: 'ask' };
    return GONE.has(status) ? { at: 'create' } : endOf(result);
  };

  const run = async (reader: SealedFileReader): Promise<UploadEnd> => {
    let step: Step = url === undefined ? { at: 'create' } : { at: 'ask' };
    let creations = 0;
    let [first, furthest] = [-1, -1];
    for (let idle = 0; idle <= PATIENCE; idle += 1) {
      if (step.at === 'end') return { ...step.end, madeProgress: furthest > first };
      if (step.at === 'offset') {
        if (step.offset >= file.size) {
          parts.markUploaded(file.id);
          return { kind: 'uploaded' };
        }
        if (first < 0) first = step.offset;
        if (step.offset > furthest) idle = 0;
        furthest = Math.max(furthest, step.offset);
        step = await append(reader, step.offset);
      } else if (step.at === 'ask') {
        step = await ask();
      } else {
        if (creations === CREATIONS) return { kind: 'unreachable', madeProgress: false };
        creations += 1;
        url = undefined;
        [first, furthest] = [-1, -1];
        parts.setUploadUrl(file.id, undefined);
        step = await create();
      }
    }
    const end: WriteEnd = refusal?.at === 'end' ? refusal.end : { kind: 'unreachable' };
    return { ...end, madeProgress: furthest > first };
  };

  let reader: SealedFileReader | undefined;
  try {
    reader = parts.open(file);
    return reader ? await run(reader) : { kind: 'unreadable' };
  } catch (error) {
    if (error instanceof SealedFileError) return { kind: 'unreadable' };
    throw error;
  } finally {
    reader?.close();
  }
};
