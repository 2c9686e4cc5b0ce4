import { type Redact, rewriteStream } from '../../protocol/capture.ts';

const preamble = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
/** Preamble, length word, three status bytes. */
const head = 10;
/** The longest reply that says nothing of a card: the module's number. Card text, photo, address and card body number are longer. */
const longestHarmless = 0x14;

const beginsAt = (stream: Uint8Array, at: number): boolean =>
  preamble.every((byte, index) => stream[at + index] === byte);

const xor = (bytes: Uint8Array): number => bytes.reduce((check, byte) => check ^ byte, 0);

/**
 * What a reader sent, without the card: data of longer replies become spaces (UTF-16LE) with the length words kept and the check
 * byte made right again (or wrong, where it was wrong); bytes outside frames, which may be torn pieces of a reply, become zero.
 */
export const withoutCards = (stream: Uint8Array): Uint8Array => {
  const result = new Uint8Array(stream.length);
  for (let at = 0; at < stream.length; ) {
    if (!beginsAt(stream, at)) {
      at += 1;
      continue;
    }
    const length = (stream[at + 5] ?? 0) * 256 + (stream[at + 6] ?? 0);
    const end = at + 7 + length;
    const whole = end <= stream.length && xor(stream.subarray(at + 5, end)) === 0;
    if (whole && length <= longestHarmless) result.set(stream.subarray(at, end), at);
    else if (whole || length > longestHarmless) {
      // Of a frame that is not whole only the head is kept: whatever follows is read for another beginning.
      result.set(stream.subarray(at, Math.min(at + head, stream.length)), at);
      if (whole) blank(stream, result, at, end);
    }
    at = whole ? end : at + head;
  }
  return result;
};

const blank = (stream: Uint8Array, result: Uint8Array, at: number, end: number): void => {
  const first = at + head;
  // 30 01 and 30 10: 0100 0400 and, with a fingerprint, one more word, that sum up to what follows.
  const view = new DataView(stream.buffer, stream.byteOffset);
  const words = [2, 3].find((count) => {
    if (first + count * 2 > end - 1) return false;
    const sum = Array.from({ length: count }, (_, word) => view.getUint16(first + word * 2));
    return sum.reduce((total, value) => total + value, count * 2) === end - 1 - first;
  });
  const kept = (words ?? 0) * 2;
  result.set(stream.subarray(first, first + kept), first);
  for (let byte = first + kept; byte < end - 1; byte += 2) result[byte] = 0x20;
  result[end - 1] = xor(result.subarray(at + 5, end - 1));
};

export const redactSam: Redact = (capture) => ({
  ...capture,
  events: rewriteStream(capture.events, 'received', withoutCards),
});
