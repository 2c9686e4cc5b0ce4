import type { Unsubscribe } from '../../device.ts';
import type { Decoder } from '../../protocol/codec.ts';
import { Listeners } from '../../protocol/listeners.ts';
import type { ByteTransport, Clock } from '../../transports/transport.ts';
import { askFullStatus, askStatus, type RealTimeQuery } from './codec.ts';
import { MarkerWatch } from './marker-watch.ts';
import { type Reply, replyDecoder } from './replies.ts';
import {
  afterFullStatus,
  afterQueries,
  afterStatusBack,
  allClear,
  type Presenter,
  type PrinterState,
} from './status.ts';
import type { EscposTiming } from './timing.ts';

/** `partial`: it is there, but one answer was missing; `garbled`: bytes came, but none that make sense; `silent`: none came. */
export type Round = 'answered' | 'partial' | 'garbled' | 'silent' | 'closed';

export type LineEvents = {
  /** The state is another, or was told for the first time. */
  onState(): void;
  /** To GS I. */
  onText(text: string): void;
};

/** DLE EOT n. */
type Query = RealTimeQuery | 20;
type Answer = Extract<Reply, { readonly kind: 'real-time' | 'full-status' }>;

const queriesOf = (presenter: Presenter): readonly Query[] =>
  presenter === 'custom' ? [1, 2, 3, 4, 20] : [1, 2, 3, 4];
/** So often in a row unanswered while others are answered, and the printer does not know this query (small ones know 1 and 4). */
const UNKNOWN_AFTER = 2;

/** Listens to the printer, keeps the last that is known of it, and asks for its status, one query at a time. */
export class PrinterLine {
  readonly #transport: ByteTransport;
  readonly #clock: Clock;
  readonly #timing: EscposTiming;
  readonly #events: LineEvents;
  readonly #presenter: Presenter;
  readonly #decoder: Decoder<Reply>;
  readonly #marker: MarkerWatch;
  readonly #markers = new Listeners<[alone: boolean]>();
  #state: PrinterState = allClear;
  #missed = new Map<Query, number>();
  #heard = false;
  #statusBacks = 0;
  #discarded = 0;
  #round: Promise<Round> | undefined;
  #answer: ((answer: Answer | 'closed') => void) | undefined;

  constructor(
    transport: ByteTransport,
    clock: Clock,
    timing: EscposTiming,
    presenter: Presenter,
    events: LineEvents,
  ) {
    this.#transport = transport;
    this.#clock = clock;
    this.#timing = timing;
    this.#presenter = presenter;
    this.#decoder = replyDecoder(presenter);
    this.#events = events;
    this.#marker = new MarkerWatch(clock, timing.markerQuiet, (alone) => this.#markers.tell(alone));
    transport.onData((bytes) => this.#receive(bytes));
    transport.onClose(() => this.#answer?.('closed'));
  }

  get state(): PrinterState {
    return this.#state;
  }

  /** Whether anything sensible has come since the line was opened. */
  get heard(): boolean {
    return this.#heard;
  }

  /** The printer has answered a marker: surely when `alone`, else it may have been the rest of something torn. */
  onMarker(listener: (alone: boolean) => void): Unsubscribe {
    return this.#markers.add(listener);
  }

  /** The line was opened anew: what was known before may no longer be so. */
  opened(): void {
    this.#decoder.reset();
    this.#marker.reset();
    this.#missed = new Map();
    this.#heard = false;
    this.#state = allClear;
  }

  close(): void {
    this.#marker.reset();
    this.#answer?.('closed');
  }

  /** Asks DLE EOT 1 to 4 and what its presenter needs, or those of them that the printer knows. A round that is under way is shared. */
  round(): Promise<Round> {
    this.#round ??= this.#ask().finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  async #ask(): Promise<Round> {
    if (!this.#transport.isOpen) return 'closed';
    const statusBacks = this.#statusBacks;
    const discarded = this.#discarded;
    const answers: (readonly [RealTimeQuery, number])[] = [];
    let full: Extract<Answer, { readonly kind: 'full-status' }> | undefined;
    for (const query of queriesOf(this.#presenter)) {
      const missed = this.#missed.get(query) ?? 0;
      if (missed >= UNKNOWN_AFTER) continue;
      const answer = await this.#query(query);
      if (answer === 'closed') return 'closed';
      if (answer === 'none') {
        // The rest is not asked: a late answer would be taken for the answer to the next query.
        if (this.#discarded > discarded) return 'garbled';
        if (answers.length === 0) return 'silent';
        this.#missed.set(query, missed + 1);
        return 'partial';
      }
      this.#missed.delete(query);
      if (answer.kind === 'full-status') full = answer;
      else if (query !== 20) answers.push([query, answer.byte]);
    }
    // A change that the printer told meanwhile is newer than our questions.
    if (statusBacks !== this.#statusBacks) return 'answered';
    const state = afterQueries(this.#state, answers, this.#presenter);
    this.#become(full === undefined ? state : afterFullStatus(state, full.bytes));
    return 'answered';
  }

  async #query(query: Query): Promise<Answer | 'none' | 'closed'> {
    const { promise, resolve } = Promise.withResolvers<Answer | 'none' | 'closed'>();
    const kind = query === 20 ? 'full-status' : 'real-time';
    this.#answer = (answer) => {
      if (answer === 'closed' || answer.kind === kind) resolve(answer);
    };
    const cancel = this.#clock.after(this.#timing.reply, () => resolve('none'));
    const question = query === 20 ? askFullStatus : askStatus(query);
    this.#transport.write(question).catch(() => resolve('closed'));
    try {
      return await promise;
    } finally {
      cancel();
      this.#answer = undefined;
    }
  }

  #receive(bytes: Uint8Array): void {
    const { frames, discarded } = this.#decoder.push(bytes);
    this.#discarded += discarded;
    for (const frame of frames) {
      if (frame.kind === 'marker') {
        this.#marker.low();
        continue;
      }
      this.#marker.judge();
      this.#heard = true;
      if (frame.kind === 'real-time' || frame.kind === 'full-status') this.#answer?.(frame);
      else if (frame.kind === 'text') this.#events.onText(frame.text);
      else {
        this.#statusBacks += 1;
        this.#become(afterStatusBack(this.#state, frame.bytes));
      }
    }
  }

  #become(state: PrinterState): void {
    this.#state = state;
    this.#events.onState();
  }
}
