import { esclModel } from '../models/escl/model.ts';
import { EsclSimulator } from '../models/escl/simulator.ts';
import type { Clock } from '../transports/transport.ts';
import type { BenchDeed, Simulated } from './simulated.ts';

const deeds: Readonly<Record<string, (simulator: EsclSimulator, deed: BenchDeed) => void>> = {
  feed: (simulator, deed) => simulator.feed(Number(deed.pages ?? 1)),
  empty: (simulator) => simulator.takeSheetsOut(),
  place: (simulator) => simulator.place(),
  'clear-glass': (simulator) => simulator.clearGlass(),
  jam: (simulator, deed) => simulator.jamAtPage(Number(deed.page ?? 1)),
  hang: (simulator) => simulator.hang(),
  'cover-open': (simulator) => simulator.coverOpen(true),
  'cover-closed': (simulator) => simulator.coverOpen(false),
  clear: (simulator) => simulator.repair(),
  rubbish: (simulator) => simulator.rubbishXml(),
};

export const simulatedScanner = async (clock: Clock): Promise<Simulated<'scanner'>> => {
  const simulator = new EsclSimulator();
  const { url, close } = await simulator.serve();
  return {
    device: esclModel.create(url, clock),
    act: (deed) => {
      const perform = deeds[deed.do];
      perform?.(simulator, deed);
      return perform !== undefined;
    },
    state: () => ({}),
    close,
  };
};
