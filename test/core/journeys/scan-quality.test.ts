import { expect, test } from 'vitest';
import { scanQuality } from '../../../electron/core/journeys/scan-quality.ts';
import { atMaterials } from '../support/flows.ts';

test.each([1, 2])('a paper of %d pages is scanned in colour at 300 dpi', (pages) => {
  expect(scanQuality(pages)).toEqual({ resolution: 300, colour: 'colour' });
});

test.each([3, 20])('a paper of up to %d pages is scanned in grey at 200 dpi', (pages) => {
  expect(scanQuality(pages)).toEqual({ resolution: 200, colour: 'grey' });
});

test('every page of one paper is scanned alike, as the bound of the paper says', () => {
  const visitor = atMaterials();
  for (const [material, resolution] of [
    ['photo', 300],
    ['lease', 200],
  ] as const) {
    visitor.touch(material);
    for (const page of ['p1', 'p2']) {
      visitor.act('scan');
      expect(visitor.all('scan').at(-1)?.request).toMatchObject(scanQuality(material === 'photo' ? 2 : 20));
      expect(visitor.all('scan').at(-1)?.request.resolution).toBe(resolution);
      visitor.scanned([`${material}-${page}`]);
    }
    visitor.act('back');
  }
});
