import type { Role } from '../device.ts';
import type { Clock } from '../transports/transport.ts';
import { simulatedCodeScanner } from './code-scanner.ts';
import { simulatedDocumentPrinter } from './document-printer.ts';
import { simulatedIdReader } from './id-reader.ts';
import { simulatedScanner } from './scanner.ts';
import type { Simulated } from './simulated.ts';
import { simulatedTicketPrinter } from './ticket-printer.ts';

const makers: { readonly [R in Role]?: (clock: Clock) => Simulated<R> | Promise<Simulated<R>> } = {
  idReader: simulatedIdReader,
  ticketPrinter: simulatedTicketPrinter,
  documentPrinter: simulatedDocumentPrinter,
  scanner: simulatedScanner,
  codeScanner: simulatedCodeScanner,
};

/** For `at: "simulated:"`. A packaged kiosk has none of this. */
export const openSimulated = async (role: Role, clock: Clock): Promise<Simulated | undefined> =>
  makers[role]?.(clock);
