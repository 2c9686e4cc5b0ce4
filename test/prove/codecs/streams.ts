import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Decoder } from '../../../devices/protocol/codec.ts';
import type { ProofContext } from '../proof.ts';
import { damaged, otherValues, same, sampled } from './sampled.ts';

/** What must be known of a protocol in a stream of bytes to hold its decoder to its promises. */
export type Stream<Frame> = {
  readonly name: string;
  readonly decoder: () => Decoder<Frame>;
  /** Bytes a frame takes on the wire. */
  readonly sizeOf: (frame: Frame) => number;
  /** Bytes as the protocol's description has them, and what they mean. */
  readonly golden: readonly {
    readonly name: string;
    readonly wire: Uint8Array;
    readonly frames: readonly Frame[];
  }[];
  /** Two frames that a receiver must find again behind any damage. */
  readonly rescue: readonly [Piece<Frame>, Piece<Frame>];
  /** Frames of every kind. */
  readonly anyFrame: fc.Arbitrary<Piece<Frame>>;
  /** Bytes that begin no frame. */
  readonly noise: fc.Arbitrary<number>;
  /** Noise of the worst kind: beginnings of frames that never come. */
  readonly traps: fc.Arbitrary<Uint8Array>;
  /** Of damaged golden bytes: whether the receiver would take this for the answer it waits for. */
  readonly accepted?: (frame: Frame, golden: string) => boolean;
  /**
   * A weak check byte and a damaged length can forge a frame that swallows the one behind it. False where that can't be: frames
   * are known by their bytes alone, and the very next one is always found.
   */
  readonly forgeable: boolean;
};

export type Piece<Frame> = { readonly wire: Uint8Array; readonly frame: Frame };

/** A decoder under watch: throws when it holds more than its ceiling. */
class Watched<Frame> {
  readonly frames: Frame[] = [];
  discarded = 0;
  held = 0;
  readonly #stream: Stream<Frame>;
  readonly #decoder: Decoder<Frame>;

  constructor(stream: Stream<Frame>) {
    this.#stream = stream;
    this.#decoder = stream.decoder();
  }

  push(...chunks: readonly Uint8Array[]): this {
    for (const chunk of chunks) this.#note(this.#decoder.push(chunk), chunk.length);
    return this;
  }

  /** The line is silent: what is held back is given up, byte by byte, until nothing is. */
  drain(): this {
    while (this.held > 0) {
      const before = this.held;
      this.#note(this.#decoder.stalled(), 0);
      assert(this.held < before, 'a stalled decoder holds on to what it has');
    }
    return this;
  }

  #note({ frames, discarded }: { frames: readonly Frame[]; discarded: number }, received: number): void {
    const taken = frames.reduce((sum, frame) => sum + this.#stream.sizeOf(frame), 0);
    this.held += received - discarded - taken;
    this.discarded += discarded;
    this.frames.push(...frames);
    assert(this.held >= 0, 'more bytes were told than came in');
    assert(
      this.held <= this.#decoder.ceiling,
      `${this.held} bytes held, the ceiling is ${this.#decoder.ceiling}`,
    );
  }
}

const cut = (wire: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
  const chunks: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < wire.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(wire.subarray(at, at + size));
    at += size;
  }
  return chunks;
};

const joined = (parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** Bytes of `a` and `b` in turn, as two senders on one line make them. */
const interleaved = (a: Uint8Array, b: Uint8Array, sizes: readonly number[]): Uint8Array => {
  const [left, right] = [cut(a, sizes), cut(b, sizes.toReversed())];
  const turns = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => index);
  return joined(turns.flatMap((turn) => [left[turn], right[turn]].filter((chunk) => chunk !== undefined)));
};

const anySizes = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 20 });

/** All promises of a decoder, on golden bytes through and through, beyond them on sampled ones. */
export const proveStream = async <Frame>(context: ProofContext, stream: Stream<Frame>): Promise<void> => {
  const { name, golden, rescue, anyFrame, noise, traps } = stream;
  const [first, second] = rescue;
  const watched = () => new Watched(stream);
  const check = (promise: string, body: () => number) => context.check(`${name}: ${promise}`, body);
  /** Whatever came before, both next frames are found; the first may be lost only where a forged one stands in its place. */
  const rescued = (line: Watched<Frame>): void => {
    same(line.frames.at(-1), second.frame, 'the last frame');
    const before = line.frames.at(-2);
    if (before === undefined || !stream.forgeable) same(before, first.frame, 'the frame before the last');
  };

  await check('golden bytes mean the same at every place where they are cut in two, and byte by byte', () => {
    let cases = 0;
    for (const { wire, frames } of golden) {
      const cuts = context.spread(wire.length, 20).map((at) => [wire.subarray(0, at), wire.subarray(at)]);
      for (const chunks of [...cuts, cut(wire, [1])]) {
        const line = watched().push(...chunks);
        same([line.frames, line.discarded, line.held], [frames, 0, 0]);
        cases += 1;
      }
    }
    return cases;
  });

  await check('after every single wrong byte in golden bytes the next good frames are found', () => {
    let cases = 0;
    for (const { name: which, wire } of golden) {
      const values = Math.ceil(255 * Math.min(1, context.factor * (wire.length > 100 ? 4 : 20)));
      for (const at of context.spread(wire.length, 20)) {
        for (const byte of otherValues(wire[at] ?? 0, values)) {
          const line = watched()
            .push(damaged(wire, at, byte), first.wire, second.wire)
            .drain();
          const accepted = line.frames.filter((frame) => stream.accepted?.(frame, which) ?? false);
          same(accepted, [], `byte ${at} of ${which} as ${byte}: accepted`);
          rescued(line);
          cases += 1;
        }
      }
    }
    return cases;
  });

  const part = fc.tuple(
    fc.array(noise, { maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)),
    anyFrame,
  );
  const parts = fc.array(part, { maxLength: 8 });
  await check(
    'joined frames with noise between them are all found, however they are cut, and the noise is counted',
    () =>
      sampled(context, `${name} joined`, fc.tuple(parts, anySizes), ([pieces, sizes]) => {
        const wire = joined(pieces.flatMap(([before, { wire: frame }]) => [before, frame]));
        const line = watched()
          .push(...cut(wire, sizes))
          .drain();
        same(
          line.frames,
          pieces.map(([, { frame }]) => frame),
        );
        same(
          line.discarded,
          pieces.reduce((sum, [before]) => sum + before.length, 0),
          'noise counted',
        );
      }),
  );

  const rubbish = fc.oneof(fc.uint8Array({ maxLength: 200 }), traps);
  await check('any bytes at all end with the next good frame, and never fill the memory', () =>
    sampled(
      context,
      `${name} noise`,
      fc.tuple(fc.array(rubbish, { maxLength: 6 }), anySizes),
      ([chunks, sizes]) => {
        const line = watched()
          .push(...cut(joined(chunks), sizes))
          .drain()
          .push(first.wire)
          .drain();
        same(line.frames.at(-1), first.frame);
      },
    ),
  );

  await check('two frames mixed byte by byte are survived, and the next good frame is found', () =>
    sampled(context, `${name} mixed`, fc.tuple(anyFrame, anyFrame, anySizes), ([a, b, sizes]) => {
      const line = watched()
        .push(interleaved(a.wire, b.wire, sizes))
        .drain()
        .push(first.wire)
        .drain();
      same(line.frames.at(-1), first.frame);
    }),
  );

  await check('a frame that is cut off is given up, and the next good frames are found', () =>
    sampled(
      context,
      `${name} cut off`,
      fc.tuple(anyFrame, fc.double({ min: 0, max: 0.999, noNaN: true })),
      ([{ wire }, share]) => {
        const line = watched()
          .push(wire.subarray(0, Math.floor(wire.length * share)))
          .drain();
        line.push(first.wire, second.wire).drain();
        rescued(line);
      },
    ),
  );
};
