import type { Scanner } from '../../classes/scanner.ts';
import { type OptionSchema, optionSet, times } from '../../protocol/options.ts';
import type { Clock } from '../../transports/transport.ts';
import { SaneScanner, type SaneScannerOptions } from './adapter.ts';
import { MIN_POLL } from './timing.ts';

export type SaneOptions = Omit<SaneScannerOptions, 'device' | 'clock'>;

const schema: OptionSchema<Pick<SaneOptions, 'timing'>> = optionSet({
  timing: optionSet({
    ...times(['poll'], MIN_POLL),
    ...times(['probe', 'silence', 'base', 'page', 'linger', 'grace']),
  }),
});

/** Scanners with a SANE backend. Goes by SANE's own device name, not by a byte transport. */
export const saneModel = {
  name: 'sane',
  role: 'scanner',
  transports: ['sane'],
  options: schema,
  /** `at` is a name that `scanimage -L` prints, e.g. `test:0`. */
  create: (at: string, clock: Clock, options: SaneOptions = {}): Scanner =>
    new SaneScanner({ ...options, device: at, clock }),
} as const;
