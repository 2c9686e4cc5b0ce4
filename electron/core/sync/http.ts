import { Agent, type Dispatcher, errors, request } from 'undici';

/** What goes out. Nothing of a person in `path` or `headers`. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'PATCH' | 'DELETE';
  /** Below the base path, or a whole address as a `Location` gave it. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Milliseconds from the call to the last byte of the answer. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
  /** Bytes; a longer answer is not read to its end. Default 8 MiB. */
  readonly ceiling?: number;
}

export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** There was no whole answer. */
export interface HttpFailure {
  readonly kind: 'offline' | 'timeout' | 'cancelled' | 'too-long';
  /** The request, or the beginning of it, went out: whether it arrived is not known. Otherwise it did not arrive. */
  readonly sent: boolean;
  readonly detail: string;
}

export type HttpResult = HttpAnswer | HttpFailure;

export interface Http {
  call(call: HttpCall): Promise<HttpResult>;
  /** The whole address of a `Location` that came in answer to a call of `path`. */
  located(path: string, location: string): string;
  close(): Promise<void>;
}

export interface HttpOptions {
  /** Base address: `https://central.example/api/v1`. */
  readonly url: string;
  /** Absent only before a kiosk has one: to enrol. */
  readonly token?: string;
  /** PEM */
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  /** Aborts after so many milliseconds. Default: by the system's clock. */
  readonly timeout?: (milliseconds: number) => AbortSignal;
  /** Milliseconds for a connection to come about. Default 5000. */
  readonly connectWithin?: number;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const CEILING = 8 * 1024 * 1024;
/** More than all lanes of the outbox together, so that a citizen's call never waits for one. */
const CONNECTIONS = 48;

/** Why an address can't be used, or `undefined`. Plain http is for this machine alone. */
export const addressFault = (address: string): string | undefined => {
  const url = URL.parse(address);
  if (!url) return 'is not an address';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol !== 'http:') return `${url.protocol} is not spoken here`;
  return LOOPBACK.test(url.hostname) ? undefined : 'http: goes only to this machine itself; use https:';
};

const kindOf = (error: unknown, deadline: AbortSignal, cancel?: AbortSignal): HttpFailure['kind'] => {
  if (cancel?.aborted) return 'cancelled';
  return deadline.aborted || error instanceof errors.ConnectTimeoutError ? 'timeout' : 'offline';
};

/** Calls back when there is a connection and the first byte of the request is about to be written. */
const whenSent =
  (begins: () => void): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) => {
    const onRequestStart = handler.onRequestStart?.bind(handler);
    return dispatch(
      options,
      Object.assign(handler, {
        onRequestStart: (...given: Parameters<NonNullable<typeof onRequestStart>>) => {
          begins();
          onRequestStart?.(...given);
        },
      }),
    );
  };

/** Keeps connections where that is safe, follows no redirect, never throws. Throws at once for an address that can't be used. */
export const openHttp = (options: HttpOptions): Http => {
  const fault = addressFault(options.url);
  if (fault) throw new TypeError(`central.url ${fault}`);
  const base = options.url.replace(/\/+$/, '');
  const { ca, cert, key } = options;
  // In clear text, anything in between may repeat an answer, and the next call on that connection would take it for its
  // own: a write would count as received that never was. So each call has its own. TLS would notice.
  const pipelining = base.startsWith('https:') ? 1 : 0;
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining,
    keepAliveTimeout: 30_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      timeout: options.connectWithin ?? 5_000,
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    },
  });
  const { timeout = (milliseconds) => AbortSignal.timeout(milliseconds) } = options;
  const { origin } = new URL(base);
  /** A `Location` keeps its path but not its host: the token goes to the central system only, wherever that is now. */
  const addressOf = (path: string): string => {
    const whole = URL.parse(path);
    return whole ? origin + whole.pathname + whole.search : base + path;
  };

  const exchange = async (call: HttpCall, signal: AbortSignal, begins: () => void): Promise<HttpResult> => {
    const answer = await request(addressOf(call.path), {
      dispatcher: agent.compose(whenSent(begins)),
      method: call.method,
      headers: {
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...call.headers,
      },
      body: call.body ?? null,
      signal,
    });
    const ceiling = call.ceiling ?? CEILING;
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of answer.body as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > ceiling) return { kind: 'too-long', sent: true, detail: `more than ${ceiling} bytes` };
      parts.push(part);
    }
    const headers = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value ?? '')]),
    );
    return { kind: 'answer', status: answer.statusCode, headers, body: Buffer.concat(parts) };
  };

  return {
    call: async (call) => {
      const deadline = timeout(call.deadline);
      const signal = call.signal ? AbortSignal.any([deadline, call.signal]) : deadline;
      let sent = false;
      try {
        return await exchange(call, signal, () => {
          sent = true;
        });
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return { kind: kindOf(error, deadline, call.signal), sent, detail };
      }
    },
    located: (path, location) => new URL(location, base + path).href,
    close: () => agent.destroy(),
  };
};
