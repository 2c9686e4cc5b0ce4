/**
 * What the printer says, cut out of its stream by the first byte (bits 0, 1, 4 and 7 tell the kinds apart; protocol of
 * Epson, Citizen and Bixolon). XON, XOFF and noise are discarded.
 */
import { type Decoder, type Judgement, searchingDecoder } from '../../protocol/codec.ts';

export type Reply =
  /** To DLE EOT. It does not say to which n: one query at a time. */
  | { readonly kind: 'real-time'; readonly byte: number }
  /** Automatic status back: 4 bytes, unasked, after each change. */
  | { readonly kind: 'status-back'; readonly bytes: readonly [number, number, number, number] }
  /** To GS I: printable ASCII. */
  | { readonly kind: 'text'; readonly text: string }
  /** To GS r. The tail of a torn status block looks the same: see `print-job.ts`. */
  | { readonly kind: 'marker'; readonly byte: number };

/** Longest text a GS I block is believed to hold. */
const TEXT_CEILING = 80;
const BLOCK_HEADS = new Set([0x35, 0x37, 0x3b, 0x3d, 0x5f]);
const low = (byte: number): boolean => (byte & 0x90) === 0;

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

export const replyDecoder = (): Decoder<Reply> => searchingDecoder(TEXT_CEILING + 2, judge);
