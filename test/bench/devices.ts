import { samDecoder } from '../../devices/models/sam/codec.ts';
import type { Bench, Figure } from './bench.ts';
import { perSecond, rateOf } from './rate.ts';

/** A reply of 1295 bytes at 115200 baud, 8N1: what the wire itself allows. */
const wireRate = 115_200 / 10 / 1295;

/** A reply with text and photo, all blank: preamble, length 0508, status 90, two length words, 1280 bytes, checksum. */
const reply = (): Uint8Array => {
  const frame = new Uint8Array(1295);
  frame.set([0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x05, 0x08, 0x00, 0x00, 0x90, 0x01, 0x00, 0x04, 0x00]);
  frame[1294] = frame.subarray(5, 1294).reduce((sum, byte) => sum ^ byte, 0);
  return frame;
};

/** Card replies decoded in chunks of 64 bytes, against what the reader's line can carry. */
const run = async (): Promise<readonly Figure[]> => {
  const frame = reply();
  const decoder = samDecoder();
  const ours = rateOf(() => {
    let frames = 0;
    for (let from = 0; from < frame.length; from += 64)
      frames += decoder.push(frame.subarray(from, from + 64)).frames.length;
    if (frames !== 1) throw new Error(`${frames} frames came out of one`);
  }, 1_000);
  return [
    {
      what: 'card replies decoded',
      ours: perSecond(ours),
      peer: `the wire at 115200 baud ${perSecond(wireRate)}`,
      ratio: ours / wireRate,
    },
  ];
};

export const devices: Bench = {
  name: 'devices',
  about: 'card replies against the wire',
  run,
};
