import sharp from 'sharp';
import type { CameraPort, CamerasTold } from '../../../devices/classes/camera-port.ts';
import type { ScannedPage } from '../../../devices/classes/scanner.ts';
import { failed, type Outcome, succeeded } from '../../../devices/device.ts';
import { CameraScanner } from '../../../devices/models/camera/adapter.ts';
import type { ScannerRig } from '../scanner.conformance.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

export const documentCamera = 'HD Document Camera (1bcf:2c99)';
export const faceCamera = 'Integrated Webcam (0c45:6366)';

/** A sheet with a few lines, as a camera of one million pixels sees it. */
const photograph = async (): Promise<Uint8Array> => {
  const lines = [220, 300, 380, 460].map((y) => `<rect x="180" y="${y}" width="640" height="14"/>`).join('');
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="1152" height="864"><rect width="1152" height="864" fill="#556"/>
    <rect x="120" y="80" width="900" height="700" fill="#fff"/>${lines}</svg>`;
  return new Uint8Array(await sharp(Buffer.from(sheet)).jpeg().toBuffer());
};

/** The page that owns the cameras, as the adapter sees it: it comes, tells, takes pictures, hangs and goes. */
export class FakePage implements CameraPort {
  readonly orders: string[] = [];
  /** Orders that still wait for a picture which never comes. */
  hanging = 0;
  /** What the core has chosen last. */
  using: string | undefined;
  #told: CamerasTold | undefined;
  #happening: (() => void | Promise<void>) | undefined;
  readonly #listeners = new Set<() => void>();
  #answer: (signal: AbortSignal) => Promise<Outcome<ScannedPage>> = async () =>
    succeeded({ mediaType: 'image/jpeg', bytes: await photograph() });

  told(): CamerasTold | undefined {
    return this.#told;
  }

  onTold(listener: () => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  use(label: string | undefined): void {
    this.using = label;
  }

  still(label: string, signal: AbortSignal): Promise<Outcome<ScannedPage>> {
    this.orders.push(label);
    const happening = this.#happening;
    this.#happening = undefined;
    return happening === undefined ? this.#answer(signal) : this.#interrupted(happening, label, signal);
  }

  /** Happens once: the next order has arrived, and nothing has answered it. */
  duringNextOrder(happening: () => void | Promise<void>): void {
    this.#happening = happening;
  }

  async #interrupted(
    happening: () => void | Promise<void>,
    label: string,
    signal: AbortSignal,
  ): Promise<Outcome<ScannedPage>> {
    await happening();
    const there = this.#told?.permission === 'granted' && this.#told.labels.includes(label);
    return there ? this.#answer(signal) : failed('disconnected', 'the page, or its camera, has gone');
  }

  /** The page is there and says what it has; nothing at all when it has gone. */
  tells(told: CamerasTold | undefined): void {
    this.#told = told;
    for (const listener of this.#listeners) listener();
  }

  /** Nothing comes until the order is withdrawn. */
  hangs(): void {
    this.#answer = (signal) =>
      new Promise((resolve) => {
        this.hanging += 1;
        const withdrawn = () => {
          this.hanging -= 1;
          resolve(failed('cancelled', 'withdrawn'));
        };
        signal.addEventListener('abort', withdrawn, { once: true });
      });
  }

  worksAgain(): void {
    this.#answer = async () => succeeded({ mediaType: 'image/jpeg', bytes: await photograph() });
  }

  /** The next pictures are these bytes. */
  sends(bytes: Uint8Array): void {
    this.#answer = async () => succeeded({ mediaType: 'image/jpeg', bytes });
  }

  refuses(detail: string): void {
    this.#answer = async () => failed('rejected', detail);
  }
}

export type CameraRig = ScannerRig & { readonly page: FakePage };

/** A kiosk whose configuration says `camera:PART`. */
export const cameraRig = (part = ''): CameraRig => {
  const page = new FakePage();
  const clock = new VirtualClock();
  const scanner = new CameraScanner({ part, port: page, clock });
  return { page, clock, scanner, dispose: async () => undefined };
};
