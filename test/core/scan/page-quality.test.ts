import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { judgePage, pageQuality } from '../../../electron/core/scan/page-quality.ts';
import { DENSE, PAPERS, type PaperName, scanned } from './papers.ts';

const names = Object.keys(PAPERS) as PaperName[];
const flaws = async (name: PaperName, how: Parameters<typeof scanned>[1]) =>
  (await pageQuality(await scanned(PAPERS[name], how))).flaws;

describe('a good page', () => {
  it.each(names)('raises no alarm: %s at 150 dpi', async (name) => {
    expect(await flaws(name, { dpi: 150 })).toEqual([]);
  });

  it.each(names.slice(0, 1))('raises no alarm: %s at 200 and 300 dpi', async (name) => {
    expect(await flaws(name, { dpi: 200 })).toEqual([]);
    expect(await flaws(name, { dpi: 300 })).toEqual([]);
  });

  it.each(names.slice(3))('drawn in a little askew and slightly soft raises no alarm: %s', async (name) => {
    expect(await flaws(name, { dpi: 150, turn: 1.5, blur: 0.15 })).toEqual([]);
  });

  it('at 75 dpi is not called blurred: there is too little to judge by', async () => {
    expect(await flaws('a letter', { dpi: 75 })).toEqual([]);
  });
});

describe('a blank page', () => {
  const sheet = (background: string, grain: number) =>
    sharp({
      create: {
        width: 1240,
        height: 1754,
        channels: 3,
        background,
        noise: { type: 'gaussian', mean: 235, sigma: grain },
      },
    })
      .jpeg({ quality: 85 })
      .toBuffer();

  it('is noticed, with all the grain of recycled paper', async () => {
    expect((await pageQuality(await sheet('#ebebeb', 6))).flaws).toEqual(['blank']);
  });

  it('is noticed when the lid was open: black all over', async () => {
    const dark = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#050505' } })
      .jpeg()
      .toBuffer();
    expect((await pageQuality(dark)).flaws).toEqual(['blank']);
  });

  it('is noticed although the other side shines through', async () => {
    const back = PAPERS['a letter'].replaceAll('<text', '<text fill="#e4e4e0"');
    expect((await pageQuality(await scanned(back, { dpi: 150 }))).flaws).toEqual(['blank']);
  });

  it('with a shadow of the lid along its edge is blank, not cut off', async () => {
    const shadow = PAPERS['a signature'].replace(
      /<path.*\/>/,
      '<rect width="210" height="2.5" fill="#444"/>',
    );
    expect((await pageQuality(await scanned(shadow, { dpi: 150 }))).flaws).toEqual(['blank']);
  });
});

describe('a blurred page', () => {
  it.each(DENSE.slice(1))('is noticed: %s', async (name) => {
    expect(await flaws(name, { dpi: 150, blur: 0.9 })).toEqual(['blurred']);
  });
});

describe('a skewed page', () => {
  it.each([
    ['a letter', 5],
    ['an English letter', -4],
    ['a form', 10],
    ['a card copied on a sheet', -8],
  ] as const)('is noticed and measured: %s turned by %d degrees', async (name, turn) => {
    const quality = await pageQuality(await scanned(PAPERS[name], { dpi: 150, turn }));
    expect(quality.flaws).toContain('skewed');
    expect(quality.measures.degrees).toBeCloseTo(turn, 0);
  });
});

describe('a page that lay over the edge', () => {
  it.each([
    ['a letter', { left: 35 }],
    ['a letter', { right: 40 }],
    ['a page of small print', { top: 49 }],
    ['a form', { bottom: 140 }],
  ] as const)('is noticed: %s, %j millimetres', async (name, cut) => {
    expect(await flaws(name, { dpi: 150, cut })).toEqual(['cut-off']);
  });

  it('is not seen in the shadow of the lid above a good letter', async () => {
    const shadow = PAPERS['a letter'].replace('</svg>', '<rect width="210" height="1.5" fill="#333"/></svg>');
    expect((await pageQuality(await scanned(shadow, { dpi: 150 }))).flaws).toEqual([]);
  });
});

describe('judging', () => {
  it('takes any raster at all without an exception', () => {
    const side = fc.integer({ min: 1, max: 40 });
    const raster = fc.tuple(side, side, fc.integer()).map(([width, height, seed]) => {
      const data = Uint8Array.from({ length: width * height }, (_, index) => (seed * (index + 7)) & 0xff);
      return { width, height, data };
    });
    fc.assert(
      fc.property(raster, (one) => {
        expect(new Set(judgePage(one).flaws).size).toBe(judgePage(one).flaws.length);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses what is no picture', async () => {
    await expect(pageQuality(Uint8Array.of(1, 2, 3))).rejects.toThrow();
  });
});
