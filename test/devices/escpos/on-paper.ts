import type { Slip, SlipLine } from '../../../devices/classes/ticket-printer.ts';
import { layOut } from '../../../devices/models/escpos/layout.ts';
import { EscposSimulator, type PrintedSlip } from '../../../devices/models/escpos/simulator.ts';

export const slip = (...lines: SlipLine[]): Slip => ({ lines });

/** The one slip that comes out when a printer gets these bytes. */
export const simulated = (bytes: Uint8Array): PrintedSlip => {
  const simulator = new EscposSimulator();
  simulator.attach(() => undefined).receive(bytes);
  const [only, ...others] = simulator.slips;
  if (!only || others.length > 0) throw new Error(`${simulator.slips.length} slips came out`);
  return only;
};

/** These lines, laid out and printed. */
export const onPaper = async (...lines: SlipLine[]): Promise<PrintedSlip> =>
  simulated(await layOut(slip(...lines)));

/** How many columns of the small font a text takes. */
export const columns = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character < '\u0080' ? 1 : 2), 0);
