/** One HTTP request with a deadline and a ceiling; the answer, or why there is none, as a value. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pinnedTo } from '../../protocol/pinned-tls.ts';
import type { Clock } from '../../transports/transport.ts';

export type EsclReply = {
  readonly status: number;
  readonly location?: string | undefined;
  readonly body: Uint8Array;
};

/**
 * `unreachable`: nobody took the connection, so nothing was asked. `lost`: the connection broke after the request went out.
 * `cut-short`: the reply began and broke off. `too-long`: it went over the ceiling.
 */
export type HttpFault = 'unreachable' | 'lost' | 'cut-short' | 'too-long' | 'timeout' | 'cancelled';

export type HttpOutcome =
  | { readonly ok: true; readonly reply: EsclReply }
  | { readonly ok: false; readonly fault: HttpFault; readonly detail: string };

export type HttpOrder = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly body?: string;
  /** Without a byte from the device. */
  readonly silenceMs: number;
  readonly totalMs: number;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** SHA-256 of the device's own certificate: then it and no other is trusted. */
  readonly fingerprint?: string | undefined;
};

/** Never rejects. A connection is never kept: scanners close idle ones without telling, and the next request would be lost. */
export const exchange = (order: HttpOrder): Promise<HttpOutcome> =>
  new Promise((resolve) => {
    let sent = false;
    let cancelSilence = (): void => {};
    let cancelTotal = (): void => {};
    const secure = order.url.protocol === 'https:';
    const over = new AbortController();
    const request = (secure ? httpsRequest : httpRequest)(order.url, {
      method: order.method,
      ...(order.fingerprint === undefined
        ? { agent: false }
        : { createConnection: pinnedTo(order.url, order.fingerprint, over.signal) }),
      headers: {
        ...(order.body !== undefined && {
          'Content-Type': 'text/xml',
          'Content-Length': Buffer.byteLength(order.body),
        }),
        Accept: '*/*',
        Connection: 'close',
      },
    });
    let settled = false;
    const settle = (outcome: HttpOutcome): void => {
      if (settled) return;
      settled = true;
      cancelSilence();
      cancelTotal();
      order.signal.removeEventListener('abort', abort);
      resolve(outcome);
      if (outcome.ok) return;
      request.destroy();
      over.abort();
    };
    const fail = (fault: HttpFault, detail: string): void => settle({ ok: false, fault, detail });
    const alive = (): void => {
      cancelSilence();
      if (!settled)
        cancelSilence = order.clock.after(order.silenceMs, () =>
          fail(sent ? 'timeout' : 'unreachable', 'no answer'),
        );
    };
    const abort = (): void => fail('cancelled', 'cancelled');

    // An error event can come after the reply (the far side resets): it must have a listener all the time.
    request.on('error', (error: NodeJS.ErrnoException) => fail(sent ? 'lost' : 'unreachable', codeOf(error)));
    request.on('socket', (socket) => {
      const connected = (): void => {
        sent = true;
        alive();
      };
      // A pinned connection is handed over when it stands.
      if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', connected);
      else connected();
    });
    request.on('response', (response) => collect(response, order.maxBytes, alive, settle));
    cancelTotal = order.clock.after(order.totalMs, () => fail('timeout', 'the answer took too long'));
    alive();
    if (order.signal.aborted) abort();
    else order.signal.addEventListener('abort', abort, { once: true });
    request.end(order.body);
  });

const collect = (
  response: IncomingMessage,
  maxBytes: number,
  alive: () => void,
  settle: (outcome: HttpOutcome) => void,
): void => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  response.on('data', (chunk: Uint8Array) => {
    alive();
    length += chunk.length;
    if (length > maxBytes) settle({ ok: false, fault: 'too-long', detail: `more than ${maxBytes} bytes` });
    else chunks.push(chunk);
  });
  response.on('error', (error) => settle({ ok: false, fault: 'cut-short', detail: codeOf(error) }));
  response.on('end', () => {
    const reply = {
      status: response.statusCode ?? 0,
      location: response.headers.location,
      body: Buffer.concat(chunks),
    };
    if (response.complete) settle({ ok: true, reply });
    else settle({ ok: false, fault: 'cut-short', detail: 'the reply broke off' });
  });
};

const codeOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message;
