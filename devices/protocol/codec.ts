/** What one chunk of input made whole. */
export type Decoded<Frame> = {
  readonly frames: readonly Frame[];
  /** Bytes thrown away on the way: noise, frames with a bad checksum. Never content, only how many. */
  readonly discarded: number;
};

/**
 * Cuts a stream of bytes into frames. Pure but for what it holds back.
 *
 * Promises: any way of splitting the input gives the same frames; on a bad checksum it drops one byte and searches again,
 * so that noise can hide no genuine frame for longer than its own declared length; it never holds more than `ceiling` bytes.
 */
export interface Decoder<Frame> {
  /** Most bytes it ever holds back. */
  readonly ceiling: number;
  push(chunk: Uint8Array): Decoded<Frame>;
  /** The rest of what was begun will not come (deadline): drop its first byte and search in what is left. */
  stalled(): Decoded<Frame>;
  /** Forgets everything held back. */
  reset(): void;
}

export const nothingDecoded: Decoded<never> = { frames: [], discarded: 0 };

/** A place in the buffer where a frame may begin, judged by what has arrived. */
export type Judgement<Frame> =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly length: number }
  /** Could still become a frame. */
  | { readonly kind: 'more' }
  /** No frame begins here. */
  | { readonly kind: 'no' };

/**
 * A decoder for any protocol whose frames can be recognised from their beginning.
 * @param judge looks at `bytes` from index 0; must answer `frame` or `no` once `ceiling` bytes are there
 */
export const searchingDecoder = <Frame>(
  ceiling: number,
  judge: (bytes: Uint8Array) => Judgement<Frame>,
): Decoder<Frame> => {
  let held: Uint8Array = new Uint8Array(0);

  const search = (input: Uint8Array, from: number): Decoded<Frame> => {
    const frames: Frame[] = [];
    let at = from;
    let discarded = from;
    while (at < input.length) {
      const judgement = judge(input.subarray(at));
      if (judgement.kind === 'more' && input.length - at < ceiling) break;
      if (judgement.kind === 'frame') {
        frames.push(judgement.frame);
        at += judgement.length;
      } else {
        at += 1;
        discarded += 1;
      }
    }
    held = input.slice(at);
    return { frames, discarded };
  };

  return {
    ceiling,
    push: (chunk) => {
      if (held.length === 0) return search(chunk, 0);
      const joined = new Uint8Array(held.length + chunk.length);
      joined.set(held);
      joined.set(chunk, held.length);
      return search(joined, 0);
    },
    stalled: () => (held.length === 0 ? nothingDecoded : search(held, 1)),
    reset: () => {
      held = new Uint8Array(0);
    },
  };
};
