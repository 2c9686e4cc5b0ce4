import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeCommand,
  encodeSetBaudRate,
  encodeSetRadioFrame,
  fits,
  parseCardData,
  parseSamNumber,
  type SamCommand,
  type SamReply,
  samBaudRates,
  samDecoder,
} from '../../../devices/models/sam/codec.ts';
import { textBlockOf } from '../../../devices/models/sam/simulated-card.ts';
import { replyFrame } from '../../../devices/models/sam/simulated-frames.ts';
import { knownStatusBytes, statusWord } from '../../../devices/models/sam/status-words.ts';
import { bytesOf, goldenCards, goldenReplies, goldenTextBlock, readReply } from './golden.ts';
import { resident } from './people.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

const decodeOne = (bytes: Uint8Array): SamReply => {
  const { frames, discarded } = samDecoder().push(bytes);
  expect(discarded).toBe(0);
  expect(frames).toHaveLength(1);
  const [frame] = frames;
  if (!frame) throw new Error('no frame');
  return frame;
};

describe('commands', () => {
  it.each([
    ['reset', 'AAAAAA9669000310FFEC'],
    ['status', 'AAAAAA9669000311FFED'],
    ['samNumber', 'AAAAAA9669000312FFEE'],
    ['findCard', 'AAAAAA96690003200122'],
    ['selectCard', 'AAAAAA96690003200221'],
    ['readCard', 'AAAAAA96690003300132'],
    ['readCardWithFingerprint', 'AAAAAA96690003301023'],
    ['readNewestAddress', 'AAAAAA96690003300330'],
    ['readManagementNumber', 'AAAAAA96690003300536'],
  ] as const)('%s is sent as the description writes it', (command, frame) => {
    expect(hexOf(encodeCommand(command))).toBe(frame);
  });

  it('the five speeds have the check bytes of the description', () => {
    expect(samBaudRates.map((rate) => encodeSetBaudRate(rate).at(-1))).toEqual([
      0x63, 0x62, 0x61, 0x60, 0x67,
    ]);
  });

  it('the size of a radio frame is sent with its own length, and refused outside 24 to 255', () => {
    expect(hexOf(encodeSetRadioFrame(0x50))).toBe('AAAAAA9669000461FF50CA');
    expect(() => encodeSetRadioFrame(23)).toThrow(RangeError);
    expect(() => encodeSetRadioFrame(256)).toThrow(RangeError);
  });
});

describe('golden frames', () => {
  it.each(goldenCards)('the reply for a $name is the one in the description', ({ card, check, sha256 }) => {
    const frame = readReply(card);
    expect(frame).toHaveLength(1295);
    expect(hexOf(frame.subarray(0, 14))).toBe('AAAAAA96690508000090' + '01000400');
    expect(frame.at(-1)).toBe(check);
    expect(createHash('sha256').update(frame).digest('hex')).toBe(sha256);
  });

  it("the citizen's text block is the one in the description", () => {
    expect(hexOf(textBlockOf(resident)).toLowerCase()).toBe(goldenTextBlock);
  });

  it('short replies are understood', () => {
    expect(decodeOne(bytesOf(goldenReplies.found))).toMatchObject({ sw3: 0x9f, data: new Uint8Array(4) });
    expect(decodeOne(bytesOf(goldenReplies.selected))).toMatchObject({ sw3: 0x90, data: new Uint8Array(8) });
    expect(decodeOne(bytesOf(goldenReplies.done))).toMatchObject({ sw3: 0x90, data: new Uint8Array(0) });
    expect(decodeOne(bytesOf(goldenReplies.noCard)).sw3).toBe(0x80);
    const number = decodeOne(bytesOf(goldenReplies.samNumber));
    expect(parseSamNumber(number.data)).toBe('05.03-20130411-0000000001-0000000002');
  });

  it.each(knownStatusBytes)('status %i has a meaning, a text and an advice', (sw3) => {
    expect(decodeOne(replyFrame(sw3, new Uint8Array(0))).sw3).toBe(sw3);
    expect(statusWord(sw3).text).not.toContain('unknown');
  });
});

describe('card data with a fingerprint', () => {
  it.each([
    [1024, 2321],
    [512, 1809],
    [0, 1297],
  ])('of %i bytes come in a frame of %i, and the fingerprint goes no further', (size, total) => {
    const print = new Uint8Array(size).fill(0x5a);
    const photo = new Uint8Array(1024).fill(0x11);
    const lengths = [1, 0, 4, 0, size >> 8, size & 0xff];
    const content = Uint8Array.of(...lengths, ...textBlockOf(resident), ...photo, ...print);
    const frame = replyFrame(0x90, content);
    expect(frame).toHaveLength(total);
    const reply = decodeOne(frame);
    expect(fits('readCardWithFingerprint', reply)).toBe(true);
    expect(parseCardData('readCardWithFingerprint', reply.data)).toEqual({
      text: textBlockOf(resident),
      photo,
    });
  });

  it('a text block of another length is no card', () => {
    const { data } = decodeOne(replyFrame(0x90, Uint8Array.of(0, 2, 0, 0, 0x20, 0)));
    expect(fits('readCard', { sw1: 0, sw2: 0, sw3: 0x90, data })).toBe(true);
    expect(parseCardData('readCard', data)).toBeUndefined();
  });
});

describe('the decoder', () => {
  it.each(goldenCards)('finds the frame of a $name at every place where it may be cut in two', ({ card }) => {
    const frame = readReply(card);
    for (let at = 1; at < frame.length; at += 1) {
      const decoder = samDecoder();
      expect(decoder.push(frame.subarray(0, at)).frames).toHaveLength(0);
      const { frames, discarded } = decoder.push(frame.subarray(at));
      expect(discarded).toBe(0);
      expect(frames[0]?.data).toHaveLength(1284);
    }
  });

  it('never delivers a frame with one damaged byte, whichever it is, and finds the sound one behind it', () => {
    const frame = readReply(resident);
    const next = bytesOf(goldenReplies.noCard);
    for (let at = 0; at < frame.length; at += 1) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const damaged = Uint8Array.from(frame);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        const decoder = samDecoder();
        const found = [...decoder.push(damaged).frames, ...decoder.push(next).frames];
        for (let held = 0; held < frame.length * 2 && found.length === 0; held += 1)
          found.push(...decoder.stalled().frames);
        expect(found.map(({ sw3, data }) => [sw3, data.length])).toEqual([[0x80, 0]]);
      }
    }
  });

  it('a preamble inside photo data does not break the frame', () => {
    const photo = new Uint8Array(1024);
    for (let at = 0; at + 8 <= photo.length; at += 8) photo.set([0xaa, 0xaa, 0xaa, 0x96, 0x69, 0, 4, 0], at);
    const frame = readReply(resident, photo);
    const decoder = samDecoder();
    const frames = [...frame].flatMap((byte) => decoder.push(Uint8Array.of(byte)).frames);
    expect(frames).toHaveLength(1);
    expect(frames[0]?.data.subarray(4 + 256)).toEqual(photo);
  });

  it.each([0x0000, 0x0003, 0x0a11, 0xffff])('a stated length of %i is no frame', (length) => {
    const decoder = samDecoder();
    const { discarded } = decoder.push(
      Uint8Array.of(
        0xaa,
        0xaa,
        0xaa,
        0x96,
        0x69,
        length >> 8,
        length & 0xff,
        ...bytesOf(goldenReplies.noCard),
      ),
    );
    expect(discarded).toBe(7);
  });

  it('finds every frame in any mixture of frames and noise, however it is cut, and counts the rest', () => {
    const noise = fc
      .uint8Array({ maxLength: 40 })
      // A noise byte AA could begin a false preamble that swallows what follows: that case has its own test.
      .map((bytes) => bytes.map((byte) => (byte === 0xaa ? 0x55 : byte)));
    const reply = fc.tuple(fc.nat(0xff), fc.uint8Array({ maxLength: 80 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(noise, reply), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 20 }),
        (parts, cuts) => {
          const wire = Uint8Array.from(
            parts.flatMap(([before, [sw3, data]]) => [...before, ...replyFrame(sw3, data)]),
          );
          const decoder = samDecoder();
          const found: SamReply[] = [];
          let discarded = 0;
          for (let at = 0, turn = 0; at < wire.length; turn += 1) {
            const size = cuts[turn % cuts.length] ?? 1;
            const decoded = decoder.push(wire.subarray(at, at + size));
            found.push(...decoded.frames);
            discarded += decoded.discarded;
            at += size;
          }
          expect(found.map(({ sw3, data }) => [sw3, data])).toEqual(
            parts.map(([, [sw3, data]]) => [sw3, data]),
          );
          expect(discarded).toBe(parts.reduce((sum, [before]) => sum + before.length, 0));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('a false beginning that swallows a reply gives it back when the rest does not come', () => {
    const decoder = samDecoder();
    const trap = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x0a, 0x00);
    expect(decoder.push(Uint8Array.of(...trap, ...bytesOf(goldenReplies.found))).frames).toHaveLength(0);
    expect(decoder.stalled().frames.map(({ sw3 }) => sw3)).toEqual([0x9f]);
  });

  it('whatever arrives, it never holds back more than its ceiling', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 6 }), (chunks) => {
        const decoder = samDecoder();
        let received = 0;
        let gone = 0;
        for (const chunk of chunks) {
          const { frames, discarded } = decoder.push(chunk);
          received += chunk.length;
          gone += discarded + frames.reduce((sum, frame) => sum + frame.data.length + 11, 0);
          expect(received - gone).toBeLessThanOrEqual(decoder.ceiling);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('which reply belongs to which command', () => {
  const reply = (sw3: number, length: number): SamReply => ({
    sw1: 0,
    sw2: 0,
    sw3,
    data: new Uint8Array(length),
  });

  it.each([
    ['findCard', 0x90, 0],
    ['selectCard', 0x9f, 4],
    ['selectCard', 0x90, 0],
    ['samNumber', 0x90, 8],
    ['readNewestAddress', 0x90, 16],
    ['status', 0x90, 16],
  ] as const)('%s does not take a reply with status %i and %i bytes for its own', (command, sw3, length) => {
    expect(fits(command, reply(sw3, length))).toBe(false);
  });

  it('card data whose stated lengths do not add up belong to no command', () => {
    const { data } = decodeOne(readReply(resident));
    expect(fits('readCard', { ...reply(0x90, 0), data })).toBe(true);
    expect(fits('readCard', { ...reply(0x90, 0), data: data.subarray(0, -1) })).toBe(false);
    expect(fits('readCardWithFingerprint', { ...reply(0x90, 0), data })).toBe(false);
  });

  it.each(['findCard', 'selectCard', 'readCard', 'status'] satisfies SamCommand[])(
    'an error is an answer to %s',
    (command) => {
      expect(fits(command, reply(0x41, 0))).toBe(true);
    },
  );
});
