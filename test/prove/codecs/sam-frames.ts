import fc from 'fast-check';
import {
  encodeCommand,
  fits,
  type SamCommand,
  type SamReply,
  samDecoder,
} from '../../../devices/models/sam/codec.ts';
import { CommandParser, replyFrame } from '../../../devices/models/sam/simulated-frames.ts';
import { bytesOf, goldenCards, goldenReplies, readReply } from '../../devices/sam/golden.ts';
import type { ProofContext } from '../proof.ts';
import { damaged, otherValues, same, sampled } from './sampled.ts';
import { type Piece, proveStream, type Stream } from './streams.ts';

const piece = (sw3: number, data: Uint8Array): Piece<SamReply> => ({
  wire: replyFrame(sw3, data),
  frame: { sw1: 0, sw2: 0, sw3, data },
});

/** A whole frame's content: SW3, then data. */
const contentOf = (wire: Uint8Array): Piece<SamReply> => piece(wire[9] ?? 0, wire.slice(10, -1));

const commandOf: Readonly<Record<string, SamCommand>> = {
  found: 'findCard',
  selected: 'selectCard',
  done: 'status',
  samNumber: 'samNumber',
  noCard: 'findCard',
};

const whole = [
  ...Object.entries(goldenReplies).map(([name, hex]) => ({ name, wire: bytesOf(hex) })),
  ...goldenCards.map(({ name, card }) => ({ name, wire: readReply(card) })),
];

const preamble = [0xaa, 0xaa, 0xaa, 0x96, 0x69];

/** As long as card data, made from one number: so many single ones would take longer to draw than to decode. */
const cardSized = fc
  .tuple(fc.integer({ min: 1200, max: 1284 }), fc.integer({ min: 1, max: 0x7fffffff }))
  .map(([length, seed]) => {
    let state = seed;
    return Uint8Array.from({ length }, () => {
      state = Math.imul(state, 48_271) >>> 1;
      return state & 0xff;
    });
  });

const stream: Stream<SamReply> = {
  name: 'replies of the SAM module',
  decoder: samDecoder,
  sizeOf: ({ data }) => data.length + 11,
  golden: whole.map(({ name, wire }) => ({ name, wire, frames: [contentOf(wire).frame] })),
  rescue: [piece(0x80, new Uint8Array(0)), piece(0x9f, new Uint8Array(4))],
  anyFrame: fc
    .tuple(fc.nat(0xff), fc.oneof({ weight: 9, arbitrary: fc.uint8Array({ maxLength: 60 }) }, cardSized))
    .map(([sw3, data]) => piece(sw3, data)),
  // AA could begin a false preamble that swallows what follows until the line is silent: that is what traps are for.
  noise: fc.nat(0xff).map((byte) => (byte === 0xaa ? 0x55 : byte)),
  traps: fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.nat(0x0b), fc.nat(0xff), fc.uint8Array({ maxLength: 30 }))
    .map(([length, high, low, rest]) =>
      Uint8Array.from([...[...preamble, high, low].slice(0, length), ...rest]),
    ),
  forgeable: true,
  // An error is asked again; but no damage makes a success that the waiting command would take for its own.
  accepted: (frame, which) => frame.sw3 === 0x90 && fits(commandOf[which] ?? 'readCard', frame),
};

/** The simulated module's own parser of commands, which gives the next command back after at most its longest one. */
const proveCommands = async (context: ProofContext): Promise<void> => {
  const commands: readonly SamCommand[] = [
    'reset',
    'status',
    'samNumber',
    'findCard',
    'selectCard',
    'readCard',
  ];
  const filler = new Uint8Array(0x40 + 7);
  const lastAfter = (...chunks: readonly Uint8Array[]) => {
    const parser = new CommandParser();
    return chunks.flatMap((chunk) => parser.push(chunk)).at(-1);
  };
  const next = encodeCommand('findCard');
  const expected = { kind: 'command', name: '20 01' };

  await context.check(
    'commands to the simulated module: after every single wrong byte the next one is obeyed',
    () => {
      let cases = 0;
      for (const command of commands) {
        const wire = encodeCommand(command);
        for (const at of wire.keys())
          for (const byte of otherValues(wire[at] ?? 0, context.times(255, 16))) {
            same(lastAfter(damaged(wire, at, byte), filler, next), expected);
            cases += 1;
          }
      }
      return cases;
    },
  );
  await context.check('commands to the simulated module: any bytes at all end with the next command', () =>
    sampled(context, 'sam commands', fc.uint8Array({ maxLength: 200 }), (noise) => {
      same(lastAfter(noise, filler, next), expected);
    }),
  );
};

export const samFrames = async (context: ProofContext): Promise<void> => {
  await proveStream(context, stream);
  await proveCommands(context);
};
