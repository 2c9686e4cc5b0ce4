import type { Outcome, Unsubscribe } from '../device.ts';
import type { ScannedPage } from './scanner.ts';

/** What the page that can open cameras has said. */
export type CamerasTold = {
  readonly permission: 'granted' | 'prompt' | 'denied';
  /** As the browser calls them, the first one first; empty texts while it keeps the names to itself. */
  readonly labels: readonly string[];
};

/** Whoever can open a camera: the kiosk's own page. It comes and goes, and opens one only while its scan screen is shown. */
export interface CameraPort {
  /** Undefined while no page is connected, or while it has not said anything. */
  told(): CamerasTold | undefined;
  /** After every change of what is told. */
  onTold(listener: () => void): Unsubscribe;
  /** Which camera the page opens: a label that it told, an empty one for whichever comes first, undefined for none. */
  use(label: string | undefined): void;
  /**
   * One still picture of that camera. Has no deadline of its own. Errors: `disconnected` (no page, no such camera, no
   * permission), `rejected` (the camera is not open, or could not), `cancelled` (by the signal). Never rejects.
   */
  still(label: string, signal: AbortSignal): Promise<Outcome<ScannedPage>>;
}
