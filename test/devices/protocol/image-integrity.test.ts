import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../devices/protocol/image-integrity.ts';

const picture = sharp({
  create: {
    width: 60,
    height: 40,
    channels: 3,
    background: '#88aacc',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  },
});
const pictures = {
  'a JPEG': new Uint8Array(await picture.clone().jpeg().toBuffer()),
  'a progressive JPEG': new Uint8Array(await picture.clone().jpeg({ progressive: true }).toBuffer()),
  'a PNG': new Uint8Array(await picture.clone().png().toBuffer()),
};

describe.each(Object.entries(pictures))('%s', (name, bytes) => {
  it('is whole, also with the padding that some devices add', () => {
    const mediaType = name.includes('PNG') ? 'image/png' : 'image/jpeg';
    expect(inspectImage(bytes)).toEqual({ whole: true, mediaType });
    expect(inspectImage(Buffer.concat([bytes, Buffer.alloc(300)]))).toEqual({ whole: true, mediaType });
  });

  it('cut off anywhere is not whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(inspectImage(bytes.subarray(0, length)).whole).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('anything else', () => {
  it('is judged without an exception', () => {
    const starts = fc.constantFrom(
      [],
      [0xff, 0xd8],
      [0xff, 0xd8, 0xff, 0xda],
      [...pictures['a PNG'].subarray(0, 8)],
    );
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 60 }), (start, rest) => {
        expect(typeof inspectImage(Uint8Array.from([...start, ...rest])).whole).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });

  it('such as a PDF is an unknown format', () => {
    expect(inspectImage(Buffer.from('%PDF-1.4 ...'))).toEqual({ whole: false, fault: 'unknown-format' });
  });

  it('such as a PNG with one damaged byte is not whole', () => {
    const damaged = Uint8Array.from(pictures['a PNG']);
    damaged[60] = (damaged[60] ?? 0) ^ 0x10;
    expect(inspectImage(damaged)).toEqual({ whole: false, fault: 'incomplete' });
  });
});
