import {
  type DocumentPrinterRig,
  documentPrinterConformance,
  type Scene,
} from '../document-printer.conformance.ts';
import { makeBench } from './bench.ts';

const arrange = async (scene: Scene): Promise<DocumentPrinterRig> => {
  const { printer, simulator, clock, until } = makeBench(scene === 'stuck' ? { millisecondsPerPage: 0 } : {});
  if (scene === 'absent') simulator.unplug();
  if (scene === 'paper-out') simulator.paperOut();
  if (scene === 'jam-at-second-page') simulator.jamAtPage(2);
  if (scene === 'stuck') simulator.jamAtPage(1);
  return {
    printer,
    until,
    documents: async () => simulator.finished.filter((job) => job.pdf.length > 0).length,
    timers: () => clock.pending,
    dispose: () => simulator.close(),
  };
};

documentPrinterConformance('ipp', arrange);
