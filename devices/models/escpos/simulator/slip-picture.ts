import { qrImage, qrSymbol } from '../qr-symbol.ts';
import type { PrintedAlign, PrintedItem, PrintedSlip } from './paper.ts';

const WIDTH = 576;
const MARGIN = 32;
const LINE = 30;

const escapeXml = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

const left = (align: PrintedAlign, width: number): number =>
  MARGIN + { left: 0, centre: (WIDTH - width) / 2, right: WIDTH - width }[align];

const columns = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character < '\u0080' ? 1 : 2), 0);

/** Runs of black dots in a row as one path: a picture stays a few kilobytes. */
const dotPath = (stride: number, rows: number, bits: Uint8Array): string => {
  const parts: string[] = [];
  for (let y = 0; y < rows; y += 1) {
    let from = -1;
    for (let x = 0; x <= stride * 8; x += 1) {
      const black = x < stride * 8 && (((bits[y * stride + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;
      if (black && from < 0) from = x;
      if (!black && from >= 0) {
        parts.push(`M${from} ${y}h${x - from}v1h${from - x}z`);
        from = -1;
      }
    }
  }
  return parts.join('');
};

type Drawn = { readonly svg: string; readonly height: number };

const drawText = (item: PrintedItem & { kind: 'text' }, y: number): Drawn => {
  const height = Math.max(LINE, ...item.runs.map((run) => run.height * 24 + 6));
  const width = item.runs.reduce((sum, run) => sum + columns(run.text) * 12 * run.width, 0);
  let x = left(item.align, width);
  const svg = item.runs
    .map((run) => {
      const length = columns(run.text) * 12 * run.width;
      const stretch = run.width / run.height;
      const at = `transform="translate(${x} ${y + height - 8}) scale(${stretch} 1)"`;
      x += length;
      const weight = run.bold ? ' font-weight="bold"' : '';
      const size = run.height * 24;
      return `<text ${at} font-size="${size}" textLength="${length / stretch}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"${weight}>${escapeXml(run.text)}</text>`;
    })
    .join('');
  return { svg, height };
};

/** A code that a camera can read from the screen; a very long one is a framed field. Its title is what it says. */
const drawQr = (item: PrintedItem & { kind: 'qr' }, y: number): Drawn => {
  const symbol = qrSymbol(new TextEncoder().encode(item.data));
  const side = item.module * (symbol?.length ?? 29);
  const place = `translate(${left(item.align, side)} ${y})`;
  const image = symbol && qrImage(symbol, item.module);
  const shape = image
    ? `<path d="${dotPath(image.bits.length / image.height, image.height, image.bits)}" shape-rendering="crispEdges"/>`
    : `<rect width="${side}" height="${side}" fill="none" stroke="#222" stroke-width="6"/>`;
  return {
    svg: `<g transform="${place}"><title>${escapeXml(item.data)}</title>${shape}</g>`,
    height: side + 8,
  };
};

const draw = (item: PrintedItem, y: number): Drawn => {
  switch (item.kind) {
    case 'text':
      return drawText(item, y);
    case 'qr':
      return drawQr(item, y);
    case 'raster': {
      const at = `translate(${left(item.align, item.width)} ${y})`;
      const path = dotPath(item.width / 8, item.height, item.bits);
      return { svg: `<path transform="${at}" d="${path}"/>`, height: item.height };
    }
    case 'feed':
      return { svg: '', height: item.lines * LINE };
  }
};

/** The slip as an SVG document, dots as user units. A torn edge shows that it was not cut. */
export const slipPicture = (slip: PrintedSlip): string => {
  let y = MARGIN;
  const body = slip.items.map((item) => {
    const drawn = draw(item, y);
    y += drawn.height;
    return drawn.svg;
  });
  const [width, height] = [WIDTH + 2 * MARGIN, y + MARGIN];
  const edge = slip.cut ? '' : ' stroke="#999" stroke-dasharray="6 6"';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="'Noto Sans Mono CJK SC','Noto Sans SC',monospace" fill="#222"><rect width="${width}" height="${height}" fill="#fff"${edge}/>${body.join('')}</svg>`;
};
