import { type FileHandle, open } from 'node:fs/promises';
import { constants } from 'node:os';
import {
  decodeEvent,
  encodeCreate,
  encodeDestroy,
  encodeGetReportRefusal,
  encodeInput,
  encodeSetReportReply,
  largestEvent,
  type UhidEvent,
  type UhidIdentity,
} from './uhid.ts';

const { EIO } = constants.errno;

/** A HID device made of software, plugged into the running kernel. */
export class UhidDevice {
  /** What programs sent it, oldest first; each report begins with its id. */
  readonly features: Uint8Array[] = [];
  /** True: feature reports are refused from now on. */
  refusesFeatures = false;
  /** Programs have it open. */
  isOpen = false;
  readonly #handle: FileHandle;
  readonly #changed: () => void;
  readonly #started = Promise.withResolvers<void>();
  readonly #stopped: Promise<void>;
  #leaving = false;

  private constructor(handle: FileHandle, changed: () => void) {
    this.#handle = handle;
    this.#changed = changed;
    this.#stopped = this.#listen();
  }

  /** Resolves when the kernel's driver has taken it up. @param changed called after `features` or `isOpen` has changed */
  static async plugIn(
    identity: UhidIdentity,
    changed: () => void = () => undefined,
    path = '/dev/uhid',
  ): Promise<UhidDevice> {
    const handle = await open(path, 'r+');
    try {
      await handle.write(encodeCreate(identity));
    } catch (error) {
      await handle.close();
      throw error;
    }
    const device = new UhidDevice(handle, changed);
    await Promise.race([device.#started.promise, device.#stopped]);
    return device;
  }

  /** Sends an input report. */
  async send(report: Uint8Array): Promise<void> {
    await this.#handle.write(encodeInput(report));
  }

  /** Resolves when the kernel has forgotten it. */
  async unplug(): Promise<void> {
    this.#leaving = true;
    await this.#handle.write(encodeDestroy());
    await this.#stopped;
    await this.#handle.close();
  }

  /** A read blocks a thread until something happens, so the last one must have ended before the handle is closed. */
  async #listen(): Promise<void> {
    for (;;) {
      const { bytesRead, buffer } = await this.#handle.read(Buffer.alloc(largestEvent));
      const event = decodeEvent(buffer.subarray(0, bytesRead));
      // A stop without our doing is one driver handing over to another.
      if (event.kind === 'stop' && this.#leaving) return;
      await this.#take(event);
    }
  }

  async #take(event: UhidEvent): Promise<void> {
    if (event.kind === 'start') this.#started.resolve();
    else if (event.kind === 'get-report')
      await this.#handle.write(encodeGetReportRefusal(event.request, EIO));
    else if (event.kind === 'set-report') {
      await this.#handle.write(encodeSetReportReply(event.request, this.refusesFeatures ? EIO : 0));
      this.features.push(event.report);
    } else if (event.kind === 'open' || event.kind === 'close') this.isOpen = event.kind === 'open';
    this.#changed();
  }
}
