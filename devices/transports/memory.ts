import type { ByteTransport } from './transport.ts';
import { type Connect, type WireEvents, WireTransport } from './wire.ts';

/** Two ends of a cable inside this process. */
export type MemoryPair = {
  /** The end of the program that drives the device. */
  readonly host: ByteTransport;
  /** The end of the (simulated) device. */
  readonly device: ByteTransport;
  /** Pulls the plug: both open ends are lost, and opening fails until `plug()`. */
  unplug(): void;
  plug(): void;
};

type End = { events: WireEvents | undefined; queue: Uint8Array[]; scheduled: boolean };

const newEnd = (): End => ({ events: undefined, queue: [], scheduled: false });

/** Bytes come in order, one chunk a write, in a later microtask: never inside the writer's own stack. */
const deliver = (end: End, bytes: Uint8Array): void => {
  if (!end.events) return;
  end.queue.push(Uint8Array.from(bytes));
  if (end.scheduled) return;
  end.scheduled = true;
  queueMicrotask(() => {
    end.scheduled = false;
    const events = end.events;
    for (const chunk of end.queue.splice(0)) events?.data(chunk);
  });
};

/**
 * As on a serial line, each end opens by itself, and what is written while nobody listens is lost.
 * @param address how the host's end is named in messages
 */
export const memoryPair = (address = 'memory:pair'): MemoryPair => {
  const ends = { host: newEnd(), device: newEnd() };
  let plugged = true;
  const connectAs =
    (mine: End, other: End): Connect =>
    async (events) => {
      if (!plugged) throw new Error('nothing is plugged in');
      mine.events = events;
      return {
        write: async (bytes) => deliver(other, bytes),
        discardInput: async () => {
          mine.queue.length = 0;
        },
        close: async () => {
          if (mine.events !== events) return;
          mine.events = undefined;
          mine.queue.length = 0;
        },
      };
    };
  return {
    host: new WireTransport(address, connectAs(ends.host, ends.device)),
    device: new WireTransport(`${address}#device`, connectAs(ends.device, ends.host)),
    unplug: () => {
      if (!plugged) return;
      plugged = false;
      for (const end of [ends.host, ends.device]) end.events?.lost('the plug was pulled');
    },
    plug: () => {
      plugged = true;
    },
  };
};
