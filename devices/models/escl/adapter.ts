/** A network scanner that speaks eSCL (AirScan, Mopria): no driver, plain HTTP. */
import type { ScanEnd, Scanner, ScannerCapabilities, ScanRequest } from '../../classes/scanner.ts';
import {
  type DeviceError,
  type DeviceStatus,
  failed,
  type Outcome,
  succeeded,
  type Unsubscribe,
} from '../../device.ts';
import { StatusBoard } from '../../protocol/status-board.ts';
import { type Clock, systemClock } from '../../transports/transport.ts';
import type { EsclAddress } from './address.ts';
import { capabilitiesOf, type EsclCaps } from './capabilities.ts';
import { EsclClient } from './client.ts';
import { conditionsOf, type EsclStatus, feederLoaded, linkOf, type Quirks, quirksOf } from './conditions.ts';
import { runScan } from './scan.ts';
import { ESCL_TIMING, type EsclTiming } from './timing.ts';

export type EsclScannerOptions = {
  readonly address: EsclAddress;
  readonly clock?: Clock;
  readonly timing?: Partial<EsclTiming>;
};

type Known = { readonly caps: EsclCaps; readonly quirks: Quirks };

export class EsclScanner implements Scanner {
  readonly role = 'scanner';
  readonly #clock: Clock;
  readonly #timing: EsclTiming;
  readonly #client: EsclClient;
  readonly #address: string;
  readonly #board: StatusBoard;
  #known: Known | undefined;
  #failures = 0;
  #looking: Promise<void> | undefined;
  #scanning: Promise<unknown> | undefined;
  #cancelNext = (): void => {};
  #lifetime: AbortController | undefined;

  constructor(options: EsclScannerOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#timing = { ...ESCL_TIMING, ...options.timing };
    this.#client = new EsclClient(options.address, this.#clock, this.#timing);
    this.#address = options.address.url.host;
    this.#board = new StatusBoard({ link: 'absent', conditions: [], detail: this.#address });
  }

  status(): DeviceStatus {
    return this.#board.current;
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#board.listen(listener);
  }

  capabilities(): ScannerCapabilities | undefined {
    return this.#known === undefined ? undefined : capabilitiesOf(this.#known.caps);
  }

  /** Asks the device now. `unknown` where its feeder has no sensor or does not tell. */
  async loaded(): Promise<Outcome<{ readonly feeder: boolean | 'unknown' }>> {
    const known = this.#known;
    const lifetime = this.#lifetime?.signal;
    if (known === undefined || lifetime === undefined)
      return failed('disconnected', `${this.#address} is not there`);
    if (known.caps.feeder === undefined) return succeeded({ feeder: false });
    const status = await this.#client.status(lifetime);
    if (!status.ok) return status;
    if (this.#scanning === undefined) this.#show(status.value);
    return succeeded({ feeder: feederLoaded(status.value, known.quirks) });
  }

  async start(): Promise<void> {
    if (this.#lifetime !== undefined) return;
    this.#lifetime = new AbortController();
    this.#board.show({ link: 'connecting', conditions: [], detail: this.#address });
    await this.#look();
    this.#scheduleNext();
  }

  async stop(): Promise<void> {
    this.#cancelNext();
    this.#lifetime?.abort();
    this.#lifetime = undefined;
    await Promise.all([this.#looking, this.#scanning]);
    this.#known = undefined;
    this.#failures = 0;
    this.#board.show({ link: 'absent', conditions: [], detail: `${this.#address}: stopped` });
  }

  async scan(
    request: ScanRequest,
    onPage: (pageNumber: number) => void,
    signal: AbortSignal,
  ): Promise<ScanEnd> {
    if (signal.aborted) return { ...failed('cancelled', 'cancelled before it began'), pages: [] };
    if (this.#scanning !== undefined) return { ...failed('busy', 'a scan is under way'), pages: [] };
    const lifetime = this.#lifetime?.signal;
    const known = this.#known;
    if (lifetime === undefined || known === undefined) {
      return { ...failed('disconnected', `${this.#address} is not there`), pages: [] };
    }
    this.#board.show({ ...this.#board.current, link: 'busy' });
    const scanning = runScan(
      {
        client: this.#client,
        ...known,
        clock: this.#clock,
        timing: this.#timing,
        onStatus: (status) => this.#show(status, 'busy'),
      },
      request,
      onPage,
      AbortSignal.any([signal, lifetime]),
    );
    this.#scanning = scanning;
    try {
      const end = await scanning;
      this.#afterScan(end);
      return end;
    } finally {
      this.#scanning = undefined;
      void this.#look();
    }
  }

  /** What the scan found out is shown at once; the look that follows brings the device's own word. */
  #afterScan(end: ScanEnd): void {
    if (!end.ok && end.error.code === 'disconnected') {
      this.#lost(end.error.detail);
      return;
    }
    const conditions = end.ok ? this.#board.current.conditions : end.error.conditions;
    const faulted = conditions.some((condition) => condition.code === 'out-of-order');
    this.#board.show({ link: faulted ? 'faulted' : 'ready', conditions, detail: this.#named() });
  }

  /** Reads what is to be known of the device; never while a scan runs, never two at a time. */
  #look(): Promise<void> {
    const signal = this.#lifetime?.signal;
    if (signal === undefined || this.#scanning !== undefined) return Promise.resolve();
    this.#looking ??= this.#lookOnce(signal).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookOnce(signal: AbortSignal): Promise<void> {
    if (this.#known === undefined) {
      const caps = await this.#client.capabilities(signal);
      if (signal.aborted) return;
      if (!caps.ok) return this.#unreadableOrLost(caps.error);
      this.#known = { caps: caps.value, quirks: quirksOf(caps.value.makeAndModel) };
    }
    const status = await this.#client.status(signal, 1);
    if (signal.aborted || this.#scanning !== undefined) return;
    // 503 to a question is an answer: it is there, and at work.
    if (!status.ok && status.error.code === 'busy') {
      return this.#board.show({ ...this.#board.current, link: 'busy', detail: this.#named() });
    }
    if (!status.ok) return this.#unreadableOrLost(status.error);
    this.#failures = 0;
    this.#show(status.value);
  }

  #lost(detail: string): void {
    this.#known = undefined;
    this.#failures += 1;
    this.#board.show({ link: 'absent', conditions: [], detail: `${this.#address}: ${detail}` });
  }

  /** Something that answers and can't be read is not absent. */
  #unreadableOrLost({ code, detail }: DeviceError): void {
    if (code !== 'malformed-reply') return this.#lost(detail);
    this.#failures += 1;
    this.#board.show({
      link: 'faulted',
      conditions: [{ code: 'garbled', severity: 'error', detail: detail.slice(0, 80) }],
      detail: this.#named(),
    });
  }

  #show(status: EsclStatus, link = linkOf(status)): void {
    if (this.#known === undefined) return;
    this.#board.show({ link, conditions: conditionsOf(status, this.#known.quirks), detail: this.#named() });
  }

  #named(): string {
    return `${this.#known?.caps.makeAndModel || 'eSCL scanner'} at ${this.#address}`;
  }

  #scheduleNext(): void {
    if (this.#lifetime === undefined) return;
    const step = this.#timing.backOff[Math.min(this.#failures, this.#timing.backOff.length) - 1];
    this.#cancelNext();
    this.#cancelNext = this.#clock.after(step ?? this.#timing.poll, () => {
      void this.#look().then(() => this.#scheduleNext());
    });
  }
}
