import type {
  DocumentPrinter,
  PrintEnd,
  PrintProgress,
  PrintRequest,
} from '../../classes/document-printer.ts';
import type { Condition, DeviceStatus, Link, Unsubscribe } from '../../device.ts';
import { childEnvironment, runChild } from '../../protocol/child.ts';
import { interpret } from '../../protocol/printing/conditions.ts';
import { Looks } from '../../protocol/printing/looks.ts';
import { StatusBoard } from '../../protocol/status-board.ts';
import { type Clock, systemClock } from '../../transports/transport.ts';
import { offersBothSides, optionsArguments, userOf } from './commands.ts';
import { cancelLeftovers } from './leftovers.ts';
import { parseQueueReport, queueArguments } from './lpstat.ts';
import { nothingPrinted, print } from './print.ts';
import type { Reason, Run, Seen } from './run.ts';
import { type CupsTiming, cupsTiming } from './timing.ts';

export type CupsPrinterOptions = {
  readonly queue: string;
  /** The kiosk's id: jobs that an earlier run of this kiosk left behind are cancelled at the start. Without it none are. */
  readonly owner?: string;
  readonly clock?: Clock;
  readonly timing?: Partial<CupsTiming>;
  /** Added to a small environment of our own; `CUPS_SERVER` belongs here, and `PATH` where the commands are elsewhere. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Makes job titles; must not repeat. Default: 128 random bits in hex. */
  readonly randomName?: () => string;
};

const hex = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');

/** Two unanswered looks, not one, make a queue absent. */
const missesAllowed = 1;

const notStarted: Reason = { code: 'disconnected', detail: 'not started' };

/** A printer behind a CUPS queue, by `lp`, `lpstat`, `cancel` and `lpoptions`. */
export class CupsPrinter implements DocumentPrinter {
  readonly role = 'documentPrinter';
  readonly #queue: string;
  readonly #user: string;
  readonly #clock: Clock;
  readonly #timing: CupsTiming;
  readonly #run: Run;
  readonly #randomName: () => string;
  readonly #board: StatusBoard;
  readonly #looks: Looks<Seen>;
  #leftovers: boolean;
  #bothSides: boolean | undefined;
  #misses = 0;
  #printing: Promise<PrintEnd> | undefined;

  constructor(options: CupsPrinterOptions) {
    this.#queue = options.queue;
    this.#user = userOf(options.owner);
    this.#leftovers = options.owner !== undefined;
    this.#clock = options.clock ?? systemClock;
    this.#timing = { ...cupsTiming, ...options.timing };
    this.#randomName = options.randomName ?? hex;
    const environment = childEnvironment(options.environment);
    this.#run = (command, parameters, { deadline, input, signal = new AbortController().signal }) =>
      runChild({
        command,
        arguments: parameters,
        environment,
        totalMs: deadline,
        graceMs: this.#timing.grace,
        clock: this.#clock,
        signal,
        ...(input ? { input } : {}),
      });
    this.#board = new StatusBoard({ link: 'absent', conditions: [], detail: `cups:${this.#queue}` });
    this.#looks = new Looks<Seen>({
      clock: this.#clock,
      timing: this.#timing,
      once: (signal) => this.#lookOnce(signal),
      isPrinting: () => this.#printing !== undefined,
      notStarted: { ok: false, reason: notStarted },
    });
  }

  status(): DeviceStatus {
    return this.#board.current;
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#board.listen(listener);
  }

  async start(): Promise<void> {
    if (this.#looks.lifetime) return;
    this.#show('connecting', []);
    this.#misses = missesAllowed;
    await this.#looks.start();
  }

  /** A job under way is cancelled once and ends; its sheets may be unknown. */
  async stop(): Promise<void> {
    await Promise.all([this.#looks.stop(), this.#printing]);
    this.#bothSides = undefined;
    this.#show('absent', [], 'stopped');
  }

  async print(
    request: PrintRequest,
    onProgress: (progress: PrintProgress) => void,
    signal: AbortSignal,
  ): Promise<PrintEnd> {
    const { lifetime } = this.#looks;
    const refuse = (reason: Reason) => nothingPrinted(request, reason, this.#board.current.conditions);
    if (signal.aborted) return refuse({ code: 'cancelled', detail: 'cancelled before it began' });
    if (this.#printing) return refuse({ code: 'busy', detail: 'a print is under way' });
    if (!lifetime) return refuse(notStarted);
    const context = {
      queue: this.#queue,
      user: this.#user,
      run: this.#run,
      clock: this.#clock,
      timing: this.#timing,
      refresh: () => this.#looks.look(),
      cancelled: signal,
      stopping: lifetime,
    };
    this.#printing = print(
      context,
      request,
      this.#bothSides ?? false,
      `kiosk-${this.#randomName()}`,
      onProgress,
    );
    try {
      return await this.#printing;
    } finally {
      this.#printing = undefined;
      if (!lifetime.aborted) void this.#looks.look();
    }
  }

  async #lookOnce(signal: AbortSignal): Promise<Seen> {
    const more = { deadline: this.#timing.look, signal };
    const end = await this.#run('lpstat', queueArguments(this.#queue), more);
    if (signal.aborted) return { ok: false, reason: { code: 'cancelled', detail: 'the device was stopped' } };
    const queue = end.status === 0 ? parseQueueReport(end.stdout, this.#queue) : undefined;
    if (!queue) {
      // CUPS 2.4.2 says "Invalid destination name" of a queue it lacks, and of every queue when cupsd does not run.
      const why = end.notStarted ?? (end.ended ? 'lpstat hangs' : 'no such queue, or CUPS does not run');
      return this.#missed(why);
    }
    this.#misses = 0;
    if (this.#bothSides === undefined) {
      const options = await this.#run('lpoptions', optionsArguments(this.#queue), more);
      if (options.status === 0) this.#bothSides = offersBothSides(options.stdout);
    }
    await this.#clearLeftovers(signal);
    const { link, conditions } = interpret(queue, 'spooler');
    this.#show(link === 'ready' && this.#printing ? 'busy' : link, conditions);
    return { ok: true, queue, conditions };
  }

  /** Before the printer is told to be ready, and never while a print of this run is under way. */
  async #clearLeftovers(signal: AbortSignal): Promise<void> {
    if (!this.#leftovers || this.#printing) return;
    const [queue, user, run, timing] = [this.#queue, this.#user, this.#run, this.#timing];
    this.#leftovers = !(await cancelLeftovers({ queue, user, run, timing }, signal));
  }

  #missed(detail: string): Seen {
    this.#misses += 1;
    if (this.#misses > missesAllowed) {
      this.#bothSides = undefined;
      this.#show('absent', [], detail);
    }
    return { ok: false, reason: { code: 'disconnected', detail } };
  }

  #show(link: Link, conditions: readonly Condition[], why?: string): void {
    const detail = why === undefined ? `cups:${this.#queue}` : `cups:${this.#queue}, ${why}`;
    this.#board.show({ link, conditions, detail });
  }
}
