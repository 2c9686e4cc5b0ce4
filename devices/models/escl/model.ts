import type { Scanner } from '../../classes/scanner.ts';
import { backOff, type OptionSchema, optionSet, times, wholeNumber } from '../../protocol/options.ts';
import type { Clock } from '../../transports/transport.ts';
import { EsclScanner, type EsclScannerOptions } from './adapter.ts';
import { parseEsclAddress } from './address.ts';

export type EsclOptions = Omit<EsclScannerOptions, 'address' | 'clock'>;

const schema: OptionSchema<EsclOptions> = optionSet({
  timing: optionSet({
    ...times(['poll'], 1000),
    ...times(['answer', 'page', 'total', 'goodbye', 'retryPause', 'maxPagePause']),
    pageAttempts: wholeNumber(1, 1000),
    otherAttempts: wholeNumber(1, 1000),
    backOff: backOff(),
  }),
});

/** Network scanners that speak eSCL. Goes by URL, not by a byte transport. */
export const esclModel = {
  name: 'escl',
  role: 'scanner',
  transports: ['http', 'https'],
  parseAddress: parseEsclAddress,
  options: schema,
  /** `at` as written in the configuration. Throws a RangeError that says what is wrong with it. */
  create: (at: string, clock: Clock, options: EsclOptions = {}): Scanner => {
    const address = parseEsclAddress(at);
    if (!address.ok) throw new RangeError(address.error);
    return new EsclScanner({ ...options, address: address.value, clock });
  },
} as const;
