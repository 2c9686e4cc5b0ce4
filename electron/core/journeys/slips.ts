import type { DeviceError } from '../../../devices/device.ts';
import type { Reason, ReasonCode } from '../../contract/reasons.ts';
import { passesByItself } from '../catalog/device-reason.ts';
import { printerReason } from '../catalog/paper-reason.ts';
import type { SlipOrder } from '../session/effects.ts';
import { reserve } from '../session/paper/reserve.ts';
import type { Settled } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { conclude } from './navigation.ts';

/** Slips of the ticket printer: printed once, never again by itself, and never called printed without the printer's word. */

const orderFor = (settled: Settled): SlipOrder | undefined => {
  if (settled.kind === 'ticket') {
    const { slip: _, ...order } = settled;
    return order;
  }
  if (settled.kind === 'application') {
    const { records, deferred } = settled;
    return { kind: 'receipt', recordId: records[0]?.recordId ?? '', records, deferred };
  }
  return undefined;
};

const whatOf = (settled: Settled): 'ticket' | 'receipt' => (settled.kind === 'ticket' ? 'ticket' : 'receipt');

/** A slip that is on its way may be left in the tray, whatever becomes of the visit. */
const markSlip = (turn: Turn, slip: boolean): void => {
  const used = turn.visit?.used ?? { card: false, glass: false, paper: false };
  turn.change({ used: { ...used, slip } });
};

export const printSlip = (turn: Turn, settled: Settled): void => {
  const slip = orderFor(settled);
  const visit = turn.visit;
  if (slip === undefined || visit === undefined) return;
  const place = { at: 'printing', what: whatOf(settled), state: 'printing', settled } as const;
  if (turn.place?.at === 'printing') turn.update(place);
  else turn.replace(place);
  markSlip(turn, true);
  turn.do({ do: 'print-slip', ref: turn.await(), language: visit.settings.language, slip });
};

const withSlip = (settled: Settled, slip: 'printed' | 'not-printed' | 'unknown'): Settled =>
  settled.kind === 'ticket' || settled.kind === 'application' ? { ...settled, slip } : settled;

const finishWith = (turn: Turn, settled: Settled): void => conclude(turn, { at: 'finish', settled });

const callFor = ({ code }: Reason): 'jam' | 'paper' | 'fault' =>
  code === 'ticket-jam' ? 'jam' : code === 'ticket-paper-out' ? 'paper' : 'fault';

/**
 * Nothing of the slip came out: say why, tell staff once (unless it passes by itself), offer to print it when the printer
 * works again.
 */
const slipTrouble = (turn: Turn, settled: Settled, fallback: ReasonCode): void => {
  const reason = printerReason(turn.world, 'ticketPrinter', 1) ?? { code: fallback };
  turn.sound('trouble');
  markSlip(turn, false);
  reserve(turn, 'ticketPrinter', 1);
  const called = !passesByItself(reason);
  if (called) turn.do({ do: 'save-call', reason: callFor(reason), screen: 'trouble' });
  turn.arrive({
    at: 'trouble',
    reason,
    settled: withSlip(settled, 'not-printed'),
    pages: [],
    ...(called ? { toldAt: turn.now } : {}),
  });
};

export const onSlip = (turn: Turn, outcome: { ok: true } | { ok: false; error: DeviceError }): void => {
  const place = turn.place;
  if (place?.at !== 'printing' || place.settled === undefined) return;
  if (outcome.ok) {
    turn.sound('done');
    finishWith(turn, withSlip(place.settled, 'printed'));
    return;
  }
  // Bytes that never left are known not to be on paper; anything else is unknown, and only the citizen can see it.
  if (
    outcome.error.code === 'rejected' ||
    outcome.error.code === 'disconnected' ||
    outcome.error.code === 'busy'
  )
    slipTrouble(turn, place.settled, 'slip-not-printed');
  else {
    turn.sound('trouble');
    turn.update({ ...place, state: 'asking' });
  }
};

export const canPrintSlip = ({ world }: Pick<Turn, 'world'>): boolean =>
  printerReason(world, 'ticketPrinter', 1) === undefined;

/** The citizen's answer is the only thing that may print the slip again. */
export const answerCameOut = (turn: Turn, id: string): void => {
  const place = turn.place;
  if (place?.at !== 'printing' || place.state !== 'asking' || place.settled === undefined) return;
  if (id === 'came-out') finishWith(turn, withSlip(place.settled, 'printed'));
  else if (id === 'did-not') {
    if (canPrintSlip(turn)) printSlip(turn, place.settled);
    else slipTrouble(turn, place.settled, 'slip-not-printed');
  }
};

/** Its slip is out: what is in trouble is something else. */
export const isPrinted = (settled: Settled): boolean => 'slip' in settled && settled.slip === 'printed';

/** From trouble: the slip of which nothing came out. */
export const printSlipAgain = (turn: Turn): void => {
  const place = turn.place;
  if (place?.at !== 'trouble' || place.settled === undefined || isPrinted(place.settled)) return;
  if (canPrintSlip(turn)) printSlip(turn, place.settled);
};
