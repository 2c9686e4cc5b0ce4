/**
 * Draws what the printer's character ROM lacks: 㐂, 𠮷, 䶮 and their kind in names, or a whole row of a language that it does
 * not know. The shapes come from Noto Sans SC, which the product brings along, and beyond it from the fonts of the system; a
 * character that no font holds is drawn as a box with its code point, so that nobody takes it for another one.
 */
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { compose, type DotImage } from './dot-image.ts';
import { COLUMN_DOTS, type Drawn, drawingKey, LINE_DOTS, PAPER_DOTS, type Row } from './rows.ts';

/** Dots darker than this are black: thin strokes survive at 24 dots. */
const BLACK_FROM = 100;

/** Path of the font that the product brings along. Fontconfig reads it, so it must be a real file, not one inside an archive. */
export const bundledFont = (): string =>
  createRequire(import.meta.url)
    .resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
    .replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked');

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The text in black on a field of `columns` cells at its size, never larger than the field. */
const draw = async (drawn: Drawn, fontFile: string): Promise<DotImage> => {
  const width = Math.min(PAPER_DOTS, drawn.columns * COLUMN_DOTS * drawn.size);
  const height = LINE_DOTS * drawn.size;
  const text = escapeMarkup(drawn.text);
  const { data, info } = await sharp({
    text: {
      text: drawn.bold ? `<b>${text}</b>` : text,
      font: `Noto Sans SC ${height}`,
      fontfile: fontFile,
      dpi: 72,
    },
  })
    .resize({ width, height, fit: 'inside', withoutEnlargement: true })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const stride = Math.ceil(info.width / 8);
  const bits = new Uint8Array(stride * info.height);
  data.forEach((shade, index) => {
    if (shade < BLACK_FROM) return;
    const [x, y] = [index % info.width, Math.floor(index / info.width)];
    const at = y * stride + (x >> 3);
    bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
  });
  const image = { width: info.width, height: info.height, bits };
  const place = { x: (width - info.width) >> 1, y: (height - info.height) >> 1 };
  return compose(width, height, [{ image, ...place }]);
};

export type Drawings = ReadonlyMap<string, DotImage>;

/** Makes every drawing that the rows need, each once; done before the first byte is sent. */
export const drawingsFor = async (rows: readonly Row[], fontFile: () => string): Promise<Drawings> => {
  const drawings = new Map<string, DotImage>();
  for (const row of rows) {
    if (row.kind !== 'drawn' || drawings.has(drawingKey(row.drawn))) continue;
    drawings.set(drawingKey(row.drawn), await draw(row.drawn, fontFile()));
  }
  return drawings;
};
