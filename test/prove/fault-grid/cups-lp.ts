import { fileURLToPath } from 'node:url';
import type { DocumentPrinter, PrintEnd } from '../../../devices/classes/document-printer.ts';
import type { DeviceStatus } from '../../../devices/device.ts';
import { cupsLpModel } from '../../../devices/models/cups-lp/model.ts';
import type { CupsTiming } from '../../../devices/models/cups-lp/timing.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import { requestFor } from '../../devices/ipp/bench.ts';
import { whenStatus } from '../../devices/support/events.ts';
import { type Behaviour, type Cups, cupsIsThere, startCups } from '../../support/cups.ts';
import { Citizen } from './citizen.ts';
import { errorWords, type GridDevice, type Moment, type Seen, toldBefore } from './grid.ts';

/** A real cupsd of our own, so on the real clock: the model's deadlines are short here, and nothing waits but for what cupsd says. */
const timing: Partial<CupsTiming> = { poll: 50, jobPoll: 20, attention: 400 };

type Fault = {
  /** What the backend does with a job that it is given; `kill` ends cupsd. */
  readonly strike: Behaviour | 'kill';
  /** What CUPS does when a backend fails. */
  readonly errorPolicy?: string;
  /** What the queue shows of it once it has struck in a job; absent: nothing. */
  readonly shows?: (status: DeviceStatus) => boolean;
  /** It is still there when the job that met it has gone. */
  readonly stays?: true;
  /** The deadline that this fault meets. */
  readonly timing?: Partial<CupsTiming>;
};

const says =
  (code: string) =>
  ({ conditions }: DeviceStatus): boolean =>
    conditions.some((condition) => condition.code === code);

const faults: Readonly<Record<string, Fault>> = {
  print: { strike: 'print' },
  jam: { strike: 'jam', shows: says('paper-jam'), stays: true },
  empty: { strike: 'empty', shows: says('paper-out') },
  hold: { strike: 'hold', shows: ({ link }) => link === 'busy', timing: { stall: 1_000 } },
  abort: { strike: 'abort', errorPolicy: 'abort-job' },
  'cupsd killed': {
    strike: 'kill',
    shows: ({ link }) => link === 'absent',
    stays: true,
    timing: { lost: 1_000 },
  },
};

const jobOf = (end: PrintEnd): string => (end.ok ? 'done' : errorWords(end.error));

const wrong = async (cups: Cups, end: PrintEnd): Promise<Pick<Seen, 'wronglyDone'>> => {
  const documents = (await cups.printed()).length;
  return end.ok && documents !== 1 ? { wronglyDone: `${documents} documents came out` } : {};
};

/**
 * A queue has a fault only while it prints: outside of our job it is somebody else's that meets it. `job` is the number that CUPS gives
 * that one.
 */
const strike = async (fault: Fault, cups: Cups, job: number): Promise<void> => {
  if (fault.strike === 'kill') return cups.kill();
  await cups.behave(fault.strike);
  if (fault.strike === 'print') return;
  await cups.run('lp', '-d', cups.queue, fileURLToPath(import.meta.url));
  await cups.saw(new RegExp(`\\[Job ${job}\\] Started backend`));
};

const job = async (printer: DocumentPrinter): Promise<PrintEnd> =>
  printer.print(await requestFor(3), () => undefined, new AbortController().signal);

/** The backend has the job in its hands, and the fault strikes: of a running job nothing but the backend can change. */
const jobStruck = async (fault: Fault, cups: Cups, printer: DocumentPrinter): Promise<PrintEnd> => {
  await cups.behave(fault.strike === 'kill' ? 'hold' : fault.strike);
  const end = job(printer);
  await cups.saw(/Started backend/);
  if (fault.strike === 'kill') await cups.kill();
  return end;
};

const observe = async (name: string, moment: Moment): Promise<Seen> => {
  const fault = faults[name] ?? { strike: 'print' };
  const cups = await startCups(fault.errorPolicy);
  const printer = cupsLpModel.create(`cups:${cups.queue}`, systemClock, {
    environment: cups.environment,
    timing: { ...timing, ...fault.timing },
  });
  const ready = ({ link }: DeviceStatus): boolean => link === 'ready';
  const noticed = (): Promise<DeviceStatus> => whenStatus(printer, fault.shows ?? ready);
  /** A job of ours is over; the queue's own word for it comes with the next look. */
  const left = (): Promise<DeviceStatus> => whenStatus(printer, (fault.stays && fault.shows) || ready);
  try {
    await printer.start();
    const citizen = Citizen.printsDocument();
    if (moment === 'before') {
      await strike(fault, cups, 1);
      const status = await noticed();
      const home = Citizen.atHome('documentPrinter', status);
      const end = await job(printer);
      citizen.device('documentPrinter', printer.status());
      const told = toldBefore(home, citizen.hearsPrint(end));
      return { status, job: jobOf(end), told, ...(await wrong(cups, end)) };
    }
    if (moment === 'during') {
      const end = await jobStruck(fault, cups, printer);
      citizen.device('documentPrinter', printer.status());
      const told = citizen.hearsPrint(end);
      return { status: await left(), job: jobOf(end), told, ...(await wrong(cups, end)) };
    }
    const end = await job(printer);
    const done = await wrong(cups, end);
    await whenStatus(printer, ready);
    await strike(fault, cups, 2);
    const status = await noticed();
    return { status, job: jobOf(end), told: Citizen.atHome('documentPrinter', status), ...done };
  } finally {
    await printer.stop();
    await cups.close();
  }
};

/** Nothing where Debian's cups-daemon is not installed; that is said on stderr. */
export const cupsLp: readonly GridDevice[] = cupsIsThere()
  ? [{ name: 'cups-lp', faults: Object.keys(faults), observe }]
  : [];
