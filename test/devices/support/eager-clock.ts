import { VirtualClock } from './virtual-clock.ts';

/**
 * For devices behind real sockets or processes: short pauses pass at once, long deadlines stand until the test lets them come.
 * So nothing sleeps, and nothing times out because the computer was slow.
 */
export class EagerClock extends VirtualClock {
  readonly #atOnce: number;
  /** How long each pause would have been, in order. */
  readonly pauses: number[] = [];

  constructor(atOnceUpTo = 2000) {
    super();
    this.#atOnce = atOnceUpTo;
  }

  override after(milliseconds: number, callback: () => void): () => void {
    if (milliseconds > this.#atOnce) return super.after(milliseconds, callback);
    this.pauses.push(milliseconds);
    const handle = setImmediate(callback);
    return () => clearImmediate(handle);
  }
}
