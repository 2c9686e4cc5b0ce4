import type {
  DocumentPrinter,
  PrintEnd,
  PrintProgress,
  PrintRequest,
} from '../../classes/document-printer.ts';
import {
  type Condition,
  type ConditionCode,
  type DeviceStatus,
  failed,
  type Link,
  type Unsubscribe,
} from '../../device.ts';
import { interpret, printerState } from '../../protocol/printing/conditions.ts';
import { Looks } from '../../protocol/printing/looks.ts';
import { pagesOf } from '../../protocol/printing/request.ts';
import { StatusBoard } from '../../protocol/status-board.ts';
import { type Clock, systemClock } from '../../transports/transport.ts';
import type { IppAddress } from './address.ts';
import { type ExchangeFailure, type IppClient, ippClient } from './client.ts';
import { cancelLeftovers } from './leftovers.ts';
import { attributesOf, groupTag, type IppMessage } from './message.ts';
import * as ipp from './operations.ts';
import { httpPost, type Post } from './post.ts';
import { print } from './print.ts';
import { type PrinterProfile, profileNames, profileOf, reportOf, statusNames } from './profile.ts';
import { ippDetail, type Reason, type Seen } from './run.ts';
import { type IppTiming, ippTiming } from './timing.ts';
import { outputHoldsSheets, sheetsIn } from './trays.ts';

export type IppPrinterOptions = {
  readonly address: IppAddress;
  /**
   * Which kiosk this is, part of every job's name. What an earlier run of it has left in the printer is cancelled at the
   * first look; without a name nothing is, as the printer may serve others too.
   */
  readonly owner?: string;
  /** Makes job names; must not repeat. Default: 128 random bits in hex. */
  readonly randomName?: () => string;
  readonly clock?: Clock;
  readonly timing?: Partial<IppTiming>;
  /** It has a sensor that counts the sheets in its output tray. Default false: many fill in a figure that never changes. */
  readonly outputTray?: boolean;
  /** How bytes get there and back; default HTTP. */
  readonly post?: Post;
};

const hex = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');

/** Two unanswered looks, not one, make a printer absent: a Wi-Fi hiccup is not a fault to tell people of. */
const missesAllowed = 1;

const notReached: Reason = { code: 'disconnected', detail: 'the printer has not been reached' };

const sheetsLeft: Condition = { code: 'paper-left', severity: 'report', detail: 'sheets in the output tray' };

/** A printer that speaks IPP. */
export class IppPrinter implements DocumentPrinter {
  readonly role = 'documentPrinter';
  readonly #address: IppAddress;
  readonly #randomName: () => string;
  readonly #clock: Clock;
  readonly #timing: IppTiming;
  readonly #sensesOutput: boolean;
  readonly #client: IppClient;
  readonly #board: StatusBoard;
  readonly #looks: Looks<Seen>;
  #profile: PrinterProfile | undefined;
  #misses = 0;
  #sheets: number | undefined;
  #printing: Promise<PrintEnd> | undefined;
  readonly #jobPrefix: string;
  #leftovers: boolean;

  constructor(options: IppPrinterOptions) {
    this.#address = options.address;
    this.#jobPrefix = options.owner === undefined ? 'kiosk-' : `kiosk-${options.owner}-`;
    this.#leftovers = options.owner !== undefined;
    this.#randomName = options.randomName ?? hex;
    this.#clock = options.clock ?? systemClock;
    this.#timing = { ...ippTiming, ...options.timing };
    this.#sensesOutput = options.outputTray ?? false;
    const post = options.post ?? httpPost(options.address, this.#clock);
    this.#client = ippClient(options.address, this.#clock, post);
    this.#board = new StatusBoard({ link: 'absent', conditions: [], detail: options.address.printerUri });
    this.#looks = new Looks<Seen>({
      clock: this.#clock,
      timing: this.#timing,
      once: (signal) => this.#lookOnce(signal),
      isPrinting: () => this.#printing !== undefined,
      notStarted: { ok: false, reason: notReached },
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

  /** A print under way gets one Cancel-Job and ends; its sheets may be unknown. */
  async stop(): Promise<void> {
    await Promise.all([this.#looks.stop(), this.#printing]);
    this.#profile = undefined;
    this.#show('absent', [], 'stopped');
  }

  async print(
    request: PrintRequest,
    onProgress: (progress: PrintProgress) => void,
    signal: AbortSignal,
  ): Promise<PrintEnd> {
    const nothing = nothingPrinted(request);
    const { lifetime } = this.#looks;
    if (signal.aborted) return { ...failed('cancelled', 'cancelled before it began'), ...nothing };
    if (this.#printing) return { ...failed('busy', 'a print is under way'), ...nothing };
    if (!lifetime) return { ...failed('disconnected', 'not started'), ...nothing };
    this.#printing = this.#print(request, onProgress, signal, lifetime);
    try {
      return await this.#printing;
    } finally {
      this.#printing = undefined;
      if (!lifetime.aborted) void this.#looks.look();
    }
  }

  async #print(
    request: PrintRequest,
    onProgress: (progress: PrintProgress) => void,
    cancelled: AbortSignal,
    stopping: AbortSignal,
  ): Promise<PrintEnd> {
    const look = this.#profile ? undefined : await this.#looks.look();
    const profile = this.#profile;
    if (!profile) {
      const reason = look && !look.ok ? look.reason : notReached;
      const { conditions } = this.#board.current;
      return { ...failed(reason.code, reason.detail, conditions), ...nothingPrinted(request) };
    }
    const context = {
      client: this.#client,
      clock: this.#clock,
      timing: this.#timing,
      refresh: () => this.#looks.look(),
      cancelled,
      stopping,
    };
    return print(context, profile, request, `${this.#jobPrefix}${this.#randomName()}`, onProgress);
  }

  async #lookOnce(signal: AbortSignal): Promise<Seen> {
    const names = this.#profile ? statusNames : [...statusNames, ...profileNames];
    const answer = await this.#client(ipp.getPrinterAttributes(names), {
      deadline: this.#timing.request,
      signal,
    });
    if (signal.aborted) return { ok: false, reason: { code: 'cancelled', detail: 'the device was stopped' } };
    if (!answer.ok) return this.#missed(answer.failure);
    const { code } = answer.reply;
    // Some printers answer "busy" even to this while they warm up: they are there.
    if (ipp.isBusy(code)) return { ok: false, reason: { code: 'busy', detail: ippDetail(code) } };
    if (!ipp.isSuccess(code))
      return this.#unusable({ code: 'rejected', detail: ippDetail(code) }, 'out-of-order');
    await this.#clearLeftovers(signal);
    return this.#seen(answer.reply);
  }

  /** Before the printer is told to be ready, and never while a print of this run is under way. */
  async #clearLeftovers(signal: AbortSignal): Promise<void> {
    if (!this.#leftovers || this.#printing) return;
    this.#leftovers = !(await cancelLeftovers(this.#client, this.#jobPrefix, this.#timing.request, signal));
  }

  #seen(reply: IppMessage): Seen {
    const attributes = attributesOf(reply, groupTag.printer);
    this.#misses = 0;
    this.#profile ??= profileOf(attributes);
    const report = reportOf(attributes);
    const { link, conditions } = interpret(report, this.#profile.isSpooler ? 'spooler' : 'printer');
    this.#sheets = sheetsIn(attributes);
    const left = this.#sensesOutput && outputHoldsSheets(attributes) ? [sheetsLeft] : [];
    this.#show(link === 'ready' && this.#printing ? 'busy' : link, [...conditions, ...left]);
    return { ok: true, conditions, working: report.state === printerState.processing };
  }

  #missed(failure: ExchangeFailure): Seen {
    const { code, detail } = failure;
    if (code === 'malformed-reply') return this.#unusable({ code, detail }, 'garbled');
    if (code === 'rejected') return this.#unusable({ code, detail }, 'out-of-order');
    if (code === 'busy') return { ok: false, reason: { code, detail } };
    this.#misses += 1;
    if (this.#misses > missesAllowed) {
      // Whoever answers there next may be another printer.
      this.#profile = undefined;
      this.#show('absent', [], detail);
    }
    return { ok: false, reason: { code: 'disconnected', detail } };
  }

  #unusable(reason: Reason, condition: ConditionCode): Seen {
    this.#show('faulted', [{ code: condition, severity: 'error', detail: reason.detail.slice(0, 80) }]);
    return { ok: false, reason };
  }

  #show(link: Link, conditions: readonly Condition[], why?: string): void {
    const words = [this.#profile?.model, this.#address.printerUri, why].filter((word) => word !== undefined);
    const sheets = link === 'ready' || link === 'busy' || link === 'faulted' ? this.#sheets : undefined;
    this.#board.show({
      link,
      conditions,
      detail: words.join(', '),
      ...(sheets === undefined ? {} : { sheets }),
    });
  }
}

/** Every page that was asked for is still owed. */
const nothingPrinted = (request: PrintRequest) => ({
  ledger: { asked: 0, taken: 0, spoiled: 0, unknown: 0 },
  owed: pagesOf(request),
});
