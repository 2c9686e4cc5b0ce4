import { memoryPair } from '../../../devices/transports/memory.ts';
import type { ByteTransport } from '../../../devices/transports/transport.ts';

/** 8 data bits, a start and a stop bit. */
const bitsAByte = 10;

/** How long so many bytes take on a line of this speed, in milliseconds. */
export const wireTime = (bytes: number, baudRate: number): number => (bytes * bitsAByte * 1000) / baudRate;

/**
 * One direction of a serial line: no byte arrives before its last bit has passed, however fast they were written; a UART hands
 * on what has come about every millisecond.
 */
const pacedWrite = (baudRate: number, deliver: (bytes: Uint8Array) => void) => {
  const waiting: { readonly byte: number; readonly due: number }[] = [];
  let free = 0;
  let running = false;
  const hand = (): void => {
    const now = performance.now();
    const due = waiting.findIndex((one) => one.due > now);
    const arrived = waiting.splice(0, due < 0 ? waiting.length : due);
    if (arrived.length > 0) deliver(Uint8Array.from(arrived.map(({ byte }) => byte)));
    running = waiting.length > 0;
    if (running) setTimeout(hand, 1);
  };
  return (bytes: Uint8Array): void => {
    const byteTime = wireTime(1, baudRate);
    let at = Math.max(free, performance.now());
    for (const byte of bytes) {
      at += byteTime;
      waiting.push({ byte, due: at });
    }
    free = at;
    if (!running) {
      running = true;
      setTimeout(hand, 1);
    }
  };
};

export type PacedLine = {
  readonly host: ByteTransport;
  readonly device: {
    write(bytes: Uint8Array): void;
    onData(listener: (bytes: Uint8Array) => void): () => void;
  };
  close(): Promise<void>;
};

/** A cable inside this process that carries no more than a serial line of this speed, both ways at once. */
export const pacedLine = async (baudRate: number): Promise<PacedLine> => {
  const pair = memoryPair('memory:paced');
  await pair.device.open();
  const listeners = new Set<(bytes: Uint8Array) => void>();
  const toDevice = pacedWrite(baudRate, (bytes) => {
    for (const listener of listeners) listener(bytes);
  });
  const undo = pair.device.onData(toDevice);
  return {
    host: pair.host,
    device: {
      write: pacedWrite(baudRate, (bytes) => void pair.device.write(bytes).catch(() => undefined)),
      onData: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    close: async () => {
      undo();
      await pair.device.close();
    },
  };
};
