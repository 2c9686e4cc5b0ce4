import type { Scanner } from '../../classes/scanner.ts';
import type { Clock } from '../../transports/transport.ts';
import { SaneScanner, type SaneScannerOptions } from './adapter.ts';

/** Scanners with a SANE backend. Goes by SANE's own device name, not by a byte transport. */
export const saneModel = {
  name: 'sane',
  role: 'scanner',
  transports: ['sane'],
  /** `at` is a name that `scanimage -L` prints, e.g. `test:0`. */
  create: (at: string, clock: Clock, options: Omit<SaneScannerOptions, 'device' | 'clock'> = {}): Scanner =>
    new SaneScanner({ ...options, device: at, clock }),
} as const;
