import type { Unsubscribe } from '../device.ts';

/**
 * A list of listeners for one kind of event. A listener that throws does not keep the others from being told;
 * its error is a bug and surfaces as an uncaught exception, outside the teller's own stack.
 */
export class Listeners<Arguments extends readonly unknown[]> {
  readonly #listeners = new Set<{ readonly call: (...values: Arguments) => void }>();

  /** The same function may be added twice; each addition has its own undo. */
  add(call: (...values: Arguments) => void): Unsubscribe {
    const entry = { call };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /** Tells those who were listening when it began. */
  tell(...values: Arguments): void {
    for (const entry of [...this.#listeners]) {
      if (!this.#listeners.has(entry)) continue;
      try {
        entry.call(...values);
      } catch (bug) {
        queueMicrotask(() => {
          throw bug;
        });
      }
    }
  }

  get size(): number {
    return this.#listeners.size;
  }
}
