import type { Scanner } from '../../classes/scanner.ts';
import type { Clock } from '../../transports/transport.ts';
import { EsclScanner, type EsclScannerOptions } from './adapter.ts';
import { parseEsclAddress } from './address.ts';

export type EsclOptions = Omit<EsclScannerOptions, 'address' | 'clock'>;

/** Network scanners that speak eSCL. Goes by URL, not by a byte transport. */
export const esclModel = {
  name: 'escl',
  role: 'scanner',
  transports: ['http', 'https'],
  parseAddress: parseEsclAddress,
  /** `at` as written in the configuration. Throws a RangeError that says what is wrong with it. */
  create: (at: string, clock: Clock, options: EsclOptions = {}): Scanner => {
    const address = parseEsclAddress(at);
    if (!address.ok) throw new RangeError(address.error);
    return new EsclScanner({ ...options, address: address.value, clock });
  },
} as const;
