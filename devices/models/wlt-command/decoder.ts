import {
  type CardPhoto,
  type PhotoDecoder,
  photoHeight,
  photoWidth,
  wltSize,
} from '../../classes/photo-decoder.ts';
import { failed, type Outcome, succeeded } from '../../device.ts';
import { type ChildEnd, childEnvironment, runChild } from '../../protocol/child.ts';
import type { Clock } from '../../transports/transport.ts';
import { bmpSize, wrongInBmp } from './bmp.ts';

export type WltTiming = {
  /** Milliseconds for one photo, from the program's start. */
  readonly deadline: number;
  /** Milliseconds between asking a program that hangs to end and ending it. */
  readonly grace: number;
};

/** A decoding takes some tens of milliseconds; a program that loads its licence first, a second. */
export const wltTiming: WltTiming = { deadline: 3000, grace: 500 };

/** Keeps no more than a photo can have, and says when there is more. */
class Output {
  readonly #kept = new Uint8Array(bmpSize);
  #length = 0;
  overflowed = false;

  take(bytes: Uint8Array): void {
    const room = bmpSize - this.#length;
    this.#kept.set(bytes.subarray(0, room), this.#length);
    this.#length += Math.min(bytes.length, room);
    this.overflowed ||= bytes.length > room;
  }

  bytes(): Uint8Array {
    return this.#kept.subarray(0, this.#length);
  }
}

/**
 * Decodes photos by a vendor's program: 1024 bytes on its standard input, the BMP file on its standard output, exit status 0.
 * One process a photo: a library that crashes takes nobody with it. What the program says on its standard error is not told
 * on: it may be of the photo.
 */
export class WltCommand implements PhotoDecoder {
  readonly #program: string;
  readonly #clock: Clock;
  readonly #timing: WltTiming;

  constructor(program: string, clock: Clock, timing: Partial<WltTiming> = {}) {
    this.#program = program;
    this.#clock = clock;
    this.#timing = { ...wltTiming, ...timing };
  }

  async decode(wlt: Uint8Array, signal: AbortSignal): Promise<Outcome<CardPhoto>> {
    if (signal.aborted) return failed('cancelled', 'cancelled before it began');
    if (wlt.length !== wltSize)
      return failed('rejected', `a card's photo has ${wltSize} bytes, not ${wlt.length}`);
    const output = new Output();
    const enough = new AbortController();
    const end = await runChild({
      command: this.#program,
      arguments: [],
      environment: childEnvironment(),
      input: wlt,
      totalMs: this.#timing.deadline,
      graceMs: this.#timing.grace,
      clock: this.#clock,
      signal: AbortSignal.any([signal, enough.signal]),
      onOutputBytes: (bytes) => {
        output.take(bytes);
        if (output.overflowed) enough.abort();
      },
    });
    if (signal.aborted) return failed('cancelled', 'cancelled while the program ran');
    return this.#judge(end, output);
  }

  #judge(end: ChildEnd, output: Output): Outcome<CardPhoto> {
    const says = (what: string): string => `${this.#program}: ${what}`;
    if (end.notStarted !== undefined) return failed('disconnected', says(`can't be run: ${end.notStarted}`));
    if (output.overflowed) return failed('malformed-reply', says(`wrote more than ${bmpSize} bytes`));
    if (end.ended === 'deadline')
      return failed('timeout', says(`took more than ${this.#timing.deadline} ms`));
    if (end.status !== 0)
      return failed('rejected', says(`ended with ${end.signal ?? `exit status ${end.status}`}`));
    const bytes = output.bytes();
    const wrong = wrongInBmp(bytes);
    if (wrong !== undefined) return failed('malformed-reply', says(`wrote no photo: ${wrong}`));
    return succeeded({ format: 'bmp', width: photoWidth, height: photoHeight, bytes });
  }
}
