/** A document camera as a scanner: every scan is one still picture, taken by the page that shows what the camera sees. */

import type { CameraPort } from '../../classes/camera-port.ts';
import type { ScanEnd, Scanner, ScannerCapabilities, ScanRequest } from '../../classes/scanner.ts';
import { type DeviceStatus, failed, type Outcome, succeeded, type Unsubscribe } from '../../device.ts';
import { inspectImage } from '../../protocol/image-integrity.ts';
import { StatusBoard } from '../../protocol/status-board.ts';
import { type Clock, systemClock } from '../../transports/transport.ts';
import { type Choice, chooseCamera } from './choose.ts';

/** Milliseconds. */
export type CameraTiming = {
  /** Opening a camera and its first pictures take up to three seconds; one that needs more than this hangs. */
  readonly still: number;
};

export const CAMERA_TIMING: CameraTiming = { still: 10_000 };

export type CameraScannerOptions = {
  /** A part of its label; empty for the first camera. */
  readonly part: string;
  readonly port: CameraPort;
  readonly clock?: Clock;
  readonly timing?: Partial<CameraTiming>;
};

/**
 * It gives what its sensor gives: A4 is about 240 dpi at 5 million pixels, 370 dpi at 13. The number is nominal, so that
 * whoever asks for the usual resolution gets the camera's best.
 */
const CAPABILITIES: ScannerCapabilities = { sources: ['camera'], resolutions: [300], colours: ['colour'] };

export class CameraScanner implements Scanner {
  readonly role = 'scanner';
  readonly #part: string;
  readonly #port: CameraPort;
  readonly #clock: Clock;
  readonly #timing: CameraTiming;
  readonly #board: StatusBoard;
  #choice: Choice = { there: false, why: 'not started' };
  #scanning: Promise<unknown> | undefined;
  #lifetime: AbortController | undefined;
  #forget: Unsubscribe = () => {};

  constructor(options: CameraScannerOptions) {
    this.#part = options.part;
    this.#port = options.port;
    this.#clock = options.clock ?? systemClock;
    this.#timing = { ...CAMERA_TIMING, ...options.timing };
    this.#board = new StatusBoard({ link: 'absent', conditions: [], detail: this.#named() });
  }

  status(): DeviceStatus {
    return this.#board.current;
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#board.listen(listener);
  }

  capabilities(): ScannerCapabilities | undefined {
    return this.#choice.there ? CAPABILITIES : undefined;
  }

  /** There is no feeder, and nothing senses a paper under the camera. */
  async loaded(): Promise<Outcome<{ readonly feeder: boolean | 'unknown' }>> {
    return this.#choice.there ? succeeded({ feeder: false }) : failed('disconnected', this.#named());
  }

  async start(): Promise<void> {
    if (this.#lifetime !== undefined) return;
    this.#lifetime = new AbortController();
    this.#forget = this.#port.onTold(() => this.#look());
    this.#look();
  }

  async stop(): Promise<void> {
    this.#forget();
    this.#lifetime?.abort();
    this.#lifetime = undefined;
    await this.#scanning;
    this.#choose({ there: false, why: 'stopped' });
  }

  async scan(
    request: ScanRequest,
    onPage: (pageNumber: number) => void,
    signal: AbortSignal,
  ): Promise<ScanEnd> {
    if (signal.aborted) return { ...failed('cancelled', 'cancelled before it began'), pages: [] };
    if (this.#scanning !== undefined) return { ...failed('busy', 'a picture is being taken'), pages: [] };
    const lifetime = this.#lifetime?.signal;
    if (lifetime === undefined || !this.#choice.there)
      return { ...failed('disconnected', this.#named()), pages: [] };
    if (request.source !== 'camera' || request.maxPages < 1)
      return { ...failed('rejected', 'a document camera takes one picture and nothing else'), pages: [] };
    const scanning = this.#still(this.#choice.label, AbortSignal.any([signal, lifetime]));
    this.#scanning = scanning;
    this.#show();
    const end = await scanning;
    if (end.ok) onPage(1);
    this.#scanning = undefined;
    this.#show();
    return end;
  }

  /** Never rejects, as its port never does. */
  async #still(label: string, cancel: AbortSignal): Promise<ScanEnd> {
    const deadline = new AbortController();
    const cancelDeadline = this.#clock.after(this.#timing.still, () => deadline.abort());
    const taken = await this.#port.still(label, AbortSignal.any([cancel, deadline.signal]));
    cancelDeadline();
    if (!taken.ok) {
      const late = taken.error.code === 'cancelled' && !cancel.aborted;
      return {
        ...(late ? failed('timeout', `no picture within ${this.#timing.still} ms`) : taken),
        pages: [],
      };
    }
    const { bytes } = taken.value;
    const verdict = inspectImage(bytes);
    if (!verdict.whole) return { ...failed('malformed-reply', `the picture is ${verdict.fault}`), pages: [] };
    return { ok: true, pages: [{ mediaType: verdict.mediaType, bytes }] };
  }

  #look(): void {
    this.#choose(chooseCamera(this.#part, this.#port.told()));
  }

  #choose(choice: Choice): void {
    this.#choice = choice;
    this.#port.use(choice.there ? choice.label : undefined);
    this.#show();
  }

  #show(): void {
    const link = this.#scanning === undefined ? 'ready' : 'busy';
    this.#board.show({ link: this.#choice.there ? link : 'absent', conditions: [], detail: this.#named() });
  }

  #named(): string {
    const address = this.#part === '' ? 'camera' : `camera:${this.#part}`;
    return `${address}: ${this.#choice.there ? this.#choice.label || 'not named yet' : this.#choice.why}`;
  }
}
