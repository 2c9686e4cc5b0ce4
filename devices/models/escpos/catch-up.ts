import type { ByteTransport, Clock } from '../../transports/transport.ts';
import { initialise, printedMarker } from './codec.ts';
import { BAND_ROWS } from './dot-image.ts';
import type { PrinterLine } from './line.ts';
import { PAPER_DOTS } from './rows.ts';
import type { EscposTiming } from './timing.ts';

/** Zeros enough for the longest command of ours that may have been cut off. */
const restOfACommand = new Uint8Array((PAPER_DOTS / 8) * BAND_ROWS + 8);

/** Two answers at once (an old one, then ours) prove nothing about their number, and are asked after again. */
const MOST_PROBES = 4;

/**
 * After a marker whose answer never came: finds out where the printer stands, so that the late answer to an old marker is never
 * taken for the answer to a new one. A marker of its own, and quiet after its lone answer, prove that nothing is still on its way.
 * A printer that waits for the rest of a half-sent picture gets it as zeros (white; ignored elsewhere). Prints nothing new.
 * @returns whether the printer has worked through everything before
 */
export const caughtUp = async (
  transport: ByteTransport,
  line: PrinterLine,
  clock: Clock,
  timing: EscposTiming,
): Promise<boolean> => {
  const probe = async (bytes: readonly Uint8Array[]): Promise<'alone' | 'several' | 'silent'> => {
    const { promise, resolve } = Promise.withResolvers<'alone' | 'several' | 'silent'>();
    const undo = [
      line.onMarker((alone) => resolve(alone ? 'alone' : 'several')),
      clock.after(timing.probe, () => resolve('silent')),
    ];
    for (const part of bytes) await transport.write(part).catch(() => resolve('silent'));
    const answer = await promise;
    for (const step of undo) step();
    await new Promise<void>((done) => clock.after(timing.probeQuiet, done));
    return answer;
  };
  let freed = false;
  for (let probes = 0; probes < MOST_PROBES && transport.isOpen; probes += 1) {
    const answer = await probe([printedMarker]);
    if (answer === 'alone') return transport.isOpen;
    if (answer === 'several') continue;
    if (freed) return false;
    freed = true;
    for (const part of [restOfACommand, initialise]) await transport.write(part).catch(() => undefined);
  }
  return false;
};
