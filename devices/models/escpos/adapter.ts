/** A ticket printer that speaks ESC/POS over any transport of bytes. */
import type { Slip, TicketPrinter } from '../../classes/ticket-printer.ts';
import {
  canWork,
  type DeviceStatus,
  failed,
  type Outcome,
  succeeded,
  type Unsubscribe,
} from '../../device.ts';
import { StatusBoard } from '../../protocol/status-board.ts';
import { type ByteTransport, type Clock, systemClock } from '../../transports/transport.ts';
import { caughtUp } from './catch-up.ts';
import { recoverAndClear } from './codec.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { type LayoutOptions, layOut } from './layout.ts';
import { type JobEnd, PrintJob } from './print-job.ts';
import { needsHands } from './status.ts';
import { ESCPOS_TIMING, type EscposTiming } from './timing.ts';

export type EscposOptions = LayoutOptions &
  ConnectionOptions & {
    readonly transport: ByteTransport;
    readonly clock?: Clock;
    readonly timing?: Partial<EscposTiming>;
    /**
     * How the printer says that a job is done. `gs-r` (default): by answering the marker behind it. `none`: it can't; every slip then
     * ends in `outcome-unknown`, because being asked for its status says nothing about a slip.
     */
    readonly completion?: 'gs-r' | 'none';
  };

/** A single lost answer does not refuse a slip. */
const TRIES_BEFORE_A_SLIP = 2;

export class EscposTicketPrinter implements TicketPrinter {
  readonly role = 'ticketPrinter';
  readonly #transport: ByteTransport;
  readonly #clock: Clock;
  readonly #options: EscposOptions;
  readonly #timing: EscposTiming;
  readonly #board: StatusBoard;
  readonly #connection: Connection;
  #printing = false;
  #job: PrintJob | undefined;
  /** A marker is out whose answer never came: the next answer may be its. */
  #owed = false;

  constructor(options: EscposOptions) {
    this.#options = options;
    this.#transport = options.transport;
    this.#clock = options.clock ?? systemClock;
    this.#timing = { ...ESCPOS_TIMING, ...options.timing };
    this.#board = new StatusBoard({ link: 'absent', conditions: [], detail: options.transport.address });
    this.#connection = new Connection(this.#transport, this.#clock, this.#timing, options, {
      onChange: () => this.#show(),
      onState: () => {
        this.#job?.stateIs(this.#connection.state);
        this.#show();
      },
      onMarker: (alone) => {
        if (alone) this.#job?.answered();
      },
      onLost: (detail) => this.#job?.unanswered(`the line was lost: ${detail}`),
      occupation: () => (!this.#printing ? 'idle' : this.#job?.sent ? 'awaiting' : 'sending'),
    });
  }

  status(): DeviceStatus {
    return this.#board.current;
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#board.listen(listener);
  }

  start(): Promise<void> {
    return this.#connection.start();
  }

  stop(): Promise<void> {
    this.#job?.unanswered('the printer was let go');
    return this.#connection.stop();
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
      this.#connection.lookIn(this.#timing.poll);
    }
  }

  get #completion(): 'gs-r' | 'none' {
    return this.#options.completion ?? 'gs-r';
  }

  /** Why nothing should be sent now. */
  async #refusal(): Promise<ReturnType<typeof failed> | undefined> {
    if (!this.#connection.isOpen)
      return failed('disconnected', `${this.#transport.address}: ${this.#connection.down || 'is not open'}`);
    if (this.#connection.oneWay) return undefined;
    let round = await this.#connection.line.round();
    for (let tries = 1; tries < TRIES_BEFORE_A_SLIP && round !== 'answered' && round !== 'closed'; tries += 1)
      round = await this.#connection.line.round();
    if (round === 'closed') return failed('disconnected', `${this.#transport.address}: closed`);
    if (round !== 'answered')
      return failed(
        'rejected',
        'the printer does not answer; nothing was sent',
        this.#connection.conditions(),
      );
    const conditions = this.#connection.conditions();
    if (!canWork({ link: 'ready', conditions }))
      return failed('rejected', 'the printer can not print now; nothing was sent', conditions);
    if (!this.#owed) return undefined;
    this.#owed = !(await caughtUp(this.#transport, this.#connection.line, this.#clock, this.#timing));
    return this.#owed
      ? failed('rejected', 'the printer is held up by what went before; nothing was sent', conditions)
      : undefined;
  }

  async #send(bytes: Uint8Array, signal: AbortSignal): Promise<Outcome<{ readonly printed: true }>> {
    const job = new PrintJob(this.#clock, this.#timing, this.#connection.state);
    this.#job = job;
    const onAbort = (): void => job.unanswered('cancelled after it had been sent');
    signal.addEventListener('abort', onAbort, { once: true });
    void job.send(this.#transport, bytes).then(() => this.#afterSending(job));
    const end = await job.ended;
    this.#job = undefined;
    signal.removeEventListener('abort', onAbort);
    if (end.kind === 'printed') return succeeded({ printed: true });
    this.#owed = this.#completion === 'gs-r' && !this.#connection.oneWay;
    return this.#unknown(end);
  }

  #afterSending(job: PrintJob): void {
    if (this.#job !== job) return;
    if (this.#connection.oneWay) job.unanswered('this line gives no answers');
    else if (this.#completion === 'none')
      job.giveUpAfter(this.#timing.probe, 'this printer does not say when it is done');
    this.#connection.lookIn(this.#timing.pollWhilePrinting);
  }

  /** Part of it may have come out. Makes sure that the rest does not come out later, unasked, and asks how things stand. */
  async #unknown(end: Exclude<JobEnd, { kind: 'printed' }>): Promise<ReturnType<typeof failed>> {
    if (!this.#connection.oneWay) await this.#connection.line.round();
    const { state } = this.#connection;
    const conditions = this.#connection.conditions();
    if (end.kind === 'stopped' || needsHands(state) || state.offline)
      await this.#transport.write(recoverAndClear).catch(() => undefined);
    const detail = end.kind === 'stopped' ? 'the printer stopped while the slip was on its way' : end.detail;
    return failed('outcome-unknown', detail, conditions);
  }

  #show(): void {
    const link = this.#connection.link();
    this.#board.show({
      link: link === 'ready' && this.#printing ? 'busy' : link,
      conditions: this.#connection.conditions(),
      detail: this.#connection.name,
    });
  }
}
