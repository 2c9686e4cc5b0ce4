import { ticketPrinterPromises } from '../ticket-printer.conformance.ts';
import { newRig, type Rig } from './rig.ts';

const benchOf = (rig: Rig) => ({
  printer: rig.printer,
  slips: () => rig.simulator.slips.map(({ text }) => text),
  paper: (state: 'there' | 'out') => rig.simulator.set({ paper: state === 'out' ? 'out' : 'ok' }),
  cover: (state: 'open' | 'closed') => rig.simulator.set({ coverOpen: state === 'open' }),
  runOutAfter: (lines: number) => rig.simulator.runOutAfter(lines),
  loseNextAnswer: () => rig.simulator.dropNextReply('marker'),
  unplug: () => rig.pair.unplug(),
  plug: async () => {
    rig.pair.plug();
    await rig.simulator.serve(rig.pair.device);
  },
  pass: (milliseconds: number) => rig.clock.advance(milliseconds),
  timers: () => rig.clock.pending,
});

ticketPrinterPromises('escpos with automatic status', async () => benchOf(await newRig()));
ticketPrinterPromises('escpos that must be asked', async () =>
  benchOf(await newRig({ lacks: ['status-back'] })),
);
ticketPrinterPromises('escpos, printing slowly', async () =>
  benchOf(await newRig({ millisecondsPerLine: 40 })),
);
