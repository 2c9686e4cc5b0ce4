import type { Unsubscribe } from '../device.ts';
import { Listeners } from '../protocol/listeners.ts';
import type { ByteTransport, CloseReason } from './transport.ts';

/** An open connection, as one kind of transport sees it. Nothing here needs to be idempotent: `WireTransport` is. */
export type Wire = {
  /** Resolves when the system has taken the bytes. */
  write(bytes: Uint8Array): Promise<void>;
  /** Drops what the system holds for us. */
  discardInput?(): Promise<void>;
  /** Resolves when the handle is gone. */
  close(): Promise<void>;
};

/** What a connection tells. Calls after its end are ignored. */
export type WireEvents = {
  data(bytes: Uint8Array): void;
  lost(detail: string): void;
};

/** Opens one connection. On abort it rejects and leaves no handle behind. */
export type Connect<W extends Wire = Wire> = (events: WireEvents, signal: AbortSignal) => Promise<W>;

export type WireOptions = {
  /** Milliseconds that a write may take; longer, and the connection is given up as lost. Default 10 000. */
  readonly writeTimeout?: number;
  /** Milliseconds more for each byte that waits, on lines so slow that a long write takes its time. Default 0. */
  readonly perByte?: number;
};

type Opening = { readonly abort: AbortController; readonly done: Promise<void> };

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The result, or a rejection as soon as the signal aborts, whichever comes first. */
const unlessAborted = <T>(result: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const onAbort = () => reject(new Error('opening was cancelled'));
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });

/** Keeps the promises of `ByteTransport` for every kind of wire, so that each kind only says how it connects. */
export class WireTransport<W extends Wire = Wire> implements ByteTransport {
  readonly address: string;
  readonly #connect: Connect<W>;
  readonly #writeTimeout: number;
  readonly #perByte: number;
  readonly #data = new Listeners<[Uint8Array]>();
  readonly #closed = new Listeners<[CloseReason]>();
  #opening: Opening | undefined;
  #wire: W | undefined;
  /** The connection whose events count; a new object for each opening. */
  #generation: object | undefined;
  #closing: Promise<void> = Promise.resolve();
  #discarding = 0;
  /** Bytes of writes not yet taken: a write waits for those before it. */
  #waiting = 0;
  readonly #failWrites = new Set<(error: Error) => void>();

  constructor(address: string, connect: Connect<W>, options: WireOptions = {}) {
    this.address = address;
    this.#connect = connect;
    this.#writeTimeout = options.writeTimeout ?? 10_000;
    this.#perByte = options.perByte ?? 0;
  }

  get isOpen(): boolean {
    return this.#wire !== undefined;
  }

  async open(signal?: AbortSignal): Promise<void> {
    if (this.#wire || this.#opening) throw new Error(`${this.address}: is already open`);
    const abort = new AbortController();
    const forward = () => abort.abort(signal?.reason);
    if (signal?.aborted) forward();
    else signal?.addEventListener('abort', forward, { once: true });
    const done = this.#openOnce(abort.signal).finally(() => {
      signal?.removeEventListener('abort', forward);
      this.#opening = undefined;
    });
    this.#opening = { abort, done };
    return done;
  }

  async #openOnce(signal: AbortSignal): Promise<void> {
    const generation = {};
    let early: string | undefined;
    try {
      await unlessAborted(this.#closing, signal);
      const connecting = this.#connect(
        {
          data: (bytes) => {
            if (this.#generation === generation && this.#discarding === 0) this.#data.tell(bytes);
          },
          lost: (detail) => {
            if (this.#generation === generation) void this.#end({ kind: 'lost', detail });
            else early ??= detail;
          },
        },
        signal,
      );
      const wire = await unlessAborted(connecting, signal).catch((error: unknown) => {
        // A driver that does not hear of the abort may still open: what it opens is closed before anything else is opened.
        this.#closing = connecting.then((late) => late.close()).catch(() => undefined);
        throw error;
      });
      if (early !== undefined) {
        await wire.close().catch(() => undefined);
        throw new Error(early);
      }
      this.#wire = wire;
      this.#generation = generation;
    } catch (error) {
      const why = signal.aborted ? 'opening was cancelled' : text(error);
      throw new Error(why.includes(this.address) ? why : `${this.address}: ${why}`, { cause: error });
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    const wire = this.opened();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#failWrites.add(reject);
    this.#waiting += bytes.length;
    const allowed = this.#writeTimeout + Math.ceil(this.#waiting * this.#perByte);
    const timer = setTimeout(() => {
      const detail = `a write of ${bytes.length} bytes was not taken within ${allowed} ms`;
      void this.#end({ kind: 'lost', detail });
      reject(new Error(`${this.address}: ${detail}`));
    }, allowed);
    wire.write(bytes).then(resolve, (error: unknown) => reject(new Error(`${this.address}: ${text(error)}`)));
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting -= bytes.length;
      this.#failWrites.delete(reject);
    }
  }

  /** The open connection, for what a kind of transport can do beyond bytes. Throws when closed. */
  protected opened(): W {
    if (!this.#wire) throw new Error(`${this.address}: is not open`);
    return this.#wire;
  }

  onData(listener: (bytes: Uint8Array) => void): Unsubscribe {
    return this.#data.add(listener);
  }

  onClose(listener: (reason: CloseReason) => void): Unsubscribe {
    return this.#closed.add(listener);
  }

  async flush(): Promise<void> {
    const wire = this.#wire;
    if (!wire) return;
    this.#discarding += 1;
    try {
      await wire.discardInput?.();
    } catch {
      // The input could not be dropped because the connection is going; its loss is told by itself.
    } finally {
      this.#discarding -= 1;
    }
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    if (opening) {
      opening.abort.abort();
      await opening.done.catch(() => undefined);
    }
    await this.#end({ kind: 'closed', detail: 'closed by its owner' });
  }

  #end(reason: CloseReason): Promise<void> {
    const wire = this.#wire;
    if (!wire) return this.#closing;
    this.#wire = undefined;
    this.#generation = undefined;
    this.#closing = wire.close().catch(() => undefined);
    for (const fail of this.#failWrites) fail(new Error(`${this.address}: ${reason.detail}`));
    this.#closed.tell(reason);
    return this.#closing;
  }
}

/** Lets what has already arrived at the system come in, one turn of the event loop: used to drop it. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
