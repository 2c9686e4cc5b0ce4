import type { Slip } from '../../../devices/classes/ticket-printer.ts';
import type { DeviceError, Outcome } from '../../../devices/device.ts';
import { type EscposOptions, EscposTicketPrinter } from '../../../devices/models/escpos/adapter.ts';
import { EscposSimulator, type EscposSimulatorOptions } from '../../../devices/models/escpos/simulator.ts';
import { type MemoryPair, memoryPair } from '../../../devices/transports/memory.ts';
import { settle, VirtualClock } from '../support/virtual-clock.ts';

export const never = new AbortController().signal;

/** The ticket of the protocol's golden bytes. */
export const ticket: Slip = {
  lines: [
    { kind: 'text', text: '取号单', align: 'centre', size: 2 },
    { kind: 'text', text: 'A001', align: 'centre' },
    { kind: 'qr', data: 'https://example.cn/q?a=1' },
    { kind: 'feed', lines: 3 },
  ],
};

/** Twenty lines of plain text: long enough for things to go wrong in the middle. */
export const longSlip: Slip = {
  lines: Array.from({ length: 20 }, (_, index) => ({ kind: 'text', text: `第${index + 1}行` }) as const),
};

export type Printed = Outcome<{ readonly printed: true }>;

export type Rig = {
  readonly clock: VirtualClock;
  readonly simulator: EscposSimulator;
  readonly printer: EscposTicketPrinter;
  readonly pair: MemoryPair;
  /** Everything the host sent, in chunks. */
  readonly sent: Uint8Array[];
};

/** Adapter and simulator on a cable inside this process, on a clock that stands still. */
export const newRig = async (
  options: EscposSimulatorOptions = {},
  own: Partial<EscposOptions> = {},
  address = 'memory:printer',
): Promise<Rig> => {
  const clock = new VirtualClock();
  const pair = memoryPair(address);
  const sent: Uint8Array[] = [];
  const simulator = new EscposSimulator({ clock, ...options });
  await simulator.serve(pair.device);
  pair.device.onData((bytes) => sent.push(bytes));
  const printer = new EscposTicketPrinter({ transport: pair.host, clock, ...own });
  return { clock, simulator, printer, pair, sent };
};

/** The same, connected and idle. */
export const readyRig = async (
  options: EscposSimulatorOptions = {},
  own: Partial<EscposOptions> = {},
): Promise<Rig> => {
  const rig = await newRig(options, own);
  await rig.printer.start();
  await settle();
  return rig;
};

/** Starts printing and lets the clock go on until it has ended. */
export const printed = async (rig: Rig, slip: Slip = ticket, within = 120_000): Promise<Printed> => {
  let outcome: Printed | undefined;
  const printing = rig.printer.print(slip, never).then((value) => {
    outcome = value;
  });
  const until = rig.clock.now() + within;
  while (!outcome && rig.clock.now() < until) await rig.clock.advance(20);
  if (!outcome) throw new Error(`printing did not end within ${within} ms`);
  await printing;
  return outcome;
};

export const errorOf = (outcome: Printed): DeviceError => {
  if (outcome.ok) throw new Error('expected a failure, and it was printed');
  return outcome.error;
};

export const codes = (error: { readonly conditions: readonly { readonly code: string }[] }): string[] =>
  error.conditions.map(({ code }) => code);

/** The conditions that the printer tells now. */
export const conditionsOf = (rig: Rig): string[] => codes(rig.printer.status());

/** Of what the host sent: the beginning of a slip. */
export const isJob = (chunk: Uint8Array): boolean =>
  chunk[0] === 0x1b && chunk[1] === 0x40 && chunk.length > 20;
