/** A scanner behind SANE's `scanimage`: one process a scan, nothing of it kept when the process has gone. */
import { tmpdir } from 'node:os';
import type { ScanEnd, Scanner, ScannerCapabilities, ScanRequest } from '../../classes/scanner.ts';
import {
  type Condition,
  type DeviceStatus,
  failed,
  type Link,
  type Outcome,
  succeeded,
  type Unsubscribe,
} from '../../device.ts';
import { childEnvironment, runChild } from '../../protocol/child.ts';
import { StatusBoard } from '../../protocol/status-board.ts';
import { type Clock, systemClock } from '../../transports/transport.ts';
import { capabilitiesOf, parseOptions, type SaneOptions } from './capabilities.ts';
import { sweepPageDirectories } from './pages.ts';
import { runScan } from './scan.ts';
import { errorOf, probeArguments, type SaneFormat } from './scanimage.ts';
import { MIN_POLL, SANE_TIMING, type SaneTiming } from './timing.ts';

export type SaneScannerOptions = {
  /** SANE's name of the device: `test:0`, `airscan:e0:Office`, `fujitsu:fi-7160:123`. */
  readonly device: string;
  readonly clock?: Clock;
  /** Looked up in PATH. */
  readonly command?: string;
  /** Added to a small environment of our own; `SANE_CONFIG_DIR` belongs here. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of this one device, e.g. `--swdeskew=yes`; see `scanimage -A`. */
  readonly extraArguments?: readonly string[];
  /** `png` loses nothing; `jpeg` (quality 75) is for slow computers. */
  readonly format?: SaneFormat;
  /** Under which the private page directory is made; a tmpfs keeps pages off the disk. */
  readonly directory?: string;
  readonly timing?: Partial<SaneTiming>;
};

export class SaneScanner implements Scanner {
  readonly role = 'scanner';
  readonly #device: string;
  readonly #clock: Clock;
  readonly #command: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #extra: readonly string[];
  readonly #format: SaneFormat;
  readonly #directory: string;
  readonly #timing: SaneTiming;
  readonly #board: StatusBoard;
  #options: SaneOptions | undefined;
  /** What the last scan stumbled over. SANE can't be asked whether it has been put right, so it only warns. */
  #remembered: readonly Condition[] = [];
  #probing: Promise<void> | undefined;
  #scanning: Promise<unknown> | undefined;
  #cancelPoll = (): void => {};
  #lifetime: AbortController | undefined;

  constructor(options: SaneScannerOptions) {
    this.#device = options.device;
    this.#clock = options.clock ?? systemClock;
    this.#command = options.command ?? 'scanimage';
    this.#environment = childEnvironment(options.environment);
    this.#extra = options.extraArguments ?? [];
    this.#format = options.format ?? 'png';
    this.#directory = options.directory ?? tmpdir();
    const timing = { ...SANE_TIMING, ...options.timing };
    this.#timing = { ...timing, poll: Math.max(MIN_POLL, timing.poll) };
    this.#board = new StatusBoard({ link: 'absent', conditions: [], detail: this.#device });
  }

  status(): DeviceStatus {
    return this.#board.current;
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#board.listen(listener);
  }

  capabilities(): ScannerCapabilities | undefined {
    return this.#options === undefined ? undefined : capabilitiesOf(this.#options);
  }

  /** SANE has no common way to ask whether the feeder holds paper: scanning it is the only way to know. */
  async loaded(): Promise<Outcome<{ readonly feeder: boolean | 'unknown' }>> {
    if (this.#options === undefined) return failed('disconnected', `${this.#device} is not there`);
    return succeeded({ feeder: this.#options.feeder === undefined ? false : 'unknown' });
  }

  async start(): Promise<void> {
    if (this.#lifetime !== undefined) return;
    this.#lifetime = new AbortController();
    this.#show('connecting');
    await sweepPageDirectories(this.#directory);
    await this.#probe();
    this.#schedulePoll();
  }

  async stop(): Promise<void> {
    this.#cancelPoll();
    this.#lifetime?.abort();
    this.#lifetime = undefined;
    await Promise.all([this.#probing, this.#scanning]);
    this.#options = undefined;
    this.#remembered = [];
    this.#show('absent', 'stopped');
  }

  async scan(
    request: ScanRequest,
    onPage: (pageNumber: number) => void,
    signal: AbortSignal,
  ): Promise<ScanEnd> {
    if (signal.aborted) return { ...failed('cancelled', 'cancelled before it began'), pages: [] };
    if (this.#scanning !== undefined) return { ...failed('busy', 'a scan is under way'), pages: [] };
    const lifetime = this.#lifetime?.signal;
    if (lifetime === undefined) return { ...failed('disconnected', 'not started'), pages: [] };
    const scanning = this.#scan(request, onPage, AbortSignal.any([signal, lifetime]));
    this.#scanning = scanning;
    try {
      return await scanning;
    } finally {
      this.#scanning = undefined;
      // Whatever went wrong, look at once whether the device is still there.
      void this.#probe();
    }
  }

  async #scan(request: ScanRequest, onPage: (page: number) => void, signal: AbortSignal): Promise<ScanEnd> {
    await this.#probing;
    const options = this.#options;
    if (options === undefined)
      return { ...failed('disconnected', `${this.#device} is not there`), pages: [] };
    this.#remembered = [];
    this.#show('busy');
    const end = await runScan(
      {
        device: this.#device,
        command: this.#command,
        environment: this.#environment,
        extraArguments: this.#extra,
        format: this.#format,
        directory: this.#directory,
        timing: this.#timing,
        clock: this.#clock,
      },
      request,
      options,
      onPage,
      signal,
    );
    this.#remembered = end.ok
      ? []
      : end.error.conditions.map((one) => (one.severity === 'error' ? { ...one, severity: 'warning' } : one));
    this.#show('ready');
    return end;
  }

  /** Opens the device, reads its options, closes it. Never while a scan runs; never two at a time. */
  #probe(): Promise<void> {
    const signal = this.#lifetime?.signal;
    if (signal === undefined || this.#scanning !== undefined) return Promise.resolve();
    this.#probing ??= this.#probeOnce(signal).finally(() => {
      this.#probing = undefined;
    });
    return this.#probing;
  }

  async #probeOnce(signal: AbortSignal): Promise<void> {
    const end = await runChild({
      command: this.#command,
      arguments: probeArguments(this.#device),
      environment: this.#environment,
      totalMs: this.#timing.probe,
      graceMs: this.#timing.grace,
      clock: this.#clock,
      signal,
    });
    if (signal.aborted) return;
    if (end.notStarted !== undefined) return this.#lost(`scanimage can't be started: ${end.notStarted}`);
    if (end.ended === 'deadline') return this.#lost('no answer from scanimage -A');
    const error = errorOf(end, end.stderr);
    // Someone else's program has it open: it is there, and what it can do was learned before or will be later.
    if (error?.code === 'busy')
      return this.#show(this.#options === undefined ? 'connecting' : 'busy', error.detail);
    if (error !== undefined) return this.#lost(error.detail);
    const options = parseOptions(end.stdout);
    if (options.resolutions.length === 0) return this.#lost('it offers no --resolution: not a scanner');
    this.#options = options;
    this.#show('ready');
  }

  #lost(detail: string): void {
    this.#options = undefined;
    this.#show('absent', detail);
  }

  #show(link: Link, detail?: string): void {
    this.#board.show({
      link,
      conditions: link === 'absent' ? [] : this.#remembered,
      detail: detail === undefined ? this.#device : `${this.#device}: ${detail}`,
    });
  }

  #schedulePoll(): void {
    if (this.#lifetime === undefined) return;
    this.#cancelPoll = this.#clock.after(this.#timing.poll, () => {
      void this.#probe().then(() => this.#schedulePoll());
    });
  }
}
