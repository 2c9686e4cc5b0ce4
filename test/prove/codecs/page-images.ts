import assert from 'node:assert/strict';
import fc from 'fast-check';
import sharp from 'sharp';
import { inspectImage } from '../../../devices/protocol/image-integrity.ts';
import type { ProofContext } from '../proof.ts';
import { damaged, otherValues, same, sampled } from './sampled.ts';

/** Pictures as scanners send them: a page that ends early must never pass for a whole one. */
export const pageImages = async (context: ProofContext): Promise<void> => {
  const check = (promise: string, body: () => number) => context.check(`page images: ${promise}`, body);
  const page = sharp({ create: { width: 64, height: 48, channels: 3, background: '#dda' } });
  const golden = [new Uint8Array(await page.jpeg().toBuffer()), new Uint8Array(await page.png().toBuffer())];

  await check('a picture that ends anywhere before its end is not whole', () => {
    let cases = 0;
    for (const bytes of golden) {
      same(inspectImage(bytes).whole, true);
      for (const length of bytes.keys()) {
        same(inspectImage(bytes.subarray(0, length)).whole, false, `${length} of ${bytes.length} bytes`);
        cases += 1;
      }
    }
    return cases;
  });
  await check('a picture with any single wrong byte is judged, never an exception', () => {
    let cases = 0;
    for (const bytes of golden)
      for (const at of bytes.keys())
        for (const byte of otherValues(bytes[at] ?? 0, context.times(255, 4))) {
          assert.equal(typeof inspectImage(damaged(bytes, at, byte)).whole, 'boolean');
          cases += 1;
        }
    return cases;
  });
  await check('any bytes at all are judged, also behind the head of a picture', () =>
    sampled(
      context,
      'image noise',
      fc.tuple(fc.constantFrom(0, 4, 8, 20), fc.uint8Array({ maxLength: 300 })),
      ([head, noise]) => {
        for (const bytes of golden) inspectImage(Uint8Array.of(...bytes.subarray(0, head), ...noise));
      },
    ),
  );
};
