import type { DocumentPrinter } from '../../classes/document-printer.ts';
import { backOff, type OptionSchema, optionSet, times } from '../../protocol/options.ts';
import type { Clock } from '../../transports/transport.ts';
import { CupsPrinter, type CupsPrinterOptions } from './adapter.ts';
import { parseQueue } from './address.ts';

export type CupsOptions = Omit<CupsPrinterOptions, 'queue' | 'owner' | 'clock'>;

const schema: OptionSchema<Pick<CupsOptions, 'timing'>> = optionSet({
  timing: optionSet({
    ...times(['poll', 'jobPoll'], 200),
    ...times(['look', 'submit', 'grace', 'attention', 'stall', 'cancel', 'lost']),
    backOff: backOff(),
  }),
});

/** Document printers behind a CUPS queue, by CUPS's own commands: for machines where nothing but those may talk to CUPS. */
export const cupsLpModel = {
  name: 'cups-lp',
  role: 'documentPrinter',
  transports: ['cups'],
  parseAddress: parseQueue,
  options: schema,
  /** `at` is `cups:QUEUE`. Throws a RangeError that says what is wrong with it. */
  create: (at: string, clock: Clock, options: CupsOptions = {}, owner?: string): DocumentPrinter => {
    const parsed = parseQueue(at);
    if (!parsed.ok) throw new RangeError(parsed.error);
    const { queue } = parsed;
    return new CupsPrinter({ ...options, queue, clock, ...(owner === undefined ? {} : { owner }) });
  },
} as const;
