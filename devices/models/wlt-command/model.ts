import type { PhotoDecoder } from '../../classes/photo-decoder.ts';
import type { Clock } from '../../transports/transport.ts';
import { WltCommand, type WltTiming } from './decoder.ts';

const programOf = (at: string): string | undefined => /^wlt:(\/[^\0]*[^\0/]|[A-Z]:\\[^\0]+)$/i.exec(at)?.[1];

const check = (at: string): string | undefined =>
  programOf(at) === undefined
    ? `"${at}": must name a program by its whole path, e.g. wlt:/opt/vendor/wlt2bmp`
    : undefined;

/** The photo of an ID card by a vendor's program, named as `wlt:/opt/vendor/wlt2bmp`. */
export const wltCommandModel = {
  name: 'wlt-command',
  check,
  create: (at: string, clock: Clock, timing: Partial<WltTiming> = {}): PhotoDecoder => {
    const program = programOf(at);
    if (program === undefined) throw new RangeError(check(at));
    return new WltCommand(program, clock, timing);
  },
} as const;
