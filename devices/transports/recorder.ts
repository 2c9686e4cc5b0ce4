import type { CaptureEvent } from '../protocol/capture.ts';
import type { ByteTransport, Clock, HidPort } from './transport.ts';

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isHid = (transport: ByteTransport | HidPort): transport is HidPort => 'sendFeature' in transport;

/**
 * The same transport, telling everything that goes through it, in order, with milliseconds since it was made. It changes
 * nothing: the device's owner can't tell the difference.
 */
export const recorded = (
  transport: ByteTransport | HidPort,
  clock: Clock,
  tell: (event: CaptureEvent) => void,
): ByteTransport | HidPort => {
  const begun = clock.now();
  const ms = (): number => Math.round(clock.now() - begun);
  // Told before the owner hears of it: the owner's answer must come after it.
  transport.onData((bytes) => tell({ ms: ms(), is: 'received', bytes: bytes.slice() }));
  transport.onClose(({ kind, detail }) => tell({ ms: ms(), is: kind, detail }));
  const bytesOnly: ByteTransport = {
    address: transport.address,
    get isOpen() {
      return transport.isOpen;
    },
    open: async (signal) => {
      try {
        await transport.open(signal);
      } catch (error) {
        tell({ ms: ms(), is: 'refused', detail: text(error) });
        throw error;
      }
      tell({ ms: ms(), is: 'opened' });
    },
    write: (bytes) => {
      tell({ ms: ms(), is: 'sent', bytes: bytes.slice() });
      return transport.write(bytes);
    },
    onData: (listener) => transport.onData(listener),
    onClose: (listener) => transport.onClose(listener),
    flush: () => transport.flush(),
    close: () => transport.close(),
  };
  if (!isHid(transport)) return bytesOnly;
  const hid: Pick<HidPort, 'sendFeature' | 'reportDescriptor'> = {
    sendFeature: (report) => {
      tell({ ms: ms(), is: 'feature', bytes: report.slice() });
      return transport.sendFeature(report);
    },
    reportDescriptor: async () => {
      const bytes = await transport.reportDescriptor();
      tell({ ms: ms(), is: 'descriptor', bytes });
      return bytes;
    },
  };
  return Object.defineProperties({ ...hid } as HidPort, Object.getOwnPropertyDescriptors(bytesOnly));
};
