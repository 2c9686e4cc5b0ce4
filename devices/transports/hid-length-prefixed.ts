import type { ByteTransport, HidPort } from './transport.ts';
import { type Connect, WireTransport } from './wire.ts';

/** Bytes of one report, without the report id. */
const reportSize = 64;
/** Bytes of the stream that one report carries at most: its first byte is their count. */
const payloadSize = reportSize - 1;

/** Output reports are not numbered: the system's calls then want a 0 in front. */
const unnumbered = 0;

/**
 * The reports that carry these bytes, each 65 long: 0 for "not numbered", the count (1 to 63), the bytes, zeros.
 * Nothing to say takes no report.
 */
const toReports = function* (bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += payloadSize) {
    const piece = bytes.subarray(at, at + payloadSize);
    const report = new Uint8Array(1 + reportSize);
    report.set([unnumbered, piece.length]);
    report.set(piece, 2);
    yield report;
  }
};

/**
 * What of the stream an input report carries. A report that can't be of this profile (a count over 63, or more than came) is
 * handed on whole: the protocol above it counts it as noise, so that a reader of another profile is told as one that makes no
 * sense, and not as one that is silent.
 */
const fromReport = (report: Uint8Array): Uint8Array => {
  const count = report[0] ?? 0;
  return count > payloadSize || count > report.length - 1 ? report : report.subarray(1, 1 + count);
};

const connectTo =
  (port: HidPort): Connect =>
  async (events, signal) => {
    const undo = [
      port.onData((report) => {
        const bytes = fromReport(report);
        if (bytes.length > 0) events.data(bytes);
      }),
      port.onClose(({ detail }) => events.lost(detail)),
    ];
    const deafen = (): void => {
      for (const off of undo) off();
    };
    try {
      await port.open(signal);
    } catch (error) {
      deafen();
      throw error;
    }
    /** The reports of one write never mix with those of the next. */
    let turn: Promise<unknown> = Promise.resolve();
    const writeAll = async (bytes: Uint8Array): Promise<void> => {
      for (const report of toReports(bytes)) await port.write(report);
    };
    return {
      write: (bytes) => {
        const mine = turn.then(() => writeAll(bytes));
        turn = mine.catch(() => undefined);
        return mine;
      },
      discardInput: () => port.flush(),
      close: async () => {
        deafen();
        await port.close();
      },
    };
  };

/**
 * A stream of bytes over a HID device whose reports are 64 bytes: byte 0 counts the stream's bytes in it (0 to 63), the rest is
 * padded with zeros. Known of some card readers, from public code of their vendors' programs (models/sam/README.md); how sure:
 * low to medium. Owns the port. Its address is the port's.
 */
export const hidLengthPrefixed = (port: HidPort): ByteTransport =>
  new WireTransport(port.address, connectTo(port));
