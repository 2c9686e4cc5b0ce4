import { type Clock, systemClock } from '../../transports/transport.ts';
import type { IppAddress } from './address.ts';
import { decode, encode } from './codec.ts';
import type { IppMessage } from './message.ts';
import { type Request, status } from './operations.ts';
import { httpPost, type Post, type Posted, type PostFailure } from './post.ts';

export type ExchangeFailure = {
  readonly code: 'disconnected' | 'timeout' | 'malformed-reply' | 'rejected' | 'busy' | 'cancelled';
  /** True when the printer may have acted on the request although no usable answer came. */
  readonly mayHaveActed: boolean;
  readonly detail: string;
};

/** A reply may still carry an IPP error: look at `reply.code`. */
export type Exchanged =
  | { readonly ok: true; readonly reply: IppMessage }
  | { readonly ok: false; readonly failure: ExchangeFailure };

export type ExchangeOptions = {
  /** Milliseconds. */
  readonly deadline: number;
  readonly document?: Uint8Array;
  readonly signal?: AbortSignal;
};

/** Requests out, replies in. Never rejects, never repeats a request that may have been acted on. */
export type IppClient = (request: Request, options: ExchangeOptions) => Promise<Exchanged>;

const failure = (code: ExchangeFailure['code'], mayHaveActed: boolean, detail: string): Exchanged => ({
  ok: false,
  failure: { code, mayHaveActed, detail },
});

const codes: Readonly<Record<PostFailure['code'], ExchangeFailure['code']>> = {
  unreachable: 'disconnected',
  lost: 'disconnected',
  deadline: 'timeout',
  aborted: 'cancelled',
  'too-long': 'malformed-reply',
};

/** IPP errors come with HTTP 200; other statuses are the web server's, before IPP saw the request, but for 5xx. */
const httpFailure = (code: number): Exchanged => {
  const detail = `HTTP ${code}`;
  if (code === 429 || code === 503) return failure('busy', false, detail);
  return code >= 400 && code < 500
    ? failure('rejected', false, detail)
    : failure('malformed-reply', true, detail);
};

const readReply = (posted: Posted, requestId: number): Exchanged => {
  if (!posted.ok) return failure(codes[posted.failure.code], posted.failure.reached, posted.failure.detail);
  if (posted.status !== 200) return httpFailure(posted.status);
  const decoded = decode(posted.body);
  if (!decoded.ok)
    return failure('malformed-reply', true, `${decoded.malformed.reason} at byte ${decoded.malformed.at}`);
  if (decoded.message.requestId !== requestId)
    return failure('malformed-reply', true, 'an answer to another request');
  return { ok: true, reply: decoded.message };
};

/** Speaks IPP/2.0, and IPP/1.1 from the moment the printer says that it knows no better. */
export const ippClient = (
  address: IppAddress,
  clock: Clock = systemClock,
  post: Post = httpPost(address, clock),
): IppClient => {
  let version: IppMessage['version'] = { major: 2, minor: 0 };
  let lastId = 0;
  const once: IppClient = async (request, options) => {
    lastId = lastId >= 0x7fffffff ? 1 : lastId + 1;
    const requestId = lastId;
    const message = encode(request({ printerUri: address.printerUri, version }, requestId));
    return readReply(await post({ message, ...options }), requestId);
  };
  return async (request, options) => {
    const first = await once(request, options);
    if (!first.ok || first.reply.code !== status.versionNotSupported || version.major === 1) return first;
    version = { major: 1, minor: 1 };
    return once(request, options);
  };
};
