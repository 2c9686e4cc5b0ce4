import type { Scanner } from '../../classes/scanner.ts';
import type { Clock } from '../../transports/transport.ts';
import { EsclScanner, type EsclScannerOptions } from './adapter.ts';

/** Network scanners that speak eSCL. Goes by URL, not by a byte transport. */
export const esclModel = {
  name: 'escl',
  role: 'scanner',
  transports: ['http', 'https'],
  /** `at` is a URL such as `http://scanner.local/eSCL`. Throws a TypeError for what is not a URL. */
  create: (at: string, clock: Clock, options: Omit<EsclScannerOptions, 'url' | 'clock'> = {}): Scanner =>
    new EsclScanner({ ...options, url: new URL(at), clock }),
} as const;
