/** Several scanned pages -> one PDF: A4 pages, the pictures as JPEG, the whole within a bound that can be uploaded. */
import PdfDocument from 'pdfkit';
import sharp from 'sharp';

/** PDF points, 72 an inch: 210 by 297 mm. */
export const A4_POINTS = { width: 595.28, height: 841.89 };

export const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

export type PdfResult =
  | { readonly ok: true; readonly pdf: Uint8Array; readonly pages: number }
  /** `too-large`: not within the bound even at the lowest quality that can be read. `damaged`: page `page` (from 1) is no picture. */
  | { readonly ok: false; readonly fault: 'no-pages' | 'too-large' }
  | { readonly ok: false; readonly fault: 'damaged'; readonly page: number };

/** From the best to the least that still can be read; resolution is that of an A4 page. The first that fits is taken. */
const QUALITIES = [
  { dpi: 200, quality: 80 },
  { dpi: 200, quality: 65 },
  { dpi: 150, quality: 65 },
  { dpi: 150, quality: 45 },
  { dpi: 110, quality: 40 },
] as const;

/** For the PDF's own structure, a page. */
const OVERHEAD = 1500;

/**
 * Deterministic: the same pages give the same bytes. No title, author, date or name of a person or device is in it; the pictures
 * lose their metadata. A picture wider than high lies on a page turned to landscape.
 */
export const pagesToPdf = async (
  images: readonly Uint8Array[],
  { maxBytes = DEFAULT_MAX_BYTES }: { readonly maxBytes?: number } = {},
): Promise<PdfResult> => {
  if (images.length === 0) return { ok: false, fault: 'no-pages' };
  for (const { dpi, quality } of QUALITIES) {
    const room = maxBytes - OVERHEAD * (images.length + 1);
    const pictures: Picture[] = [];
    let used = 0;
    for (const [index, image] of images.entries()) {
      const picture = await encode(image, dpi, quality);
      if (picture === undefined) return { ok: false, fault: 'damaged', page: index + 1 };
      used += picture.jpeg.length;
      // Too large already: the next quality is tried without encoding the rest at this one.
      if (used > room) break;
      pictures.push(picture);
    }
    if (pictures.length < images.length) continue;
    const pdf = await assemble(pictures);
    if (pdf.length <= maxBytes) return { ok: true, pdf, pages: pictures.length };
  }
  return { ok: false, fault: 'too-large' };
};

type Picture = { readonly jpeg: Buffer; readonly width: number; readonly height: number };

/** Fits into A4 at this resolution and is never enlarged. Undefined for what is not a whole picture. */
const encode = async (image: Uint8Array, dpi: number, quality: number): Promise<Picture | undefined> => {
  const [short, long] = [A4_POINTS.width, A4_POINTS.height].map((points) => Math.round((points / 72) * dpi));
  try {
    const source = sharp(image, { failOn: 'error' });
    const { width, height, channels } = await source.metadata();
    const box = width > height ? { width: long, height: short } : { width: short, height: long };
    const { data, info } = await source
      .flatten({ background: '#ffffff' })
      .resize({ ...box, fit: 'inside', withoutEnlargement: true })
      .toColourspace(channels < 3 ? 'b-w' : 'srgb')
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    return { jpeg: data, width: info.width, height: info.height };
  } catch {
    // sharp knows one kind of error for everything that is not a picture; which it was does not matter to the citizen.
    return undefined;
  }
};

const assemble = (pictures: readonly Picture[]): Promise<Uint8Array> => {
  const document = new PdfDocument({
    autoFirstPage: false,
    // pdfkit puts in a date of today unless one is given, and makes the file's id of it.
    info: { CreationDate: new Date(0), Producer: '', Creator: '' },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((resolve, reject) => {
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
  });
  for (const { jpeg, width, height } of pictures) {
    const { width: short, height: long } = A4_POINTS;
    const size: [number, number] = width > height ? [long, short] : [short, long];
    document.addPage({ size, margin: 0 });
    document.image(jpeg, 0, 0, { fit: size, align: 'center', valign: 'center' });
  }
  document.end();
  return done;
};
