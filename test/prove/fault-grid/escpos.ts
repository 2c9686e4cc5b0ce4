import type { Machine, ReplyKind } from '../../../devices/models/escpos/simulator.ts';
import { longSlip, type Printed, printed, type Rig, readyRig } from '../../devices/escpos/rig.ts';
import { Citizen } from './citizen.ts';
import { errorWords, type GridDevice, type Moment, type Seen, toldBefore } from './grid.ts';

type Fault = (rig: Rig) => void;

const machine =
  (change: Partial<Machine>): Fault =>
  ({ simulator }) =>
    simulator.set(change);
const replies: readonly ReplyKind[] = ['real-time', 'status-back', 'marker', 'names'];

const faults: Readonly<Record<string, Fault>> = {
  'paper near its end': machine({ paper: 'near-end' }),
  'paper out': machine({ paper: 'out' }),
  'cover open': machine({ coverOpen: true }),
  'paper jam': machine({ jammed: true }),
  'cutter error': machine({ cutterError: true }),
  'unrecoverable error': machine({ unrecoverable: true }),
  'head hot': machine({ headHot: true }),
  'switched off-line': machine({ switchedOff: true }),
  'feed button held': machine({ feedButton: true }),
  'slip not taken': machine({ slipInMouth: true }),
  runOutAfter: ({ simulator }) => simulator.runOutAfter(3),
  ...Object.fromEntries(
    replies.flatMap((kind): [string, Fault][] => [
      [`dropNextReply ${kind}`, ({ simulator }) => simulator.dropNextReply(kind)],
      [`corruptNextReply ${kind}`, ({ simulator }) => simulator.corruptNextReply(kind)],
    ]),
  ),
  talkRubbish: ({ simulator }) => simulator.talkRubbish(true),
  powerCycle: ({ simulator }) => simulator.powerCycle(),
  unplug: ({ pair }) => pair.unplug(),
};

const timeToNotice = 20_000;
const millisecondsPerLine = 40;

const jobOf = (outcome: Printed): string => (outcome.ok ? 'done' : errorWords(outcome.error));

const wholeLength = longSlip.lines.length;
const wrong = (rig: Rig, outcome: Printed): Pick<Seen, 'wronglyDone'> => {
  const whole = rig.simulator.slips.filter(({ cut, text }) => cut && text.length === wholeLength).length;
  if (outcome.ok && whole !== 1) return { wronglyDone: `${whole} whole slips came out` };
  return !outcome.ok && outcome.error.code === 'rejected' && rig.simulator.slips.length > 0
    ? { wronglyDone: 'it was called rejected, and paper came out' }
    : {};
};

const observe = async (name: string, moment: Moment): Promise<Seen> => {
  const senses = name === 'slip not taken';
  const rig = await readyRig(
    { millisecondsPerLine, ...(senses ? { mouthSensor: 'citizen' } : {}) },
    senses ? { presenter: 'citizen' } : {},
  );
  const { clock, printer } = rig;
  const cause = () => faults[name]?.(rig);
  await clock.advance(1_000);
  try {
    if (moment === 'before') {
      cause();
      await clock.advance(timeToNotice);
      const status = printer.status();
      const home = Citizen.atHome('ticketPrinter', status);
      const citizen = Citizen.takesTicket();
      const outcome = await printed(rig, longSlip, 600_000);
      citizen.device('ticketPrinter', printer.status());
      return {
        status,
        job: jobOf(outcome),
        told: toldBefore(home, citizen.hearsSlip(outcome)),
        ...wrong(rig, outcome),
      };
    }
    const citizen = Citizen.takesTicket();
    const cancel =
      moment === 'during' ? clock.after((wholeLength / 2) * millisecondsPerLine, cause) : () => undefined;
    const outcome = await printed(rig, longSlip, 600_000);
    cancel();
    citizen.device('ticketPrinter', printer.status());
    const told = citizen.hearsSlip(outcome);
    if (moment === 'after') cause();
    await clock.advance(timeToNotice);
    const status = printer.status();
    return {
      status,
      job: jobOf(outcome),
      told: moment === 'during' ? told : Citizen.atHome('ticketPrinter', status),
      ...wrong(rig, outcome),
    };
  } finally {
    await printer.stop();
  }
};

export const escpos: GridDevice = { name: 'escpos', faults: Object.keys(faults), observe };
