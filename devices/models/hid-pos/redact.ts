import { type CaptureEvent, type Redact, withBytesOf } from '../../protocol/capture.ts';
import { guessedLayout } from './report-layout.ts';

const isEnd = (byte: number): boolean => byte === 0x0d || byte === 0x0a || byte === 0x09;

/** A line, its ends kept. */
const withoutLine = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => (isEnd(byte) ? byte : 0x78));

/** A report with its id, counts and symbology kept. One that does not add up loses all but its id. */
const withoutCode = (report: Uint8Array): Uint8Array => {
  const { count, data } = guessedLayout(report, undefined);
  const length = report[count] ?? 0;
  if (length > data.length || data.offset + length > report.length)
    return report.map((byte, at) => (at === 0 ? byte : 0));
  // The bytes beyond the count may hold the end of an earlier, longer code.
  return report.map((byte, at) => {
    if (at < data.offset || at >= data.offset + data.length) return byte;
    return at < data.offset + length ? 0x78 : 0;
  });
};

/** Whatever is scanned may be somebody's number. */
export const redactHidPos: Redact = (capture) => ({
  ...capture,
  events: capture.events.map((event): CaptureEvent => {
    if (event.is !== 'received') return event;
    const rewrite = capture.at.startsWith('hid:') ? withoutCode : withoutLine;
    return withBytesOf(event, rewrite(event.bytes));
  }),
});
