import { escposModel } from '../models/escpos/model.ts';
import { EscposSimulator, type PrintedSlip, slipPicture } from '../models/escpos/simulator.ts';
import { memoryPair } from '../transports/memory.ts';
import type { Clock } from '../transports/transport.ts';
import type { BenchDeed, Simulated } from './simulated.ts';

const deeds: Readonly<Record<string, (simulator: EscposSimulator) => void>> = {
  'paper-low': (simulator) => simulator.set({ paper: 'near-end' }),
  'paper-out': (simulator) => simulator.set({ paper: 'out' }),
  'paper-ok': (simulator) => simulator.set({ paper: 'ok' }),
  'cover-open': (simulator) => simulator.set({ coverOpen: true }),
  'cover-closed': (simulator) => simulator.set({ coverOpen: false }),
  jam: (simulator) => simulator.set({ jammed: true }),
  clear: (simulator) =>
    simulator.set({ jammed: false, cutterError: false, headHot: false, coverOpen: false, paper: 'ok' }),
  'drop-next-reply': (simulator) => simulator.dropNextReply(),
  rubbish: (simulator) => simulator.talkRubbish(true),
  'no-rubbish': (simulator) => simulator.talkRubbish(false),
};

/** How many slips the bench keeps on show. */
const kept = 20;

export const simulatedTicketPrinter = (clock: Clock): Simulated<'ticketPrinter'> => {
  const simulator = new EscposSimulator({ clock });
  const pair = memoryPair('simulated:ticketPrinter');
  void simulator.serve(pair.device);
  const slips: { id: number; slip: PrintedSlip }[] = [];
  let count = 0;
  simulator.onSlip((slip) => {
    count += 1;
    slips.push({ id: count, slip });
    slips.splice(0, Math.max(0, slips.length - kept));
  });
  return {
    device: escposModel.create(pair.host, clock),
    act: (deed: BenchDeed) => {
      const perform = deeds[deed.do];
      perform?.(simulator);
      return perform !== undefined;
    },
    state: () => ({ ...simulator.machine, slips: count }),
    outputs: {
      slips: () =>
        slips.map(({ id, slip }) => ({ id, svg: slipPicture(slip), text: slip.text, qr: slip.qr })),
    },
    close: () => pair.device.close(),
  };
};
