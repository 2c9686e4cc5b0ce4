import type { Clock } from '../../transports/transport.ts';
import { pause } from '../pause.ts';

/** Milliseconds. `backOff`: before the first, second, ... look at a printer that did not answer; the last one goes on. */
export type LookTiming = {
  readonly poll: number;
  readonly backOff: readonly [number, ...(readonly number[])];
};

export type LookOptions<Seen> = {
  readonly clock: Clock;
  readonly timing: LookTiming;
  /** Asks the printer once. Must end soon when `signal` is aborted, and never reject. */
  readonly once: (signal: AbortSignal) => Promise<Seen>;
  /** A print is under way: it looks by itself, and more often. */
  readonly isPrinting: () => boolean;
  /** What whoever asks is told before the start and after the stop. */
  readonly notStarted: Seen;
};

/** The looks at a printer: from the start to the stop again and again, never two at a time, more seldom while it does not answer. */
export class Looks<Seen extends { readonly ok: boolean }> {
  readonly #options: LookOptions<Seen>;
  #lifetime: AbortController | undefined;
  #looking: Promise<Seen> | undefined;
  #polling: Promise<void> = Promise.resolve();

  constructor(options: LookOptions<Seen>) {
    this.#options = options;
  }

  /** From start to stop; aborted by the stop. */
  get lifetime(): AbortSignal | undefined {
    return this.#lifetime?.signal;
  }

  /** Resolves after the first look. */
  async start(): Promise<void> {
    if (this.#lifetime) return;
    this.#lifetime = new AbortController();
    const { signal } = this.#lifetime;
    const seen = await this.look();
    this.#polling = this.#poll(signal, seen.ok ? 0 : 1);
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#lifetime?.abort();
    this.#lifetime = undefined;
    await Promise.all([this.#polling, this.#looking]);
  }

  /** Now; those who ask meanwhile get the same answer. */
  look(): Promise<Seen> {
    const signal = this.lifetime;
    if (!signal) return Promise.resolve(this.#options.notStarted);
    this.#looking ??= this.#options.once(signal).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #poll(signal: AbortSignal, missed: number): Promise<void> {
    const { clock, timing, isPrinting } = this.#options;
    let failures = missed;
    while (!signal.aborted) {
      const { backOff, poll } = timing;
      const wait = failures === 0 ? poll : (backOff[Math.min(failures, backOff.length) - 1] ?? backOff[0]);
      await pause(clock, wait, signal);
      if (signal.aborted) return;
      const seen = isPrinting() || (await this.look()).ok;
      failures = seen ? 0 : failures + 1;
    }
  }
}
