import type { Unsubscribe } from '../../../devices/device.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import type { HidPort } from '../../../devices/transports/transport.ts';

/** A simulated HID device, written from the description of its reports and not from the transport. */
export type CountedReportsDevice = {
  /** The host's side: each `onData` is one report, as of a real HID device. */
  readonly port: HidPort;
  /** Every report that the host wrote, as written. */
  readonly written: readonly Uint8Array[];
  /** Sends bytes of the stream, 63 a report at most. */
  send(bytes: Uint8Array): Promise<void>;
  /** Sends one report as it is. */
  sendReport(report: Uint8Array): Promise<void>;
  /** Bytes of the stream from the host. */
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
  unplug(): void;
  plug(): Promise<void>;
  close(): Promise<void>;
};

export const countedReportsDevice = async (address: string): Promise<CountedReportsDevice> => {
  const { host, device, unplug, plug } = memoryPair(address);
  const written: Uint8Array[] = [];
  device.onData((report) => written.push(report));
  await device.open();
  const port: HidPort = Object.assign(host, {
    sendFeature: async () => undefined,
    reportDescriptor: async () => undefined,
  });
  const sendReport = (report: Uint8Array) => device.write(report);
  return {
    port,
    written,
    sendReport,
    send: async (bytes) => {
      for (let from = 0; from < bytes.length; from += 63) {
        const report = new Uint8Array(64).fill(0);
        const piece = bytes.slice(from, from + 63);
        report[0] = piece.length;
        report.set(piece, 1);
        await sendReport(report);
      }
    },
    onData: (listener) =>
      device.onData((report) => {
        const [id, count = 0] = report;
        if (report.length !== 65 || id !== 0 || count < 1 || count > 63)
          throw new Error('the host wrote what is no counted report');
        listener(report.slice(2, 2 + count));
      }),
    unplug,
    plug: async () => {
      plug();
      await device.open();
    },
    close: () => device.close(),
  };
};
