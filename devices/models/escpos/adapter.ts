/** A ticket printer that speaks ESC/POS over any transport of bytes. */
import type { Slip, TicketPrinter } from '../../classes/ticket-printer.ts';
import {
  type Condition,
  canWork,
  type DeviceStatus,
  failed,
  type Link,
  type Outcome,
  succeeded,
  type Unsubscribe,
} from '../../device.ts';
import { KeepOpen } from '../../protocol/keep-open.ts';
import { StatusBoard } from '../../protocol/status-board.ts';
import { type ByteTransport, type Clock, systemClock } from '../../transports/transport.ts';
import { caughtUp } from './catch-up.ts';
import { askMaker, askModel, recoverAndClear, reportChanges } from './codec.ts';
import { type LayoutOptions, layOut } from './layout.ts';
import { PrinterLine } from './line.ts';
import { type JobEnd, PrintJob } from './print-job.ts';
import { conditionsOf, needsHands, type Presenter } from './status.ts';
import { ESCPOS_TIMING, type EscposTiming } from './timing.ts';

export type EscposOptions = LayoutOptions & {
  readonly transport: ByteTransport;
  readonly clock?: Clock;
  readonly timing?: Partial<EscposTiming>;
  readonly backOff?: readonly number[];
  /**
   * How the printer says that a job is done. `gs-r` (default): by answering the marker behind it. `none`: it can't; every slip then
   * ends in `outcome-unknown`, because being asked for its status says nothing about a slip.
   */
  readonly completion?: 'gs-r' | 'none';
  /** Ask maker and model (GS I 66, 67) after connecting. Default false: printers that do not know GS I print a B and a C. */
  readonly identify?: boolean;
  /** How it senses a slip in its mouth. Default `none`: it does not, as most. */
  readonly presenter?: Presenter;
};

/** Queries after an opening before the printer counts as one that does not answer. */
const FIRST_TRIES = 3;
/** The same while it answers some of them: time to learn which it does not know. */
const PARTIAL_TRIES = 8;
/** A single lost answer does not refuse a slip. */
const TRIES_BEFORE_A_SLIP = 2;
/** Missed rounds before the connection is given up. */
const MISSES = 3;

const noAnswers: Condition = {
  code: 'other',
  severity: 'report',
  detail: 'this line gives no answers: a person must say whether a slip came out',
};
const MAKES_NO_SENSE = 'answers make no sense (speed or parity of the line?)';
const garbled: Condition = { code: 'garbled', severity: 'error', detail: MAKES_NO_SENSE };

export class EscposTicketPrinter implements TicketPrinter {
  readonly role = 'ticketPrinter';
  readonly #transport: ByteTransport;
  readonly #clock: Clock;
  readonly #options: EscposOptions;
  readonly #timing: EscposTiming;
  readonly #board: StatusBoard;
  readonly #keepOpen: KeepOpen;
  readonly #line: PrinterLine;
  #phase: 'absent' | 'connecting' | 'open' = 'absent';
  #down = '';
  #model: readonly string[] = [];
  /** The line can be written to and never answers: a plain file, a one-way cable. */
  #oneWay = false;
  #misses = 0;
  #garbled = false;
  #printing = false;
  #job: PrintJob | undefined;
  /** A marker is out whose answer never came: the next answer may be its. */
  #owed = false;
  #cancelPoll = (): void => {};

  constructor(options: EscposOptions) {
    this.#options = options;
    this.#transport = options.transport;
    this.#clock = options.clock ?? systemClock;
    this.#timing = { ...ESCPOS_TIMING, ...options.timing };
    this.#board = new StatusBoard({ link: 'absent', conditions: [], detail: options.transport.address });
    this.#line = new PrinterLine(this.#transport, this.#clock, this.#timing, options.presenter ?? 'none', {
      onState: () => this.#onState(),
      onText: (text) => {
        this.#model = [...this.#model, text].slice(-2);
        this.#show();
      },
    });
    this.#line.onMarker((alone) => {
      if (alone) this.#job?.answered();
    });
    this.#keepOpen = new KeepOpen({
      transport: this.#transport,
      clock: this.#clock,
      ...(options.backOff ? { backOff: options.backOff } : {}),
      onOpen: () => this.#onOpen(),
      onDown: (detail) => this.#onDown(detail),
    });
  }

  status(): DeviceStatus {
    return this.#board.current;
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#board.listen(listener);
  }

  start(): Promise<void> {
    if (this.#keepOpen.phase === 'stopped') {
      this.#phase = 'connecting';
      this.#show();
    }
    return this.#keepOpen.start();
  }

  async stop(): Promise<void> {
    this.#cancelPoll();
    this.#job?.unanswered('the printer was let go');
    this.#line.close();
    await this.#keepOpen.stop();
    this.#phase = 'absent';
    this.#show();
  }

  /**
   * See `TicketPrinter`. `busy`: another slip is being printed; `disconnected`: nothing is connected; `cancelled`: before any byte
   * went out; `rejected`: the printer said why it can't, or does not answer, and nothing of this slip was sent.
   * @throws RangeError for a slip that can't be laid out
   */
  async print(slip: Slip, signal: AbortSignal): Promise<Outcome<{ readonly printed: true }>> {
    if (this.#printing) return failed('busy', 'another slip is being printed');
    this.#printing = true;
    this.#show();
    try {
      const bytes = await layOut(slip, { ...this.#options, marker: this.#completion === 'gs-r' });
      const refusal = await this.#refusal();
      if (signal.aborted) return failed('cancelled', 'cancelled before anything was sent');
      return refusal ?? (await this.#send(bytes, signal));
    } finally {
      this.#printing = false;
      this.#show();
      this.#pollIn(this.#timing.poll);
    }
  }

  get #completion(): 'gs-r' | 'none' {
    return this.#options.completion ?? 'gs-r';
  }

  /** Why nothing should be sent now. */
  async #refusal(): Promise<ReturnType<typeof failed> | undefined> {
    if (this.#phase !== 'open' || !this.#transport.isOpen)
      return failed('disconnected', `${this.#transport.address}: ${this.#down || 'is not open'}`);
    if (this.#oneWay) return undefined;
    let round = await this.#line.round();
    for (let tries = 1; tries < TRIES_BEFORE_A_SLIP && round !== 'answered' && round !== 'closed'; tries += 1)
      round = await this.#line.round();
    if (round === 'closed') return failed('disconnected', `${this.#transport.address}: closed`);
    if (round !== 'answered')
      return failed('rejected', 'the printer does not answer; nothing was sent', this.#conditions());
    const conditions = this.#conditions();
    if (!canWork({ link: 'ready', conditions }))
      return failed('rejected', 'the printer can not print now; nothing was sent', conditions);
    if (!this.#owed) return undefined;
    this.#owed = !(await caughtUp(this.#transport, this.#line, this.#clock, this.#timing));
    return this.#owed
      ? failed('rejected', 'the printer is held up by what went before; nothing was sent', conditions)
      : undefined;
  }

  async #send(bytes: Uint8Array, signal: AbortSignal): Promise<Outcome<{ readonly printed: true }>> {
    const job = new PrintJob(this.#clock, this.#timing, this.#line.state);
    this.#job = job;
    const onAbort = (): void => job.unanswered('cancelled after it had been sent');
    signal.addEventListener('abort', onAbort, { once: true });
    void job.send(this.#transport, bytes).then(() => this.#afterSending(job));
    const end = await job.ended;
    this.#job = undefined;
    signal.removeEventListener('abort', onAbort);
    if (end.kind === 'printed') return succeeded({ printed: true });
    this.#owed = this.#completion === 'gs-r' && !this.#oneWay;
    return this.#unknown(end);
  }

  #afterSending(job: PrintJob): void {
    if (this.#job !== job) return;
    if (this.#oneWay) job.unanswered('this line gives no answers');
    else if (this.#completion === 'none')
      job.giveUpAfter(this.#timing.probe, 'this printer does not say when it is done');
    this.#pollIn(this.#timing.pollWhilePrinting);
  }

  /** Part of it may have come out. Makes sure that the rest does not come out later, unasked, and asks how things stand. */
  async #unknown(end: Exclude<JobEnd, { kind: 'printed' }>): Promise<ReturnType<typeof failed>> {
    if (!this.#oneWay) await this.#line.round();
    const { state } = this.#line;
    const conditions = this.#conditions();
    if (end.kind === 'stopped' || needsHands(state) || state.offline)
      await this.#transport.write(recoverAndClear).catch(() => undefined);
    const detail = end.kind === 'stopped' ? 'the printer stopped while the slip was on its way' : end.detail;
    return failed('outcome-unknown', detail, conditions);
  }

  async #onOpen(): Promise<void> {
    this.#phase = 'connecting';
    this.#line.opened();
    this.#oneWay = false;
    this.#misses = 0;
    this.#model = [];
    this.#show();
    let most = FIRST_TRIES;
    for (let tries = 1; tries <= most; tries += 1) {
      const round = await this.#line.round();
      if (round === 'closed') return;
      if (round === 'partial') most = PARTIAL_TRIES;
      this.#garbled = round === 'garbled';
      if (round === 'answered') return this.#answers();
    }
    // Only a file can be meant to be written to without an answer: /dev/usb/lp0 of a one-way printer, a plain file.
    if (this.#transport.address.startsWith('file:') && !this.#line.heard && !this.#garbled) {
      this.#oneWay = true;
      this.#phase = 'open';
      this.#keepOpen.working();
      this.#show();
      return;
    }
    await this.#keepOpen.reopen(this.#garbled ? MAKES_NO_SENSE : 'the printer does not answer');
  }

  async #answers(): Promise<void> {
    this.#keepOpen.working();
    this.#phase = 'open';
    const hello = this.#options.identify ? [reportChanges, askMaker, askModel] : [reportChanges];
    for (const bytes of hello) await this.#transport.write(bytes).catch(() => undefined);
    this.#show();
    this.#pollIn(this.#timing.poll);
  }

  #onDown(detail: string): void {
    if (detail !== MAKES_NO_SENSE) this.#garbled = false;
    this.#down = detail;
    this.#phase = 'absent';
    this.#cancelPoll();
    this.#job?.unanswered(`the line was lost: ${detail}`);
    this.#show();
  }

  #onState(): void {
    this.#job?.stateIs(this.#line.state);
    this.#show();
  }

  #pollIn(milliseconds: number): void {
    this.#cancelPoll();
    if (this.#phase !== 'open' || this.#oneWay) return;
    this.#cancelPoll = this.#clock.after(milliseconds, () => void this.#poll());
  }

  async #poll(): Promise<void> {
    // Between the chunks of a job a query would become part of a picture; and nothing is given up while a job is awaited.
    if (!this.#printing || this.#job?.sent) {
      const round = await this.#line.round();
      if (round === 'closed') return;
      this.#garbled = round === 'garbled';
      this.#misses = round === 'answered' || round === 'partial' ? 0 : this.#misses + 1;
      this.#show();
      if (this.#misses >= MISSES && !this.#printing)
        return this.#keepOpen.reopen('the printer no longer answers');
    }
    this.#pollIn(this.#printing ? this.#timing.pollWhilePrinting : this.#timing.poll);
  }

  #conditions(): readonly Condition[] {
    if (this.#garbled) return [garbled];
    if (this.#phase !== 'open') return [];
    return this.#oneWay ? [noAnswers] : conditionsOf(this.#line.state);
  }

  #link(): Link {
    if (this.#garbled) return 'faulted';
    if (this.#phase !== 'open') return this.#phase;
    if (this.#line.state.unrecoverable) return 'faulted';
    return this.#printing ? 'busy' : 'ready';
  }

  #show(): void {
    const name = [this.#transport.address, ...this.#model].join(' ');
    const detail = this.#phase === 'absent' && this.#down !== '' ? `${name}: ${this.#down}` : name;
    this.#board.show({ link: this.#link(), conditions: this.#conditions(), detail });
  }
}
