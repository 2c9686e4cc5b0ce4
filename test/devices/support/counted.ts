import type { ByteTransport } from '../../../devices/transports/transport.ts';

/** A transport that knows how many listen to it. */
export type CountedTransport = ByteTransport & { readonly listening: number; readonly openings: number };

export const counted = (transport: ByteTransport): CountedTransport => {
  let listening = 0;
  let openings = 0;
  const counting = (undo: () => void): (() => void) => {
    listening += 1;
    let done = false;
    return () => {
      if (!done) listening -= 1;
      done = true;
      undo();
    };
  };
  return {
    address: transport.address,
    get isOpen() {
      return transport.isOpen;
    },
    get listening() {
      return listening;
    },
    get openings() {
      return openings;
    },
    open: async (signal) => {
      await transport.open(signal);
      openings += 1;
    },
    write: (bytes) => transport.write(bytes),
    onData: (listener) => counting(transport.onData(listener)),
    onClose: (listener) => counting(transport.onClose(listener)),
    flush: () => transport.flush(),
    close: () => transport.close(),
  };
};
