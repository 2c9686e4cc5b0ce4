import type { Unsubscribe } from '../device.ts';

/** Why a transport closed: `lost` = the far side is gone (unplugged, reset), `closed` = we closed it. */
export type CloseReason = { readonly kind: 'lost' | 'closed'; readonly detail: string };

/**
 * Moves bytes, knows nothing of their meaning. One owner. `open` may be called again after a close.
 * Never throws from an event; `onClose` fires exactly once an opening.
 */
export interface ByteTransport {
  /** Where it goes, for people and logs: `serial:/dev/ttyUSB0`, `tcp://192.168.1.50:9100`. */
  readonly address: string;
  /** Rejects with an Error whose message names the address. */
  open(signal?: AbortSignal): Promise<void>;
  readonly isOpen: boolean;
  /** Resolves when the bytes have been handed to the system. Rejects when closed or after the deadline. */
  write(bytes: Uint8Array): Promise<void>;
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
  onClose(listener: (reason: CloseReason) => void): Unsubscribe;
  /** Drops bytes that arrived and were not yet delivered. */
  flush(): Promise<void>;
  /** Idempotent; resolves when the handle is gone. */
  close(): Promise<void>;
}

/** Injected so that a day of polling can be simulated in a second. Times in milliseconds. */
export interface Clock {
  /** Goes on evenly, whatever is done to the computer's clock meanwhile: for measuring, not for telling the time. */
  now(): number;
  /** Calls back once, unless cancelled by the returned function. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** `setTimeout` takes no more and calls at once instead: 24.8 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Starts with what the computer's clock shows when the program starts, in milliseconds since 1970. */
export const systemClock: Clock = {
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, Math.min(milliseconds, LONGEST_TIMER));
    return () => clearTimeout(timer);
  },
};

/** A HID device. Each `onData` is exactly one input report, with its id in front where the device numbers its reports. */
export interface HidPort extends ByteTransport {
  /** The first byte is the report's id. */
  sendFeature(report: Uint8Array): Promise<void>;
  /** The HID report descriptor, where the system tells it (Linux hidraw). */
  reportDescriptor(): Promise<Uint8Array | undefined>;
}
