import type { PrintEnd } from '../../../devices/classes/document-printer.ts';
import type { IppFault, ReplyTo } from '../../../devices/models/ipp/simulator.ts';
import { type Bench, requestFor, startedBench } from '../../devices/ipp/bench.ts';
import { Citizen } from './citizen.ts';
import { errorWords, type GridDevice, type Moment, type Seen, toldBefore } from './grid.ts';

type Fault = (bench: Bench) => void;

/** All of them: one that is missing here is a fault of types. */
const switched: Readonly<Record<IppFault, true>> = {
  coverOpen: true,
  tonerLow: true,
  tonerEmpty: true,
  outputFull: true,
  trayMissing: true,
  paused: true,
  rubbish: true,
  hang: true,
  unplug: true,
  busy: true,
  refuseFormat: true,
  forgetful: true,
};
const requests: readonly ReplyTo[] = ['document', 'create', 'cancel', 'status'];

const faults: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(
    (Object.keys(switched) as IppFault[]).map((fault): [string, Fault] => [
      fault,
      ({ simulator }) => simulator.fault(fault),
    ]),
  ),
  paperOut: ({ simulator }) => simulator.paperOut(),
  'few sheets left': ({ simulator }) => simulator.load(5),
  jamAtPage: ({ simulator }) => simulator.jamAtPage(2),
  ...Object.fromEntries(
    requests.flatMap((to): [string, Fault][] => [
      [`dropNextReply ${to}`, ({ simulator }) => simulator.dropNextReply(to)],
      [`loseNextRequest ${to}`, ({ simulator }) => simulator.loseNextRequest(to)],
    ]),
  ),
};

/** As the registry sets it: somebody stands in front of the printer. */
const timing = { attention: 20_000 };
const timeToNotice = 30_000;

const jobOf = (end: PrintEnd): string => (end.ok ? 'done' : errorWords(end.error));

/** The ledger against the output tray. */
const wrong = ({ simulator }: Bench, end: PrintEnd): Pick<Seen, 'wronglyDone'> => {
  const sheets = simulator.finished.reduce((sum, job) => sum + job.sheets, 0);
  if (end.ok && sheets !== 3) return { wronglyDone: `${sheets} sheets came out` };
  const { taken, unknown } = end.ledger;
  return taken > sheets || (unknown === 0 && taken !== sheets)
    ? { wronglyDone: `${taken} sheets taken and ${unknown} unknown, but ${sheets} came out` }
    : {};
};

const observe = async (name: string, moment: Moment): Promise<Seen> => {
  const bench = await startedBench({}, timing);
  const { clock, printer, simulator } = bench;
  const cause = () => faults[name]?.(bench);
  const request = await requestFor(3);
  try {
    if (moment === 'before') {
      cause();
      await clock.advance(timeToNotice);
      const status = printer.status();
      const home = Citizen.atHome('documentPrinter', status);
      const citizen = Citizen.printsDocument();
      const end = await bench.print(request);
      citizen.device('documentPrinter', printer.status());
      return {
        status,
        job: jobOf(end),
        told: toldBefore(home, citizen.hearsPrint(end)),
        ...wrong(bench, end),
      };
    }
    const citizen = Citizen.printsDocument();
    let struck = moment === 'after';
    // The first of three sheets lies in the output.
    const strike = () => {
      if (struck) return;
      struck = true;
      cause();
    };
    const end = await bench.until(
      printer.print(request, ({ sheetsDone }) => sheetsDone === 1 && strike(), new AbortController().signal),
    );
    citizen.device('documentPrinter', printer.status());
    const told = citizen.hearsPrint(end);
    const wronglyDone = wrong(bench, end);
    if (moment === 'after') cause();
    await clock.advance(timeToNotice);
    const status = printer.status();
    return {
      status,
      job: jobOf(end),
      told: moment === 'during' ? told : Citizen.atHome('documentPrinter', status),
      ...wronglyDone,
    };
  } finally {
    await bench.until(printer.stop());
    await simulator.close();
  }
};

export const ipp: GridDevice = { name: 'ipp', faults: Object.keys(faults), observe };
