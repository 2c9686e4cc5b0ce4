/**
 * What the printer says, cut out of its stream by the first byte (bits 0, 1, 4 and 7 tell the kinds apart; protocol of
 * Epson, Citizen and Bixolon). XON, XOFF and noise are discarded.
 */
import { type Decoder, type Judgement, searchingDecoder } from '../../protocol/codec.ts';
import type { Presenter } from './status.ts';

export type Reply =
  /** To DLE EOT. It does not say to which n: one query at a time. */
  | { readonly kind: 'real-time'; readonly byte: number }
  /** Automatic status back: 4 bytes, unasked, after each change. */
  | { readonly kind: 'status-back'; readonly bytes: readonly [number, number, number, number] }
  /** To DLE EOT 20: paper, user, recoverable, unrecoverable. */
  | { readonly kind: 'full-status'; readonly bytes: readonly [number, number, number, number] }
  /** To GS I: printable ASCII. */
  | { readonly kind: 'text'; readonly text: string }
  /** To GS r. The tail of a torn status block looks the same: see `print-job.ts`. */
  | { readonly kind: 'marker'; readonly byte: number };

/** Longest text a GS I block is believed to hold. */
const TEXT_CEILING = 80;
const BLOCK_HEADS = new Set([0x35, 0x37, 0x3b, 0x3d, 0x5f]);
const low = (byte: number): boolean => (byte & 0x90) === 0;

/** `10 0F` and four bytes. Automatic status could begin so as well, but never does: its second byte would tell four faults at once. */
const fullStatus = (bytes: Uint8Array): Judgement<Reply> | undefined => {
  if (bytes[0] !== 0x10) return undefined;
  if (bytes.length < 2) return { kind: 'more' };
  if (bytes[1] !== 0x0f) return undefined;
  if (bytes.length < 6) return { kind: 'more' };
  const [paper = 0, user = 0, recoverable = 0, unrecoverable = 0] = bytes.subarray(2);
  return {
    kind: 'frame',
    frame: { kind: 'full-status', bytes: [paper, user, recoverable, unrecoverable] },
    length: 6,
  };
};

const judge = (bytes: Uint8Array): Judgement<Reply> => {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if ((first & 0x93) === 0x12) return { kind: 'frame', frame: { kind: 'real-time', byte: first }, length: 1 };
  if ((first & 0x93) === 0x10) {
    if (!bytes.subarray(1, 4).every(low)) return { kind: 'no' };
    if (bytes.length < 4) return { kind: 'more' };
    return {
      kind: 'frame',
      frame: { kind: 'status-back', bytes: [first, second, third, fourth] },
      length: 4,
    };
  }
  if (BLOCK_HEADS.has(first)) {
    const end = bytes.indexOf(0);
    const text = bytes.subarray(1, end < 0 ? bytes.length : end);
    if (text.length > TEXT_CEILING || text.some((byte) => byte < 0x20 || byte > 0x7e)) return { kind: 'no' };
    if (end < 0) return { kind: 'more' };
    return { kind: 'frame', frame: { kind: 'text', text: String.fromCharCode(...text) }, length: end + 1 };
  }
  if (low(first)) return { kind: 'frame', frame: { kind: 'marker', byte: first }, length: 1 };
  return { kind: 'no' };
};

/** @param presenter `custom`: printers that answer DLE EOT 20 */
export const replyDecoder = (presenter: Presenter = 'none'): Decoder<Reply> =>
  searchingDecoder(
    TEXT_CEILING + 2,
    presenter === 'custom' ? (bytes) => fullStatus(bytes) ?? judge(bytes) : judge,
  );
