import type { Device, DeviceError, Outcome } from '../device.ts';

/** `camera`: a paper under a document camera, one picture at a time. */
export type ScanSource = 'flatbed' | 'feeder' | 'camera';

export type ScanRequest = {
  readonly source: ScanSource;
  /** Dots per inch; the model takes the nearest one that the device offers. */
  readonly resolution: number;
  readonly colour: 'grey' | 'colour';
  /** Stop after so many pages. */
  readonly maxPages: number;
};

export type ScannedPage = { readonly mediaType: 'image/jpeg' | 'image/png'; readonly bytes: Uint8Array };

/** Pages that were scanned before a fault are kept and told. */
export type ScanEnd =
  | { readonly ok: true; readonly pages: readonly ScannedPage[] }
  | { readonly ok: false; readonly error: DeviceError; readonly pages: readonly ScannedPage[] };

export type ScannerCapabilities = {
  readonly sources: readonly ScanSource[];
  readonly resolutions: readonly number[];
  readonly colours: readonly ('grey' | 'colour')[];
};

export interface Scanner extends Device {
  readonly role: 'scanner';
  /** Asked of the device once it is connected. */
  capabilities(): ScannerCapabilities | undefined;
  /** Which source has paper, where the device senses it (a feeder does, a glass never). */
  loaded(): Promise<Outcome<{ readonly feeder: boolean | 'unknown' }>>;
  /** One image a page. Ends within its own deadline; kills whatever hangs. */
  scan(request: ScanRequest, onPage: (pageNumber: number) => void, signal: AbortSignal): Promise<ScanEnd>;
}
