import { reportAssembler } from '../../../devices/models/hid-pos/codec.ts';
import { type Scan, type ScannerKind, ScannerSimulator } from '../../../devices/models/hid-pos/simulator.ts';

/** The reports of one scan, and the descriptor of the scanner that made them. */
export const reportsOf = (kind: ScannerKind, text: string, options: Scan = {}) => {
  const reports: Uint8Array[] = [];
  const simulator = new ScannerSimulator(kind, (report) => reports.push(report));
  simulator.scan(text, options);
  return { reports, descriptor: simulator.descriptor };
};

/** Codes and thrown-away bytes of a row of reports. */
export const assembled = (reports: readonly Uint8Array[], descriptor?: Uint8Array) => {
  const assembler = reportAssembler(descriptor);
  const all = reports.map((report) => assembler.push(report));
  return {
    codes: all.flatMap(({ codes }) => codes),
    discarded: all.reduce((sum, { discarded }) => sum + discarded, 0),
  };
};
