import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Reply, replyDecoder } from '../../../devices/models/escpos/replies.ts';

const decode = (...chunks: readonly (readonly number[])[]) => {
  const decoder = replyDecoder();
  const all = chunks.map((chunk) => decoder.push(Uint8Array.from(chunk)));
  return {
    frames: all.flatMap(({ frames }) => frames),
    discarded: all.reduce((sum, { discarded }) => sum + discarded, 0),
  };
};

const block = (text: string): number[] => [0x5f, ...new TextEncoder().encode(text), 0];
const statusBack: Reply = { kind: 'status-back', bytes: [0x18, 0x00, 0x0f, 0x00] };
const everything = [0x12, 0x18, 0x00, 0x0f, 0x00, ...block('TM-T70II-CH'), 0x00, 0x72, 0x0c];
const meaning: Reply[] = [
  { kind: 'real-time', byte: 0x12 },
  statusBack,
  { kind: 'text', text: 'TM-T70II-CH' },
  { kind: 'marker', byte: 0x00 },
  { kind: 'real-time', byte: 0x72 },
  { kind: 'marker', byte: 0x0c },
];

describe("the printer's replies", () => {
  test('are told apart by their first byte', () => {
    expect(decode(everything)).toEqual({ frames: meaning, discarded: 0 });
  });

  test('mean the same in whatever pieces they arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 }), (sizes) => {
        const chunks: number[][] = [];
        let rest = everything;
        for (const size of sizes) {
          chunks.push(rest.slice(0, size));
          rest = rest.slice(size);
        }
        expect(decode(...chunks, rest)).toEqual({ frames: meaning, discarded: 0 });
      }),
    );
  });

  test('are found after noise, and the noise is counted', () => {
    expect(decode([0xff, 0xa5, 0x13, 0x11, 0x12])).toEqual({ frames: [meaning[0]], discarded: 4 });
  });

  test('a status block with a damaged byte is not believed', () => {
    const { frames } = decode([0x18, 0x80, 0x0f, 0x00]);
    expect(frames.some(({ kind }) => kind === 'status-back')).toBe(false);
  });

  test('a name without an end does not hold back what follows', () => {
    expect(decode([0x5f, 0x41, 0x42, 0x12]).frames).toContainEqual({ kind: 'real-time', byte: 0x12 });
  });

  test('never hold back more than the longest reply', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => {
        const decoder = replyDecoder();
        decoder.push(noise);
        // Zeros end every kind of reply; after as many as it may hold back, a clean reply is seen.
        decoder.push(new Uint8Array(decoder.ceiling));
        expect(decoder.push(Uint8Array.of(0x12)).frames).toContainEqual({ kind: 'real-time', byte: 0x12 });
      }),
    );
  });
});
