import fc from 'fast-check';
import { type Reply, replyDecoder } from '../../../devices/models/escpos/replies.ts';
import type { ProofContext } from '../proof.ts';
import { type Piece, proveStream, type Stream } from './streams.ts';

const piece = (frame: Reply): Piece<Reply> => {
  switch (frame.kind) {
    case 'status-back':
      return { frame, wire: Uint8Array.from(frame.bytes) };
    case 'text':
      return { frame, wire: Uint8Array.from([0x5f, ...new TextEncoder().encode(frame.text), 0]) };
    case 'full-status':
      return { frame, wire: Uint8Array.of(0x10, 0x0f, ...frame.bytes) };
    default:
      return { frame, wire: Uint8Array.of(frame.byte) };
  }
};

const joined = (...frames: readonly Reply[]) => ({
  frames,
  wire: Uint8Array.from(frames.flatMap((frame) => [...piece(frame).wire])),
});

const paperOut: Reply = { kind: 'status-back', bytes: [0x18, 0x00, 0x0f, 0x00] };
const online: Reply = { kind: 'real-time', byte: 0x12 };

/** A byte whose bits 4 and 7 are 0. */
const low = fc.nat(0xff).map((byte) => byte & 0x6f);
const anyReply: fc.Arbitrary<Reply> = fc.oneof(
  fc.nat(0xff).map((byte): Reply => ({ kind: 'real-time', byte: (byte & 0x6c) | 0x12 })),
  fc
    .tuple(fc.nat(0xff), low, low, low)
    .map(([first, ...rest]): Reply => ({ kind: 'status-back', bytes: [(first & 0x6c) | 0x10, ...rest] })),
  fc.stringMatching(/^[ -~]{0,80}$/).map((text): Reply => ({ kind: 'text', text })),
  low.map((byte): Reply => ({ kind: 'marker', byte })),
);

const usual: Stream<Reply> = {
  name: 'replies of the ticket printer',
  decoder: () => replyDecoder(),
  sizeOf: (frame) => piece(frame).wire.length,
  golden: [
    {
      name: 'everything',
      ...joined(
        online,
        paperOut,
        { kind: 'text', text: 'TM-T70II-CH' },
        { kind: 'marker', byte: 0 },
        { kind: 'real-time', byte: 0x72 },
        { kind: 'marker', byte: 0x0c },
      ),
    },
    { name: 'all clear', ...joined({ kind: 'status-back', bytes: [0x10, 0, 0, 0] }) },
    { name: 'paper near its end', ...joined({ kind: 'real-time', byte: 0x1e }) },
  ],
  rescue: [piece(paperOut), piece(online)],
  anyFrame: anyReply.map(piece),
  noise: fc.integer({ min: 0x80, max: 0xff }),
  traps: fc
    .tuple(
      fc.constantFrom(0x5f, 0x35, 0x37, 0x10, 0x18),
      fc.array(fc.integer({ min: 0x20, max: 0x6f }), { maxLength: 120 }),
    )
    .map(([head, rest]) => Uint8Array.of(head, ...rest)),
  forgeable: false,
};

const notTaken: Reply = { kind: 'full-status', bytes: [0x20, 0, 0, 0] };
const anyByte = fc.nat(0xff);

/** Of units that answer DLE EOT 20 too. Their six bytes may hold anything, so damage can make of the reply before one that swallows the next. */
const kioskUnit: Stream<Reply> = {
  ...usual,
  name: 'replies of a kiosk unit',
  decoder: () => replyDecoder('custom'),
  golden: [
    ...usual.golden,
    {
      name: 'a slip that was not taken',
      ...joined(online, notTaken, paperOut, { kind: 'marker', byte: 0 }, notTaken),
    },
  ],
  anyFrame: fc
    .oneof(
      {
        weight: 4,
        arbitrary: anyReply.filter((reply) => reply.kind !== 'status-back' || reply.bytes[1] !== 0x0f),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(anyByte, anyByte, anyByte, anyByte)
          .map((bytes): Reply => ({ kind: 'full-status', bytes })),
      },
    )
    .map(piece),
  forgeable: true,
};

export const escposReplies = async (context: ProofContext): Promise<void> => {
  await proveStream(context, usual);
  await proveStream(context, kioskUnit);
};
