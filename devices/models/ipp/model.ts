import type { DocumentPrinter } from '../../classes/document-printer.ts';
import { backOff, flag, type OptionSchema, optionSet, times } from '../../protocol/options.ts';
import type { Clock } from '../../transports/transport.ts';
import { IppPrinter, type IppPrinterOptions } from './adapter.ts';
import { parseIppAddress } from './address.ts';

export type IppOptions = Pick<IppPrinterOptions, 'timing' | 'outputTray'>;

const schema: OptionSchema<IppOptions> = optionSet({
  outputTray: flag,
  timing: optionSet({
    ...times(['poll', 'jobPoll'], 200),
    ...times(['request', 'document', 'busyPause', 'busy', 'attention', 'stall', 'cancel', 'lost', 'lookUp']),
    backOff: backOff(),
  }),
});

/** Document printers that speak IPP: nearly every network printer since 2010, and CUPS queues. */
export const ippModel = {
  name: 'ipp',
  role: 'documentPrinter',
  /** What an address of it may begin with. */
  transports: ['ipp', 'ipps', 'http', 'https'],
  parseAddress: parseIppAddress,
  options: schema,
  /** `at` as written in the configuration. Throws a RangeError that says what is wrong with it. */
  create: (at: string, clock: Clock, options: IppOptions = {}, owner?: string): DocumentPrinter => {
    const address = parseIppAddress(at);
    if (!address.ok) throw new RangeError(address.error);
    return new IppPrinter({
      address: address.value,
      clock,
      ...options,
      ...(owner === undefined ? {} : { owner }),
    });
  },
} as const;
