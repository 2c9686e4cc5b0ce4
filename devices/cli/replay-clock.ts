import type { Clock } from '../transports/transport.ts';

type Timer = { readonly due: number; readonly order: number; readonly callback: () => void };

/** Lets promises and what was delivered settle: a few turns of the event loop, no waiting. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** The time of a replay: it goes on only as far as the capture does, and as fast as the computer can. */
export class ReplayClock implements Clock {
  #now = 0;
  #order = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    this.#order += 1;
    const timer = { due: this.#now + milliseconds, order: this.#order, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Goes on to `time`, timer by timer, or until `enough` says so. */
  async advanceTo(time: number, enough: () => boolean = () => false): Promise<void> {
    await settle();
    while (!enough()) {
      const [next] = this.#timers
        .filter(({ due }) => due <= time)
        .sort((a, b) => a.due - b.due || a.order - b.order);
      if (next === undefined) {
        this.#now = Math.max(this.#now, time);
        return;
      }
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.due);
      next.callback();
      await settle();
    }
  }
}
