import type { CaptureEvent } from '../protocol/capture.ts';
import type { ByteTransport, HidPort } from '../transports/transport.ts';
import { type WireEvents, WireTransport } from '../transports/wire.ts';

/** The host's end of a line whose other end is a capture. */
export type ReplayLine = {
  readonly transport: ByteTransport | HidPort;
  /** What the host has written and sent since the last `plug`, in chunks. */
  readonly sent: readonly Uint8Array[];
  readonly plugged: boolean;
  /** The device is there: the next opening succeeds. */
  plug(): void;
  receive(bytes: Uint8Array): void;
  lose(detail: string): void;
};

/** A HID port when the capture is one of a HID device. */
export const replayLine = (address: string, events: readonly CaptureEvent[]): ReplayLine => {
  let sent: Uint8Array[] = [];
  let plugged = false;
  let wire: WireEvents | undefined;
  const transport = new WireTransport(address, async (told) => {
    if (!plugged) throw new Error('not there at this point of the capture');
    wire = told;
    return {
      write: async (bytes) => {
        sent.push(bytes.slice());
      },
      close: async () => {
        wire = undefined;
      },
    };
  });
  const descriptor = events.find((event) => event.is === 'descriptor');
  const hid: Pick<HidPort, 'sendFeature' | 'reportDescriptor'> = {
    sendFeature: async (report) => {
      sent.push(report.slice());
    },
    reportDescriptor: async () => (descriptor && 'bytes' in descriptor ? descriptor.bytes : undefined),
  };
  return {
    transport: address.startsWith('hid:') ? Object.assign(transport, hid) : transport,
    get sent() {
      return sent;
    },
    get plugged() {
      return plugged;
    },
    plug: () => {
      plugged = true;
      sent = [];
    },
    receive: (bytes) => wire?.data(bytes),
    lose: (detail) => {
      plugged = false;
      wire?.lost(detail);
    },
  };
};
