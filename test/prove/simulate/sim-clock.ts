import type { Clock } from '../../../devices/transports/transport.ts';

type Timer = { readonly due: number; readonly order: number; readonly callback: () => void };

/** All promises that can go on have gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One time for a whole hall: it stands still while anybody works, and jumps from one timer to the next. */
export class SimClock implements Clock {
  #now: number;
  #order = 0;
  readonly #timers: Timer[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    this.#order += 1;
    const timer = { due: this.#now + Math.max(0, milliseconds), order: this.#order, callback };
    let [low, high] = [0, this.#timers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#timers[middle]?.due ?? 0) <= timer.due) low = middle + 1;
      else high = middle;
    }
    this.#timers.splice(low, 0, timer);
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  /** Goes on until this time; `afterEach` is called when everything that a timer set off has settled. */
  async runUntil(time: number, afterEach: () => void): Promise<void> {
    await settled();
    afterEach();
    for (;;) {
      const next = this.#timers[0];
      if (next === undefined || next.due > time) break;
      this.#timers.shift();
      this.#now = Math.max(this.#now, next.due);
      next.callback();
      await settled();
      afterEach();
    }
    this.#now = time;
  }
}
