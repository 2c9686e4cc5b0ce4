import { failed, type Outcome, succeeded } from '../device.ts';
import type { ByteTransport, Clock } from '../transports/transport.ts';
import type { Decoded, Decoder } from './codec.ts';

export type Request<Frame> = {
  readonly bytes: Uint8Array;
  /** Milliseconds from the first byte sent to the whole reply. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
  /**
   * Whether this frame can be the reply to this command; others are passed over and waiting goes on. It keeps the late reply
   * to an earlier command from being taken for the reply to this one. Default: every frame.
   */
  readonly accepts?: (frame: Frame) => boolean;
};

/** What was thrown away while waiting: a sign of a bad line even when the reply came. */
export type Spoiled = { readonly bytes: number; readonly frames: number };

export type ExchangeOptions = {
  /** Told after each request on which input was thrown away. */
  readonly onSpoiled?: (spoiled: Spoiled) => void;
  /** False for devices whose unasked-for messages must not be lost between commands. Default true. */
  readonly flushFirst?: boolean;
};

/**
 * Command and reply, never two commands in flight: a second request waits until the first is settled.
 * A cancelled request is answered to its caller at once, but the line stays taken until its reply has come or its deadline has
 * passed, so that no later command meets a reply that is not its own.
 *
 * Failures: `disconnected` (not open, or lost before the reply), `timeout` (no byte came), `malformed-reply` (bytes came, but no
 * frame that fits), `cancelled`. It never retries: whether that is safe only the adapter knows.
 */
export class Exchange<Frame> {
  readonly #transport: ByteTransport;
  readonly #decoder: Decoder<Frame>;
  readonly #clock: Clock;
  readonly #options: ExchangeOptions;
  #line: Promise<unknown> = Promise.resolve();
  #pending = 0;

  constructor(
    transport: ByteTransport,
    decoder: Decoder<Frame>,
    clock: Clock,
    options: ExchangeOptions = {},
  ) {
    this.#transport = transport;
    this.#decoder = decoder;
    this.#clock = clock;
    this.#options = options;
  }

  /** True while a command is in flight or waits for its turn. */
  get busy(): boolean {
    return this.#pending > 0;
  }

  request(request: Request<Frame>): Promise<Outcome<Frame>> {
    const { promise, resolve } = Promise.withResolvers<Outcome<Frame>>();
    const { signal } = request;
    const onAbort = () => resolve(failed('cancelled', 'cancelled by the caller'));
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
    this.#pending += 1;
    this.#line = this.#line.then(async () => {
      resolve(await this.#onTheLine(request));
      signal?.removeEventListener('abort', onAbort);
      this.#pending -= 1;
    });
    return promise;
  }

  async #onTheLine(request: Request<Frame>): Promise<Outcome<Frame>> {
    const transport = this.#transport;
    if (request.signal?.aborted) return failed('cancelled', 'cancelled before it was sent');
    if (!transport.isOpen) return failed('disconnected', `${transport.address}: is not open`);
    if (this.#options.flushFirst !== false) await transport.flush();
    this.#decoder.reset();
    const { promise, resolve } = Promise.withResolvers<Outcome<Frame>>();
    const spoiled = { bytes: 0, frames: 0 };
    let received = 0;
    let settled = false;

    const consider = (decoded: Decoded<Frame>): void => {
      spoiled.bytes += decoded.discarded;
      for (const frame of decoded.frames) {
        if (!settled && (request.accepts?.(frame) ?? true)) {
          settled = true;
          resolve(succeeded(frame));
        } else spoiled.frames += 1;
      }
    };
    const onDeadline = (): void => {
      // A false beginning in noise may hold back a whole reply: search in what is left before giving up.
      for (let before = -1; spoiled.bytes !== before; ) {
        before = spoiled.bytes;
        consider(this.#decoder.stalled());
      }
      resolve(
        received === 0
          ? failed('timeout', `no reply within ${request.deadline} ms`)
          : failed(
              'malformed-reply',
              `${received} bytes within ${request.deadline} ms, but no reply that fits`,
            ),
      );
    };
    const undo = [
      transport.onData((bytes) => {
        received += bytes.length;
        consider(this.#decoder.push(bytes));
      }),
      transport.onClose((reason) =>
        resolve(failed('disconnected', `${transport.address}: ${reason.detail}`)),
      ),
      this.#clock.after(request.deadline, onDeadline),
    ];
    try {
      transport.write(request.bytes).catch((error: unknown) => {
        resolve(failed('disconnected', error instanceof Error ? error.message : String(error)));
      });
      return await promise;
    } finally {
      for (const step of undo) step();
      if (spoiled.bytes > 0 || spoiled.frames > 0) this.#options.onSpoiled?.(spoiled);
    }
  }
}
