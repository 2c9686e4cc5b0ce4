import type { CodeScanner, ScannedCode } from '../../classes/code-scanner.ts';
import type { Condition, DeviceStatus, Unsubscribe } from '../../device.ts';
import { KeepOpen } from '../../protocol/keep-open.ts';
import { Listeners } from '../../protocol/listeners.ts';
import { sameStatus } from '../../protocol/same-status.ts';
import type { ByteTransport, Clock, HidPort } from '../../transports/transport.ts';
import { type CodeAssembler, lineAssembler, reportAssembler, type Scanned } from './codec.ts';

export type HidPosOptions = {
  /** Feature report that switches the scanner to HID POS output, sent after each opening. */
  readonly wakeReport?: Uint8Array;
  /** Milliseconds before each further attempt to open. Listing HID devices is expensive: not below 2 s. */
  readonly backOff?: readonly number[];
};

const garbled: Condition = { code: 'garbled', severity: 'warning' };

const isHid = (transport: ByteTransport | HidPort): transport is HidPort => 'sendFeature' in transport;

/** A code scanner that speaks for itself: HID POS reports, or lines on a serial port. Nothing is polled, no code is kept. */
export class CodeScannerAdapter implements CodeScanner {
  readonly role = 'codeScanner';
  readonly #transport: ByteTransport | HidPort;
  readonly #clock: Clock;
  readonly #options: HidPosOptions;
  readonly #keepOpen: KeepOpen;
  readonly #codes = new Listeners<[ScannedCode]>();
  readonly #statuses = new Listeners<[DeviceStatus]>();
  #assembler: CodeAssembler = lineAssembler();
  #cancelGap: () => void = () => undefined;
  #offData: Unsubscribe = () => undefined;
  #everTried = false;
  /** Opened, switched over and listened to: from now on no code is missed. */
  #listening = false;
  #garbled = false;
  #down: string | undefined;
  #told: DeviceStatus;

  constructor(transport: ByteTransport | HidPort, clock: Clock, options: HidPosOptions = {}) {
    this.#transport = transport;
    this.#clock = clock;
    this.#options = options;
    this.#keepOpen = new KeepOpen({
      transport,
      clock,
      backOff: options.backOff ?? [2000, 5000, 10_000],
      onOpen: () => this.#begin(),
      onDown: (detail) => this.#end(detail),
    });
    this.#told = this.status();
  }

  status(): DeviceStatus {
    const { phase } = this.#keepOpen;
    const detail = [
      `hid-pos at ${this.#transport.address}`,
      ...(this.#down === undefined ? [] : [this.#down]),
    ];
    const link = this.#listening
      ? 'ready'
      : phase !== 'stopped' && !this.#everTried
        ? 'connecting'
        : 'absent';
    return { link, conditions: this.#garbled ? [garbled] : [], detail: detail.join('; ') };
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#statuses.add(listener);
  }

  onCode(listener: (code: ScannedCode) => void): Unsubscribe {
    return this.#codes.add(listener);
  }

  async start(): Promise<void> {
    const started = this.#keepOpen.start();
    this.#tell();
    await started;
  }

  async stop(): Promise<void> {
    this.#quiet();
    await this.#keepOpen.stop();
    this.#quiet();
    this.#everTried = false;
    this.#garbled = false;
    this.#down = undefined;
    this.#tell();
  }

  async #begin(): Promise<void> {
    const transport = this.#transport;
    this.#assembler = lineAssembler();
    if (isHid(transport)) {
      try {
        this.#assembler = reportAssembler(await transport.reportDescriptor());
        if (this.#options.wakeReport) await transport.sendFeature(this.#options.wakeReport);
      } catch (error) {
        await this.#keepOpen.reopen(error instanceof Error ? error.message : String(error));
        return;
      }
    }
    // What was scanned while nobody listened belongs to nobody.
    await transport.flush();
    this.#offData();
    if (!transport.isOpen) return;
    this.#offData = transport.onData((bytes) => this.#take(bytes));
    this.#listening = true;
    this.#everTried = true;
    this.#down = undefined;
    // Nothing ever answers here: an open port is all that can be known.
    this.#keepOpen.working();
    this.#tell();
  }

  #end(detail: string): void {
    this.#quiet();
    this.#everTried = true;
    this.#down = detail;
    this.#tell();
  }

  #quiet(): void {
    this.#listening = false;
    this.#offData();
    this.#cancelGap();
  }

  #take(bytes: Uint8Array): void {
    this.#cancelGap();
    this.#deliver(this.#assembler.push(bytes));
    if (this.#assembler.unfinished)
      this.#cancelGap = this.#clock.after(this.#assembler.gap, () =>
        this.#deliver(this.#assembler.silence()),
      );
  }

  #deliver({ codes, discarded }: Scanned): void {
    if (discarded > 0) this.#garbled = true;
    else if (codes.length > 0) this.#garbled = false;
    this.#tell();
    for (const code of codes) this.#codes.tell(code);
  }

  #tell(): void {
    const status = this.status();
    if (sameStatus(status, this.#told)) return;
    this.#told = status;
    this.#statuses.tell(status);
  }
}
