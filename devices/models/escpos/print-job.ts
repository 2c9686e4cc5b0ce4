import type { ByteTransport, Clock } from '../../transports/transport.ts';
import { needsHands, type PrinterState } from './status.ts';
import type { EscposTiming } from './timing.ts';

/**
 * `printed`: the marker behind the job was answered. `stopped`: the printer waits for hands. `unanswered`: the time is up,
 * the line went, or the caller gave up; `detail` says which.
 */
export type JobEnd =
  | { readonly kind: 'printed' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'unanswered'; readonly detail: string };

/** So much is handed over at once: two seconds at 9600 bit/s, well within a transport's own deadline. */
const CHUNK = 2048;

const passesByItself = (state: PrinterState): boolean => state.overheated || state.fedByButton;

/** One job on its way, from its first byte to its end. It is written once; nothing here sends any of it again. */
export class PrintJob {
  readonly ended: Promise<JobEnd>;
  readonly #clock: Clock;
  readonly #timing: EscposTiming;
  readonly #end: (end: JobEnd) => void;
  #state: PrinterState;
  #over = false;
  #sent = false;
  #patience: number;
  #cancelDeadline = (): void => {};
  #cancelGrace: (() => void) | undefined;

  constructor(clock: Clock, timing: EscposTiming, state: PrinterState) {
    this.#clock = clock;
    this.#timing = timing;
    this.#state = state;
    this.#patience = timing.patience;
    const { promise, resolve } = Promise.withResolvers<JobEnd>();
    this.ended = promise;
    this.#end = (end) => {
      this.#over = true;
      this.#cancelDeadline();
      this.#cancelGrace?.();
      resolve(end);
    };
  }

  /** All bytes are out: a status query can't fall into the middle of a command any more. */
  get sent(): boolean {
    return this.#sent;
  }

  /** Writes the job until it is out or over. Stops between chunks when the printer has stopped. */
  async send(transport: ByteTransport, bytes: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < bytes.length && !this.#over; at += CHUNK)
        await transport.write(bytes.subarray(at, at + CHUNK));
    } catch (error) {
      this.unanswered(error instanceof Error ? error.message : String(error));
    }
    if (this.#over) return;
    this.#sent = true;
    this.#await(this.#timing.print);
  }

  answered(): void {
    // An answer before the last byte is out can't be the answer to a marker at the end.
    if (this.#sent) this.#end({ kind: 'printed' });
  }

  stateIs(state: PrinterState): void {
    const goesOn = passesByItself(this.#state) && !passesByItself(state);
    this.#state = state;
    if (goesOn && this.#sent && !this.#over) this.#await(this.#timing.print);
    if (this.#over || this.#cancelGrace || !needsHands(state)) return;
    this.#cancelGrace = this.#clock.after(this.#timing.stopGrace, () => {
      this.#cancelGrace = undefined;
      if (needsHands(this.#state)) this.#end({ kind: 'stopped' });
    });
  }

  /** No answer can be hoped for: ends unanswered after a while in which faults may still show. */
  giveUpAfter(milliseconds: number, detail: string): void {
    if (this.#over) return;
    this.#cancelDeadline();
    this.#cancelDeadline = this.#clock.after(milliseconds, () => this.unanswered(detail));
  }

  unanswered(detail: string): void {
    this.#end({ kind: 'unanswered', detail });
  }

  /** Time that the printer spends cooling does not count, up to `patience`. */
  #await(milliseconds: number): void {
    this.#cancelDeadline();
    this.#cancelDeadline = this.#clock.after(milliseconds, () => {
      const step = this.#timing.pollWhilePrinting;
      if (passesByItself(this.#state) && this.#patience >= step) {
        this.#patience -= step;
        this.#await(step);
      } else this.unanswered(`no answer to the marker within ${this.#timing.print} ms`);
    });
  }
}
