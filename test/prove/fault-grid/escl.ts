import type { ScanEnd, ScanRequest } from '../../../devices/classes/scanner.ts';
import { type EsclRig, esclRig } from '../../devices/escl/rig.ts';
import { settle } from '../../devices/support/virtual-clock.ts';
import { Citizen } from './citizen.ts';
import { errorWords, type GridDevice, type Moment, offersGlass, type Seen, toldBefore } from './grid.ts';

type Fault = (rig: EsclRig) => void | Promise<void>;

const faults: Readonly<Record<string, Fault>> = {
  takeSheetsOut: ({ simulator }) => simulator.takeSheetsOut(),
  jamAtPage: ({ simulator }) => simulator.jamAtPage(2),
  coverOpen: ({ simulator }) => simulator.coverOpen(),
  'busy503, for a moment': ({ simulator }) => simulator.busy503(2),
  'busy503, for long': ({ simulator }) => simulator.busy503(1_000),
  hang: ({ simulator }) => simulator.hang(2),
  feederEmpty409: ({ simulator }) => simulator.feederEmpty409(),
  truncatedImage: ({ simulator }) => simulator.truncatedImage(),
  rubbishXml: ({ simulator }) => simulator.rubbishXml(),
  'stopped Stopped': ({ simulator }) => simulator.stopped('Stopped'),
  'stopped Down': ({ simulator }) => simulator.stopped('Down'),
  unplug: ({ simulator }) => simulator.unplug(),
};

const request: ScanRequest = { source: 'feeder', resolution: 75, colour: 'grey', maxPages: 3 };
/** What the screen leads to when the feeder has a problem. */
const onGlass: ScanRequest = { ...request, source: 'flatbed', maxPages: 1 };
const poll = 10_000;

const jobOf = (end: ScanEnd): string =>
  `${end.ok ? 'done' : errorWords(end.error)} with ${end.pages.length} pages`;
const wrong = ({ simulator }: EsclRig, end: ScanEnd, { source } = request): Pick<Seen, 'wronglyDone'> => {
  const delivered = simulator.jobs.reduce((sum, job) => sum + job.delivered, 0);
  if (source === 'feeder' && end.ok && end.pages.length < 3 && simulator.sheetsInFeeder > 0)
    return { wronglyDone: 'sheets are left in the feeder' };
  return end.pages.length > delivered
    ? { wronglyDone: `${end.pages.length} pages of ${delivered} delivered` }
    : {};
};

/** Scans; time goes on only while the device hangs, so no deadline comes before an answer that is on its way. */
const scan = async ({ scanner, simulator, clock }: EsclRig, how = request): Promise<ScanEnd> => {
  let over = false;
  const scanning = scanner
    .scan(how, () => undefined, new AbortController().signal)
    .finally(() => {
      over = true;
    });
  while (!over) {
    if (simulator.hanging > 0) await clock.advance(1_000);
    else await settle();
  }
  return scanning;
};

/** Looks of the adapter's own; one is at its end when nothing but the next is planned. */
const lookAround = async ({ scanner, clock }: EsclRig): Promise<void> => {
  for (let looks = 0; looks < 2; looks += 1) {
    await clock.advance(poll);
    await scanner.loaded();
    while (clock.pending !== 1) await settle();
  }
};

const observe = async (name: string, moment: Moment): Promise<Seen> => {
  const rig = await esclRig();
  const { scanner, simulator } = rig;
  const cause = async () => faults[name]?.(rig);
  try {
    await scanner.start();
    simulator.feed(3);
    if (moment === 'before') {
      await cause();
      await lookAround(rig);
      const status = scanner.status();
      const home = Citizen.atHome('scanner', status);
      const citizen = Citizen.scansPaper();
      const how = offersGlass(home) ? onGlass : request;
      const end = await scan(rig, how);
      citizen.device('scanner', scanner.status());
      return {
        status,
        job: jobOf(end),
        told: toldBefore(home, citizen.hearsScan(end)),
        ...wrong(rig, end, how),
      };
    }
    const citizen = Citizen.scansPaper();
    let pages = 0;
    const undo = simulator.onRequest((line) => {
      if (moment !== 'during' || !line.endsWith('/NextDocument')) return;
      pages += 1;
      if (pages === 2) void cause();
    });
    const end = await scan(rig);
    undo();
    citizen.device('scanner', scanner.status());
    const told = citizen.hearsScan(end);
    const wronglyDone = wrong(rig, end);
    if (moment === 'after') await cause();
    await lookAround(rig);
    const status = scanner.status();
    return {
      status,
      job: jobOf(end),
      told: moment === 'during' ? told : Citizen.atHome('scanner', status),
      ...wronglyDone,
    };
  } finally {
    await scanner.stop();
    await rig.dispose();
  }
};

export const escl: GridDevice = { name: 'escl', faults: Object.keys(faults), observe };
