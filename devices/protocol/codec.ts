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

const nothingDecoded: Decoded<never> = { frames: [], discarded: 0 };

/** A place in the buffer where a frame may begin, judged by what has arrived. */
export type Judgement<Frame> =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly length: number }
  /** Could still become a frame. `atLeast`: with fewer bytes than these there is nothing new to judge. */
  | { readonly kind: 'more'; readonly atLeast?: number }
  /** No frame begins here. */
  | { readonly kind: 'no' };

/**
 * A decoder for any protocol whose frames can be recognised from their beginning.
 * @param judge looks at `bytes` from index 0; must answer `frame` or `no` once `ceiling` bytes are there. A frame holds copies:
 * the bytes it was shown are written over later
 */
export const searchingDecoder = <Frame>(
  ceiling: number,
  judge: (bytes: Uint8Array) => Judgement<Frame>,
): Decoder<Frame> => {
  /** What is held back are its first `length` bytes. */
  const store = new Uint8Array(ceiling);
  let length = 0;
  let needed = 0;

  const search = (input: Uint8Array, from: number): Decoded<Frame> => {
    const frames: Frame[] = [];
    let at = from;
    let discarded = from;
    needed = 0;
    while (at < input.length) {
      const judgement = judge(input.subarray(at));
      if (judgement.kind === 'more' && input.length - at < ceiling) {
        needed = judgement.atLeast ?? 0;
        break;
      }
      if (judgement.kind === 'frame') {
        frames.push(judgement.frame);
        at += judgement.length;
      } else {
        at += 1;
        discarded += 1;
      }
    }
    store.set(input.subarray(at));
    length = input.length - at;
    return { frames, discarded };
  };

  /** What is held back with the chunk behind it: in its place where there is room, so that a long frame is not copied again and again. */
  const joined = (chunk: Uint8Array): Uint8Array => {
    const total = length + chunk.length;
    const whole = total <= ceiling ? store.subarray(0, total) : new Uint8Array(total);
    if (total > ceiling) whole.set(store.subarray(0, length));
    whole.set(chunk, length);
    return whole;
  };

  return {
    ceiling,
    push: (chunk) => {
      if (length === 0) return search(chunk, 0);
      const whole = joined(chunk);
      if (whole.length >= needed || whole.length >= ceiling) return search(whole, 0);
      length = whole.length;
      return nothingDecoded;
    },
    stalled: () => (length === 0 ? nothingDecoded : search(store.subarray(0, length), 1)),
    reset: () => {
      length = 0;
    },
  };
};
