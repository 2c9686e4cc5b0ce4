import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pinnedTo } from '../../protocol/pinned-tls.ts';
import type { Clock } from '../../transports/transport.ts';
import type { IppAddress } from './address.ts';

export type PostFailure = {
  readonly code: 'unreachable' | 'lost' | 'deadline' | 'aborted' | 'too-long';
  /** False: not a byte reached the printer. */
  readonly reached: boolean;
  readonly detail: string;
};

export type Posted =
  | { readonly ok: true; readonly status: number; readonly body: Uint8Array }
  | { readonly ok: false; readonly failure: PostFailure };

export type PostRequest = {
  readonly message: Uint8Array;
  /** Sent after the message, in chunks. */
  readonly document?: Uint8Array;
  /** Milliseconds for everything, connecting included. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
};

/** One HTTP POST to one printer. Never rejects. */
export type Post = (request: PostRequest) => Promise<Posted>;

const replyCeiling = 1024 * 1024;
const chunkLength = 64 * 1024;

function* chunksOf(message: Uint8Array, document: Uint8Array): Generator<Uint8Array> {
  yield message;
  for (let at = 0; at < document.length; at += chunkLength) yield document.subarray(at, at + chunkLength);
}

const open = (address: IppAddress, over: AbortSignal): ClientRequest => {
  const url = new URL(address.httpUrl);
  const options: RequestOptions = {
    method: 'POST',
    headers: { 'content-type': 'application/ipp', accept: 'application/ipp', connection: 'close' },
  };
  // A connection a request: one that idled may die under the next request, and then nobody knows what arrived.
  if (address.fingerprint)
    return httpsRequest(url, { ...options, createConnection: pinnedTo(url, address.fingerprint, over) });
  return url.protocol === 'https:'
    ? httpsRequest(url, { ...options, agent: false })
    : httpRequest(url, { ...options, agent: false });
};

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.message);

/** A `Post` over node:http or node:https. Deadlines run on the injected clock. */
export const httpPost =
  (address: IppAddress, clock: Clock): Post =>
  ({ message, document, deadline, signal }) => {
    const { promise, resolve } = Promise.withResolvers<Posted>();
    const over = new AbortController();
    const request = open(address, over.signal);
    let reached = false;
    const fail = (code: PostFailure['code'], detail: string): void => {
      resolve({ ok: false, failure: { code, reached, detail } });
      request.destroy();
    };
    const onAbort = () => fail('aborted', 'cancelled by the caller');
    const onResponse = (response: IncomingMessage): void => {
      const chunks: Uint8Array[] = [];
      let length = 0;
      response.on('data', (chunk: Uint8Array) => {
        length += chunk.length;
        chunks.push(chunk);
        if (length > replyCeiling) fail('too-long', `a reply above ${replyCeiling} bytes`);
      });
      response.on('end', () =>
        resolve({ ok: true, status: response.statusCode ?? 0, body: Uint8Array.from(Buffer.concat(chunks)) }),
      );
      response.on('error', (error) => fail('lost', codeOf(error)));
    };
    request.on('socket', (socket) => {
      const nowReached = () => {
        reached = true;
      };
      if (!socket.connecting) nowReached();
      else socket.once(address.httpUrl.startsWith('https:') ? 'secureConnect' : 'connect', nowReached);
    });
    request.on('response', onResponse);
    request.on('error', (error) => fail(reached ? 'lost' : 'unreachable', codeOf(error)));
    const cancelDeadline = clock.after(deadline, () => fail('deadline', `no answer within ${deadline} ms`));
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
    if (document)
      Readable.from(chunksOf(message, document))
        .on('error', () => {})
        .pipe(request);
    else request.end(message);
    return promise.finally(() => {
      cancelDeadline();
      signal?.removeEventListener('abort', onAbort);
      request.destroy();
      over.abort();
    });
  };
