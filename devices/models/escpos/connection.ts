import type { Condition, Link } from '../../device.ts';
import { KeepOpen } from '../../protocol/keep-open.ts';
import type { ByteTransport, Clock } from '../../transports/transport.ts';
import { askMaker, askModel, reportChanges } from './codec.ts';
import { PrinterLine, type Round } from './line.ts';
import { conditionsOf, type Presenter, type PrinterState } from './status.ts';
import type { EscposTiming } from './timing.ts';

export type ConnectionOptions = {
  readonly backOff?: readonly number[];
  /** Ask maker and model (GS I 66, 67) after connecting. Default false: printers that do not know GS I print a B and a C. */
  readonly identify?: boolean;
  /** How it senses a slip in its mouth. Default `none`: it does not, as most. */
  readonly presenter?: Presenter;
};

export type ConnectionEvents = {
  /** What `link`, `conditions` or `name` say may be another thing than before. */
  onChange(): void;
  /** The printer's state was told. */
  onState(): void;
  /** The printer has answered a marker: surely when `alone`, else it may have been the rest of something torn. */
  onMarker(alone: boolean): void;
  onLost(detail: string): void;
  /** What is being done with it: while bytes are sent nothing is asked, while an answer is awaited nothing is given up. */
  occupation(): 'idle' | 'sending' | 'awaiting';
};

/** Queries after an opening before the printer counts as one that does not answer. */
const FIRST_TRIES = 3;
/** The same while it answers some of them: time to learn which it does not know. */
const PARTIAL_TRIES = 8;
/** Missed rounds before the connection is given up. */
const MISSES = 3;

const noAnswers: Condition = {
  code: 'other',
  severity: 'report',
  detail: 'this line gives no answers: a person must say whether a slip came out',
};
const MAKES_NO_SENSE = 'answers make no sense (speed or parity of the line?)';
const garbled: Condition = { code: 'garbled', severity: 'error', detail: MAKES_NO_SENSE };

/** A printer that is found, kept, asked how it is, and found again. It prints nothing. */
export class Connection {
  readonly line: PrinterLine;
  readonly #transport: ByteTransport;
  readonly #clock: Clock;
  readonly #timing: EscposTiming;
  readonly #options: ConnectionOptions;
  readonly #events: ConnectionEvents;
  readonly #keepOpen: KeepOpen;
  #phase: 'absent' | 'connecting' | 'open' = 'absent';
  #down = '';
  #model: readonly string[] = [];
  #oneWay = false;
  #misses = 0;
  #garbled = false;
  #cancelPoll = (): void => {};

  constructor(
    transport: ByteTransport,
    clock: Clock,
    timing: EscposTiming,
    options: ConnectionOptions,
    events: ConnectionEvents,
  ) {
    this.#transport = transport;
    this.#clock = clock;
    this.#timing = timing;
    this.#options = options;
    this.#events = events;
    this.line = new PrinterLine(transport, clock, timing, options.presenter ?? 'none', {
      onState: () => events.onState(),
      onText: (text) => {
        this.#model = [...this.#model, text].slice(-2);
        events.onChange();
      },
    });
    this.line.onMarker((alone) => events.onMarker(alone));
    this.#keepOpen = new KeepOpen({
      transport,
      clock,
      ...(options.backOff ? { backOff: options.backOff } : {}),
      onOpen: () => this.#onOpen(),
      onDown: (detail) => this.#onDown(detail),
    });
  }

  /** Something is there that can be written to. */
  get isOpen(): boolean {
    return this.#phase === 'open' && this.#transport.isOpen;
  }

  /** The line can be written to and never answers: a plain file, a one-way cable. */
  get oneWay(): boolean {
    return this.#oneWay;
  }

  get state(): PrinterState {
    return this.line.state;
  }

  /** Why it is absent, for people. */
  get down(): string {
    return this.#down;
  }

  /** Where it is and, once told, what it is. */
  get name(): string {
    const name = [this.#transport.address, ...this.#model].join(' ');
    return this.#phase === 'absent' && this.#down !== '' ? `${name}: ${this.#down}` : name;
  }

  link(): Link {
    if (this.#garbled) return 'faulted';
    if (this.#phase !== 'open') return this.#phase;
    return this.state.unrecoverable ? 'faulted' : 'ready';
  }

  conditions(): readonly Condition[] {
    if (this.#garbled) return [garbled];
    if (this.#phase !== 'open') return [];
    return this.#oneWay ? [noAnswers] : conditionsOf(this.state);
  }

  start(): Promise<void> {
    if (this.#keepOpen.phase === 'stopped') {
      this.#phase = 'connecting';
      this.#events.onChange();
    }
    return this.#keepOpen.start();
  }

  async stop(): Promise<void> {
    this.#cancelPoll();
    this.line.close();
    await this.#keepOpen.stop();
    this.#phase = 'absent';
    this.#events.onChange();
  }

  /** The next look, from now on; then as often as the occupation asks for. */
  lookIn(milliseconds: number): void {
    this.#cancelPoll();
    if (this.#phase !== 'open' || this.#oneWay) return;
    this.#cancelPoll = this.#clock.after(milliseconds, () => void this.#look());
  }

  async #onOpen(): Promise<void> {
    this.#phase = 'connecting';
    this.line.opened();
    this.#oneWay = false;
    this.#misses = 0;
    this.#model = [];
    this.#events.onChange();
    let most = FIRST_TRIES;
    for (let tries = 1; tries <= most; tries += 1) {
      const round = await this.line.round();
      if (round === 'closed') return;
      if (round === 'partial') most = PARTIAL_TRIES;
      this.#garbled = round === 'garbled';
      if (round === 'answered') return this.#answers();
    }
    // Only a file can be meant to be written to without an answer: /dev/usb/lp0 of a one-way printer, a plain file.
    if (this.#transport.address.startsWith('file:') && !this.line.heard && !this.#garbled) {
      this.#oneWay = true;
      this.#phase = 'open';
      this.#keepOpen.working();
      this.#events.onChange();
      return;
    }
    await this.#keepOpen.reopen(this.#garbled ? MAKES_NO_SENSE : 'the printer does not answer');
  }

  async #answers(): Promise<void> {
    this.#keepOpen.working();
    this.#phase = 'open';
    const hello = this.#options.identify ? [reportChanges, askMaker, askModel] : [reportChanges];
    for (const bytes of hello) await this.#transport.write(bytes).catch(() => undefined);
    this.#events.onChange();
    this.lookIn(this.#timing.poll);
  }

  #onDown(detail: string): void {
    if (detail !== MAKES_NO_SENSE) this.#garbled = false;
    this.#down = detail;
    this.#phase = 'absent';
    this.#cancelPoll();
    this.#events.onLost(detail);
    this.#events.onChange();
  }

  async #look(): Promise<void> {
    // Between the chunks of a job a query would become part of a picture.
    if (this.#events.occupation() !== 'sending') {
      const round = await this.line.round();
      if (round === 'closed') return;
      this.#judge(round);
      if (this.#misses >= MISSES && this.#events.occupation() === 'idle')
        return this.#keepOpen.reopen('the printer no longer answers');
    }
    const { poll, pollWhilePrinting } = this.#timing;
    this.lookIn(this.#events.occupation() === 'idle' ? poll : pollWhilePrinting);
  }

  #judge(round: Round): void {
    this.#garbled = round === 'garbled';
    this.#misses = round === 'answered' || round === 'partial' ? 0 : this.#misses + 1;
    this.#events.onChange();
  }
}
