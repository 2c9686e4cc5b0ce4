import { ippModel } from '../models/ipp/model.ts';
import { IppSimulator } from '../models/ipp/simulator.ts';
import type { Clock } from '../transports/transport.ts';
import type { BenchDeed, Simulated } from './simulated.ts';

const deeds: Readonly<Record<string, (simulator: IppSimulator, deed: BenchDeed) => void>> = {
  'paper-out': (simulator) => simulator.paperOut(),
  'paper-ok': (simulator) => simulator.load(250),
  sheets: (simulator, deed) => simulator.load(Number(deed.count ?? 250)),
  jam: (simulator, deed) => simulator.jamAtPage(Number(deed.page ?? 1)),
  clear: (simulator) => {
    simulator.clearJam();
    simulator.closeCover();
    simulator.fault('tonerLow', false);
  },
  'cover-open': (simulator) => simulator.openCover(),
  'cover-closed': (simulator) => simulator.closeCover(),
  'toner-low': (simulator) => simulator.fault('tonerLow'),
  rubbish: (simulator) => simulator.fault('rubbish'),
  'no-rubbish': (simulator) => simulator.fault('rubbish', false),
  unplug: (simulator) => simulator.unplug(),
  plug: (simulator) => simulator.replug(),
};

/** A page takes a printer of a hall about two seconds; the demo is a little faster. */
const millisecondsPerPage = 900;

export const simulatedDocumentPrinter = async (clock: Clock): Promise<Simulated<'documentPrinter'>> => {
  const simulator = new IppSimulator({ clock, millisecondsPerPage, levels: true });
  const { url, close } = await simulator.serve();
  return {
    device: ippModel.create(url, clock),
    act: (deed) => {
      const perform = deeds[deed.do];
      perform?.(simulator, deed);
      return perform !== undefined;
    },
    state: () => ({ sheets: simulator.sheets, jobs: simulator.finished.length }),
    outputs: {
      jobs: () =>
        simulator.finished.map(({ id, state, pages, sheets, spoiled }) => ({
          id,
          state,
          pages,
          sheets,
          spoiled,
          url: `/bench/documentPrinter/jobs/${id}.pdf`,
        })),
    },
    picture: (path) => {
      const id = /^jobs\/(\d+)\.pdf$/.exec(path)?.[1];
      const job = simulator.finished.find((candidate) => candidate.id === Number(id));
      return job === undefined ? undefined : { mediaType: 'application/pdf', bytes: job.pdf };
    },
    close,
  };
};
