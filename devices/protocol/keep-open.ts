import type { ByteTransport, Clock } from '../transports/transport.ts';

/** 1 → 2 → 5 → 10 s, then every 10 s. */
const usualBackOff: readonly number[] = [1000, 2000, 5000, 10_000];

/** `stopped`: not started, or stopped; `opening`: an attempt is under way; `waiting`: the next attempt is due later. */
export type OpenPhase = 'stopped' | 'opening' | 'open' | 'waiting';

export type KeepOpenOptions = {
  readonly transport: ByteTransport;
  readonly clock: Clock;
  /** Milliseconds before the first, second, … attempt after a failure; the last one goes on. */
  readonly backOff?: readonly number[];
  /** Milliseconds an attempt to open may take. Default 5000. */
  readonly openTimeout?: number;
  /** Called after each opening; `start()` waits for the first. It must settle by itself when the transport closes. */
  readonly onOpen: () => Promise<void> | void;
  /** Called after an attempt failed or the connection went; the next attempt follows in `retryIn` milliseconds. */
  readonly onDown: (detail: string, retryIn: number) => void;
};

/**
 * Opens a transport and keeps it open, with back-off. Opening is not yet working (a serial port opens with nothing behind it,
 * a serial server accepts with its cable unplugged): the back-off begins anew only after `working()`.
 */
export class KeepOpen {
  readonly #options: KeepOpenOptions;
  readonly #backOff: readonly number[];
  #phase: OpenPhase = 'stopped';
  #failures = 0;
  #cancelWait: () => void = () => undefined;
  #abort: AbortController | undefined;
  #attempt: Promise<void> = Promise.resolve();
  #unsubscribe: () => void = () => undefined;
  #why: string | undefined;

  constructor(options: KeepOpenOptions) {
    this.#options = options;
    const backOff = options.backOff ?? usualBackOff;
    if (backOff.length === 0) throw new RangeError('a back-off needs at least one step');
    this.#backOff = backOff;
  }

  get phase(): OpenPhase {
    return this.#phase;
  }

  /** Resolves when the first attempt, `onOpen` included, is over; never rejects. Calling it again changes nothing. */
  start(): Promise<void> {
    if (this.#phase !== 'stopped') return this.#attempt;
    this.#failures = 0;
    this.#unsubscribe = this.#options.transport.onClose((reason) => {
      if (this.#phase !== 'open') return;
      this.#wait(this.#why ?? reason.detail);
    });
    return this.#try();
  }

  /** Resolves when the transport is closed and no timer is left. */
  async stop(): Promise<void> {
    this.#phase = 'stopped';
    this.#unsubscribe();
    this.#cancelWait();
    this.#abort?.abort();
    await this.#options.transport.close();
    await this.#attempt;
  }

  /** The device has answered: the next failure is followed by the first, short delay. */
  working(): void {
    this.#failures = 0;
  }

  /** Gives up this connection because of `why` (no replies): closes, waits, opens again. */
  async reopen(why: string): Promise<void> {
    if (this.#phase !== 'open') return;
    this.#why = why;
    await this.#options.transport.close();
    this.#why = undefined;
  }

  #try(): Promise<void> {
    this.#phase = 'opening';
    this.#attempt = this.#tryOnce();
    return this.#attempt;
  }

  async #tryOnce(): Promise<void> {
    const { transport, clock, openTimeout = 5000 } = this.#options;
    const abort = new AbortController();
    this.#abort = abort;
    const cancelTimeout = clock.after(openTimeout, () => abort.abort());
    try {
      await transport.open(abort.signal);
    } catch (error) {
      if (this.#phase === 'opening') this.#wait(error instanceof Error ? error.message : String(error));
      return;
    } finally {
      cancelTimeout();
    }
    if (this.#phase !== 'opening') {
      await transport.close();
      return;
    }
    // The connection may have gone in the very moment it was made, before we listened for it.
    if (!transport.isOpen) return this.#wait('the connection closed at once');
    this.#phase = 'open';
    await this.#options.onOpen();
  }

  #wait(detail: string): void {
    this.#phase = 'waiting';
    const step = Math.min(this.#failures, this.#backOff.length - 1);
    const delay = this.#backOff[step] ?? 0;
    this.#failures += 1;
    this.#cancelWait = this.#options.clock.after(delay, () => void this.#try());
    this.#options.onDown(detail, delay);
  }
}
