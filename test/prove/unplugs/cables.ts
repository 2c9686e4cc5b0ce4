import type { Device } from '../../../devices/device.ts';
import { EsclScanner } from '../../../devices/models/escl/adapter.ts';
import { EsclSimulator } from '../../../devices/models/escl/simulator.ts';
import { EscposTicketPrinter } from '../../../devices/models/escpos/adapter.ts';
import { EscposSimulator, serveTcp } from '../../../devices/models/escpos/simulator.ts';
import { hidPosModel } from '../../../devices/models/hid-pos/model.ts';
import { ScannerSimulator } from '../../../devices/models/hid-pos/simulator.ts';
import { IppPrinter } from '../../../devices/models/ipp/adapter.ts';
import { IppSimulator } from '../../../devices/models/ipp/simulator.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import { tcpTransport } from '../../../devices/transports/tcp.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import type { IdReaderRig } from '../../devices/conformance/id-reader.ts';
import { hidRig, ptyRig, tcpRig } from '../../devices/sam/rigs.ts';

/** A device on a cable that can be pulled, on the real clock and with short pauses. */
export type Cable = {
  readonly device: Device;
  unplug(): unknown;
  plug(): unknown;
  /** Stops what stands at the far end. */
  close(): unknown;
};

const reader = (rig: () => Promise<IdReaderRig>) => async (): Promise<Cable> => {
  const { reader: device, simulator, close } = await rig();
  return { device, unplug: () => simulator.unplug(), plug: () => simulator.plug(), close };
};

const ticketPrinter = async (): Promise<Cable> => {
  const { port, unplug, plug, close } = await serveTcp(new EscposSimulator());
  const transport = tcpTransport({ host: '127.0.0.1', port });
  const device = new EscposTicketPrinter({ transport, backOff: [2], timing: { poll: 20 } });
  return { device, unplug, plug, close };
};

const documentPrinter = async (): Promise<Cable> => {
  const simulator = new IppSimulator();
  const { url, close } = await simulator.serve();
  const httpUrl = url.replace(/^ipp:/, 'http:');
  const address = { httpUrl, printerUri: url.replace(/^http:/, 'ipp:') };
  const timing = { poll: 5, backOff: [5] } as const;
  const device = new IppPrinter({ address, clock: systemClock, timing });
  return { device, unplug: () => simulator.unplug(), plug: () => simulator.replug(), close };
};

const scanner = async (): Promise<Cable> => {
  const simulator = new EsclSimulator();
  const { url, close } = await simulator.serve();
  const device = new EsclScanner({ address: { url: new URL(url) }, timing: { poll: 5, backOff: [5] } });
  return { device, unplug: () => simulator.unplug(), plug: () => simulator.replug(), close };
};

const codeScanner = async (): Promise<Cable> => {
  const pair = memoryPair('hid:05e0:1300');
  await pair.device.open();
  const simulator = new ScannerSimulator('usual', (bytes) => pair.device.write(bytes));
  const device = hidPosModel.create(simulator.hidPort(pair.host), systemClock, { backOff: [2] });
  const plug = async () => {
    pair.plug();
    await pair.device.open();
  };
  return { device, unplug: pair.unplug, plug, close: () => pair.device.close() };
};

/** By the line that is pulled. */
export const cables: Readonly<Record<string, () => Promise<Cable>>> = {
  'ID card reader, network': reader(tcpRig),
  'ID card reader, serial port': reader(ptyRig),
  'ID card reader, HID reports': reader(hidRig),
  'ticket printer, network': ticketPrinter,
  'document printer, IPP': documentPrinter,
  'scanner, eSCL': scanner,
  'code scanner, HID reports': codeScanner,
};
