import type { Clock } from '../../../devices/transports/transport.ts';

type Timer = { readonly due: number; readonly order: number; readonly callback: () => void };

/** Lets promises and already arrived input settle: two turns of the event loop, no waiting. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A clock that stands still until it is told to go on. */
export class VirtualClock implements Clock {
  #now: number;
  #timers: Timer[] = [];
  #order = 0;

  constructor(start = 0) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** How many timers are set: a stopped device leaves none. */
  get pending(): number {
    return this.#timers.length;
  }

  after(milliseconds: number, callback: () => void): () => void {
    this.#order += 1;
    const timer = { due: this.#now + milliseconds, order: this.#order, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Goes on by so many milliseconds, one due timer at a time, letting everything settle before and after each. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await settle();
    for (;;) {
      const next = this.#timers
        .filter((timer) => timer.due <= until)
        .sort((a, b) => a.due - b.due || a.order - b.order)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = next.due;
      next.callback();
      await settle();
    }
    this.#now = until;
  }
}
