import { EsclSimulator } from '../../devices/models/escl/simulator.ts';
import { EscposSimulator, serveTcp as servePrinter } from '../../devices/models/escpos/simulator.ts';
import { IppSimulator } from '../../devices/models/ipp/simulator.ts';
import { SamSimulator, serveTcp as serveReader } from '../../devices/models/sam/simulator.ts';
import { type Central, startCentral } from '../central/server.ts';
import { type CodeLine, startCodeLine } from './code-line.ts';

/** Everything around a kiosk, at tcp and http addresses of its own: what a hall's cables lead to. */
export type Outside = {
  readonly central: Central;
  readonly reader: SamSimulator;
  readonly ticketPrinter: EscposSimulator;
  readonly documentPrinter: IppSimulator;
  readonly scanner: EsclSimulator;
  readonly codeScanner: CodeLine;
  /** A configuration that names all of it. */
  readonly config: object;
  close(): Promise<void>;
};

export const startOutside = async (options: Parameters<typeof startCentral>[0] = {}): Promise<Outside> => {
  const central = await startCentral(options);
  const outside = await startHardware(central, central.token, 'HZ-XH-0012');
  return {
    ...outside,
    close: async () => {
      await outside.close();
      await central.close();
    },
  };
};

/** Around another kiosk of the same hall: hardware and a token of its own. */
export const startBeside = ({ central }: Outside, kioskId: string): Promise<Outside> =>
  startHardware(central, central.addKiosk(kioskId), kioskId);

const startHardware = async (central: Central, token: string, kioskId: string): Promise<Outside> => {
  const reader = new SamSimulator();
  const ticketPrinter = new EscposSimulator();
  const documentPrinter = new IppSimulator({ millisecondsPerPage: 50 });
  const scanner = new EsclSimulator();
  const [readerPort, printerPort, ipp, escl, codeScanner] = await Promise.all([
    serveReader(reader),
    servePrinter(ticketPrinter),
    documentPrinter.serve(),
    scanner.serve(),
    startCodeLine(),
  ]);
  return {
    central,
    reader,
    ticketPrinter,
    documentPrinter,
    scanner,
    codeScanner,
    config: {
      kiosk: {
        id: kioskId,
        hall: '西湖区政务服务中心',
        timezone: 'Asia/Shanghai',
        languages: ['zh-CN', 'en'],
      },
      central: { url: central.url, token },
      storage: { key: { from: 'env:KIOSK_TEST_KEY' } },
      devices: {
        idReader: { driver: 'sam', at: `tcp://127.0.0.1:${readerPort.port}` },
        ticketPrinter: { driver: 'escpos', at: `tcp://127.0.0.1:${printerPort.port}` },
        documentPrinter: { driver: 'ipp', at: ipp.url },
        scanner: { driver: 'escl', at: escl.url },
        codeScanner: { driver: 'hid-pos', at: codeScanner.at },
      },
    },
    close: async () => {
      await Promise.allSettled([readerPort.close(), printerPort.close(), ipp.close(), escl.close()]);
      await codeScanner.close();
    },
  };
};
