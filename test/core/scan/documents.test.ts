import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MAX_BYTES, type PdfResult, pagesToPdf } from '../../../electron/core/scan/pages-to-pdf.ts';
import { PREVIEW_HEIGHT, pagePreview } from '../../../electron/core/scan/preview.ts';
import { PAPERS, scanned } from './papers.ts';

const letter = await scanned(PAPERS['a letter'], { dpi: 150 });
const form = await scanned(PAPERS['a form'], { dpi: 150 });
/** What no compression can make small. */
const noise = async (width: number, height: number): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp({
      create: {
        width,
        height,
        channels: 3,
        background: '#888888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg({ quality: 95 })
      .toBuffer(),
  );
const bytesOf = (result: PdfResult): Uint8Array => {
  if (!result.ok) throw new Error(result.fault);
  return result.pdf;
};
const text = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

describe('scanned pages as a PDF', () => {
  it('are A4, one page each, in their order', async () => {
    const small = await sharp(form).resize(300).jpeg().toBuffer();
    const pdf = await PDFDocument.load(bytesOf(await pagesToPdf([letter, form, small])));
    expect(pdf.getPages().map((page) => page.getSize())).toEqual(
      Array.from({ length: 3 }, () => ({ width: 595.28, height: 841.89 })),
    );
  });

  it('lie on their side when they are wider than high', async () => {
    const wide = await sharp(form).rotate(90).png().toBuffer();
    const pdf = await PDFDocument.load(bytesOf(await pagesToPdf([wide])));
    expect(pdf.getPage(0).getSize()).toEqual({ width: 841.89, height: 595.28 });
  });

  it('are the same file from the same pages, and name nobody', async () => {
    const once = bytesOf(await pagesToPdf([letter, form]));
    const again = bytesOf(await pagesToPdf([letter, form]));
    expect(Buffer.compare(once, again)).toBe(0);
    const pdf = await PDFDocument.load(once, { updateMetadata: false });
    expect([pdf.getTitle(), pdf.getAuthor(), pdf.getSubject()]).toEqual([undefined, undefined, undefined]);
    expect(pdf.getCreationDate()).toEqual(new Date(0));
  });

  it('lose what a camera or scanner wrote into the picture', async () => {
    const marked = await sharp(letter)
      .withExif({ IFD0: { Artist: 'Test Sample', Model: 'SCANNER-SERIAL-1' } })
      .jpeg()
      .toBuffer();
    expect(text(new Uint8Array(marked))).toContain('SCANNER-SERIAL-1');
    expect(text(bytesOf(await pagesToPdf([marked])))).not.toContain('SCANNER-SERIAL-1');
  });

  it('stay grey when they were scanned grey', async () => {
    const grey = await sharp(letter).toColourspace('b-w').jpeg().toBuffer();
    expect(text(bytesOf(await pagesToPdf([grey])))).toContain('/DeviceGray');
    expect(text(bytesOf(await pagesToPdf([letter])))).toContain('/DeviceRGB');
  });

  it('keep within the bound by giving up quality, and say so when that is not enough', async () => {
    const dense = await noise(900, 1270);
    const roomy = bytesOf(await pagesToPdf([dense, dense]));
    const tight = bytesOf(await pagesToPdf([dense, dense], { maxBytes: Math.floor(roomy.length * 0.6) }));
    expect(roomy.length).toBeLessThanOrEqual(DEFAULT_MAX_BYTES);
    expect(tight.length).toBeLessThanOrEqual(Math.floor(roomy.length * 0.6));
    expect((await PDFDocument.load(tight)).getPageCount()).toBe(2);
    expect(await pagesToPdf([dense], { maxBytes: 20_000 })).toEqual({ ok: false, fault: 'too-large' });
  });

  it('name the page that is damaged instead of leaving it out', async () => {
    expect(await pagesToPdf([letter, letter.subarray(0, 4000)])).toEqual({
      ok: false,
      fault: 'damaged',
      page: 2,
    });
    expect(await pagesToPdf([letter, new Uint8Array()])).toEqual({ ok: false, fault: 'damaged', page: 2 });
    expect(await pagesToPdf([])).toEqual({ ok: false, fault: 'no-pages' });
  });
});

describe('the preview of a page', () => {
  it("is a JPEG of the screen's height, in the page's proportions", async () => {
    const preview = await pagePreview(letter);
    const picture = await sharp(preview.jpeg).metadata();
    expect(picture).toMatchObject({ format: 'jpeg', height: PREVIEW_HEIGHT, width: preview.width });
    expect(preview.width / preview.height).toBeCloseTo(210 / 297, 2);
    expect(preview.jpeg.length).toBeLessThan(150_000);
  });

  it('of a small picture is not blown up', async () => {
    const small = await sharp(letter).resize(200).png().toBuffer();
    expect((await pagePreview(small)).width).toBe(200);
  });
});
