import type { ScanRequest } from '../../../devices/classes/scanner.ts';

/** Up to here a paper is looked at for its seals and signatures; beyond, it is read. */
const fewPages = 2;

/**
 * How a paper of at most so many pages is scanned. Short ones (cards, photographs, certificates with a red seal) are judged by their
 * look: colour, 300 dpi. Longer ones (leases, contracts) are read: grey at 200 dpi is what offices archive text at, takes a
 * feeder half the time, and twenty pages of it still fit through the hall's line. It depends on the paper's bound, not on what
 * lies there, so that all pages of one paper look alike. A device that has only one of them gives what it has.
 */
export const scanQuality = (pages: number): Pick<ScanRequest, 'resolution' | 'colour'> =>
  pages <= fewPages ? { resolution: 300, colour: 'colour' } : { resolution: 200, colour: 'grey' };
