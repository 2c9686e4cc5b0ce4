import { ByteLengthParser } from 'serialport';
import { parseCardData, samDecoder } from '../../../devices/models/sam/codec.ts';
import { readReply } from '../../devices/sam/golden.ts';
import { resident } from '../../devices/sam/people.ts';
import type { Figure } from '../bench.ts';
import { medians } from '../median.ts';
import { perSecond, rateOf } from '../rate.ts';

/** As serialport hands it on. */
const chunk = 64;

const chunksOf = (frame: Uint8Array): readonly Buffer[] =>
  Array.from({ length: Math.ceil(frame.length / chunk) }, (_, index) =>
    Buffer.from(frame.subarray(index * chunk, (index + 1) * chunk)),
  );

const same = (card: { readonly text: Uint8Array; readonly photo: Uint8Array }): void => {
  if (card.text.length !== 256 || card.photo.length !== 1024) throw new Error('a card of other lengths');
};

/** Ours: hunts for the preamble, checks, and is ready for the next reply whatever came before. */
const byDecoder = (chunks: readonly Buffer[]): (() => void) => {
  const decoder = samDecoder();
  return () => {
    let found = 0;
    for (const bytes of chunks)
      for (const frame of decoder.push(bytes).frames) {
        const card = parseCardData('readCard', frame.data);
        if (card === undefined) throw new Error('no card in the reply');
        same(card);
        found += 1;
      }
    if (found !== 1) throw new Error(`${found} replies came out of one`);
  };
};

/** The library's: as many bytes as a reply has, cut by hand; the first lost byte would shift all that follow. */
const byLength = (chunks: readonly Buffer[], length: number): (() => void) => {
  const parser = new ByteLengthParser({ length });
  let found = 0;
  parser.on('data', (reply: Buffer) => {
    let check = 0;
    for (let index = 5; index < reply.length; index += 1) check ^= reply[index] ?? 0;
    if (check !== 0 || reply.readUInt16BE(0) !== 0xaaaa || reply[9] !== 0x90) throw new Error('no reply');
    same({
      text: Uint8Array.from(reply.subarray(14, 270)),
      photo: Uint8Array.from(reply.subarray(270, 1294)),
    });
    found += 1;
  });
  return () => {
    found = 0;
    for (const bytes of chunks) parser.write(bytes);
    if (found !== 1) throw new Error(`${found} replies came out of one`);
  };
};

export const cardReplies = async (): Promise<readonly Figure[]> => {
  const frame = readReply(resident);
  const chunks = chunksOf(frame);
  const [decoder, library] = [byDecoder(chunks), byLength(chunks, frame.length)];
  const rates = await medians(async () => ({
    decoder: rateOf(decoder, 400),
    library: rateOf(library, 400),
  }));
  return [
    {
      what: 'card replies decoded',
      ours: perSecond(rates.decoder),
      peer: `parser-byte-length and slicing by hand ${perSecond(rates.library)}`,
      ratio: rates.decoder / rates.library,
    },
  ];
};
