import type { Clock } from '../../transports/transport.ts';

/**
 * Tells the answer to GS r from the tail of a status block that lost its head: both are bytes with bits 4 and 7 clear, but the
 * answer is one byte alone, the tail is three. Anything but a lone byte is never taken for an answer: a slip
 * must not count as printed because a byte was lost on the line.
 */
export class MarkerWatch {
  readonly #clock: Clock;
  readonly #quiet: number;
  readonly #onAnswer: (alone: boolean) => void;
  #run = 0;
  #cancel = (): void => {};

  constructor(clock: Clock, quiet: number, onAnswer: (alone: boolean) => void) {
    this.#clock = clock;
    this.#quiet = quiet;
    this.#onAnswer = onAnswer;
  }

  /** A byte that may be the answer. `onAnswer` is told once a run; `alone` is false when it was more than one byte. */
  low(): void {
    this.#run += 1;
    if (this.#run > 1) return;
    this.#cancel = this.#clock.after(this.#quiet, () => this.judge());
  }

  /** The run is over: something else followed, or nothing for a while. */
  judge(): void {
    const run = this.#run;
    this.reset();
    if (run > 0) this.#onAnswer(run === 1);
  }

  reset(): void {
    this.#run = 0;
    this.#cancel();
  }
}
