import { EsclScanner, type EsclScannerOptions } from '../../../devices/models/escl/adapter.ts';
import { EsclSimulator, type EsclSimulatorOptions } from '../../../devices/models/escl/simulator.ts';
import type { ScannerRig } from '../scanner.conformance.ts';
import { EagerClock } from '../support/eager-clock.ts';

export type EsclRig = ScannerRig & {
  readonly scanner: EsclScanner;
  readonly simulator: EsclSimulator;
  readonly clock: EagerClock;
  readonly url: string;
};

/** Scanner and simulator, joined by a real socket. */
export const esclRig = async (
  device: EsclSimulatorOptions = {},
  options: Partial<EsclScannerOptions> = {},
): Promise<EsclRig> => {
  const simulator = new EsclSimulator(device);
  const { url, close } = await simulator.serve();
  // Pauses between retries and pages pass at once; deadlines (3 s and more) stand.
  const clock = new EagerClock(1_000);
  const scanner = new EsclScanner({ address: { url: new URL(url) }, clock, ...options });
  return { scanner, simulator, clock, url, dispose: close };
};
