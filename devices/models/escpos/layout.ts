/** From a slip to the bytes of one print job: init, Chinese mode, the rows, feed and cut, marker. */
import type { Slip } from '../../classes/ticket-printer.ts';
import type { CharacterSet } from './characters.ts';
import {
  type Align,
  align,
  bold,
  chineseMode,
  feed,
  feedAndCut,
  initialise,
  LINE_FEED,
  printedMarker,
  qrCode,
  raster,
  size,
} from './codec.ts';
import { checkedImage, compose, type DotImage, printableBands } from './dot-image.ts';
import { DRAWN_QR_MOST_BYTES } from './qr-codewords.ts';
import { qrImage, qrSymbol } from './qr-symbol.ts';
import { bundledFont, type Drawings, drawingsFor } from './rare-characters.ts';
import { COLUMN_DOTS, drawingKey, PAPER_DOTS, type Row, rowsOf, type Style } from './rows.ts';

export type LayoutOptions = {
  /** Default `gbk`. */
  readonly characterSet?: CharacterSet;
  /** TrueType file for what the printer lacks; default the one that the product brings along. */
  readonly fontFile?: string;
  /** `drawn`: as a picture, for printers that can't make codes (666 bytes at most). Default `native`. */
  readonly qrCodes?: 'native' | 'drawn';
  /** End the job with GS r 1. Default true. */
  readonly marker?: boolean;
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Writes rows; sends a mode only when it changes. */
class Pen {
  readonly #parts: Uint8Array[] = [initialise, chineseMode];
  readonly #drawsCodes: boolean;
  #align: Align = 'left';
  #style: Style = { size: 1, bold: false };

  constructor(drawsCodes: boolean) {
    this.#drawsCodes = drawsCodes;
  }

  row(row: Row, drawings: Drawings): void {
    switch (row.kind) {
      case 'text':
        this.#mode(row.align);
        if (row.indent > 0) {
          this.#styled({ size: 1, bold: row.bold });
          this.#parts.push(new Uint8Array(row.indent).fill(0x20));
        }
        if (row.cells.length > 0) this.#styled(row);
        this.#parts.push(...row.cells.flatMap((cell) => cell.bytes ?? []), Uint8Array.of(LINE_FEED));
        return;
      case 'drawn': {
        const image = drawings.get(drawingKey(row.drawn));
        if (!image) throw new RangeError('a drawn row came without its drawing');
        const x = row.indent * COLUMN_DOTS;
        const width = Math.min(PAPER_DOTS, x + image.width);
        this.#picture(compose(width, image.height, [{ image, x, y: 0 }]), 'left');
        return;
      }
      case 'qr':
        this.#code(row.data, row.module);
        return;
      case 'picture':
        this.#picture(checkedImage(row.image, PAPER_DOTS), 'centre');
        return;
      case 'feed':
        if (row.lines > 0) this.#parts.push(feed(Math.min(255, Math.round(row.lines))));
        return;
    }
  }

  end(marker: boolean): Uint8Array {
    return joined([...this.#parts, feedAndCut, ...(marker ? [printedMarker] : [])]);
  }

  #picture(image: DotImage, to: Align): void {
    this.#mode(to);
    this.#parts.push(...printableBands(image).map(raster));
  }

  #code(data: Uint8Array, module: number): void {
    const native = qrCode(data, module);
    const symbol = this.#drawsCodes ? qrSymbol(data) : undefined;
    if (this.#drawsCodes && !symbol)
      throw new RangeError(`a drawn QR code holds ${DRAWN_QR_MOST_BYTES} bytes at most, not ${data.length}`);
    this.#mode('centre');
    if (symbol) this.#parts.push(...printableBands(qrImage(symbol, module)).map(raster));
    else this.#parts.push(native);
  }

  #mode(to: Align): void {
    if (this.#align !== to) this.#parts.push(align(to));
    this.#align = to;
  }

  #styled(style: Style): void {
    if (this.#style.size !== style.size) this.#parts.push(size(style.size));
    if (this.#style.bold !== style.bold) this.#parts.push(bold(style.bold));
    this.#style = { size: style.size, bold: style.bold };
  }
}

/**
 * The whole job, ending in the marker whose answer proves that it was printed.
 * @throws RangeError for a picture wider than the paper or a QR code that can't be: a mistake of the slip's author
 */
export const layOut = async (slip: Slip, options: LayoutOptions = {}): Promise<Uint8Array> => {
  const rows = rowsOf(slip, options.characterSet ?? 'gbk');
  const drawings = await drawingsFor(rows, () => options.fontFile ?? bundledFont());
  const pen = new Pen(options.qrCodes === 'drawn');
  for (const row of rows) pen.row(row, drawings);
  return pen.end(options.marker ?? true);
};
