/** The simulated paper: what was printed, in order, as a reader finds it. */
import type { Modes, Operation } from './interpreter.ts';

export type PrintedAlign = 'left' | 'centre' | 'right';

export type PrintedRun = {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
};

export type PrintedItem =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly runs: readonly PrintedRun[];
      readonly align: PrintedAlign;
    }
  | {
      readonly kind: 'qr';
      readonly data: string;
      readonly module: number;
      readonly level: 'L' | 'M' | 'Q' | 'H';
      readonly align: PrintedAlign;
    }
  | {
      readonly kind: 'raster';
      /** Dots, a multiple of 8. */
      readonly width: number;
      readonly height: number;
      readonly bits: Uint8Array;
      readonly align: PrintedAlign;
    }
  | { readonly kind: 'feed'; readonly lines: number };

export type PrintedSlip = {
  readonly items: readonly PrintedItem[];
  /** Lines of text as printed; rasters are pictures and not in it. */
  readonly text: readonly string[];
  readonly qr: readonly string[];
  readonly rasters: readonly (PrintedItem & { readonly kind: 'raster' })[];
  /** False: torn off, or left hanging when the paper ran out. */
  readonly cut: boolean;
};

const PAPER_COLUMNS = 48;
const aligns: readonly PrintedAlign[] = ['left', 'centre', 'right'];
const levels = ['L', 'M', 'Q', 'H'] as const;

/** As a printer sets it: a four-byte character on a two-byte printer comes out as a question mark and a digit. */
const decode = (bytes: readonly number[], chinese: boolean): string => {
  if (bytes.length === 1 || !chinese)
    return bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join('');
  const [, trail = 0] = bytes;
  if (bytes.length === 2 && trail < 0x40) return `?${trail >= 0x20 ? String.fromCharCode(trail) : ''}`;
  return new TextDecoder('gb18030').decode(Uint8Array.from(bytes));
};

export const slipOf = (items: readonly PrintedItem[], cut: boolean): PrintedSlip => ({
  items,
  text: items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])),
  qr: items.flatMap((item) => (item.kind === 'qr' ? [item.data] : [])),
  rasters: items.flatMap((item) => (item.kind === 'raster' ? [item] : [])),
  cut,
});

/** Print buffer and paper of one printer. */
export class Paper {
  readonly modes: Modes;
  #align: PrintedAlign = 'left';
  #style = { width: 1, height: 1, bold: false };
  #runs: PrintedRun[] = [];
  #columns = 0;
  #items: PrintedItem[] = [];

  constructor(fourByte: boolean) {
    this.modes = { chinese: false, fourByte };
  }

  /** Printed since the last cut, without what waits in the print buffer. */
  get hanging(): PrintedSlip {
    return slipOf(this.#items, false);
  }

  initialise(): void {
    this.modes.chinese = false;
    this.#align = 'left';
    this.#style = { width: 1, height: 1, bold: false };
    this.clearBuffer();
  }

  clearBuffer(): void {
    this.#runs = [];
    this.#columns = 0;
  }

  /** Lines of 24 dots that the operation will use; 0 prints nothing. */
  linesFor(operation: Operation): number {
    switch (operation.kind) {
      case 'line-feed':
        return Math.max(1, ...this.#runs.map((run) => run.height));
      case 'feed':
        return operation.lines;
      case 'raster':
        return Math.ceil(operation.rows / 24);
      case 'qr':
        return Math.ceil((operation.module * 29) / 24);
      case 'character':
        return this.#columns + this.#columnsOf(operation.bytes) > PAPER_COLUMNS ? 1 : 0;
      default:
        return 0;
    }
  }

  put(operation: Operation): void {
    switch (operation.kind) {
      case 'character': {
        const columns = this.#columnsOf(operation.bytes);
        if (this.#columns + columns > PAPER_COLUMNS) this.#printLine();
        this.#columns += columns;
        this.#add(decode(operation.bytes, this.modes.chinese));
        return;
      }
      case 'line-feed':
        this.#printLine();
        return;
      case 'feed':
        if (this.#runs.length > 0) this.#printLine();
        this.#items.push({ kind: 'feed', lines: operation.lines });
        return;
      case 'align':
        this.#align = aligns[operation.to] ?? 'left';
        return;
      case 'bold':
        this.#style = { ...this.#style, bold: operation.on };
        return;
      case 'size':
        this.#style = { ...this.#style, width: operation.width, height: operation.height };
        return;
      case 'raster':
        if (this.#runs.length > 0) this.#printLine();
        this.#items.push({
          kind: 'raster',
          width: operation.stride * 8,
          height: operation.rows,
          bits: operation.bits,
          align: this.#align,
        });
        return;
      case 'qr':
        if (this.#runs.length > 0) this.#printLine();
        this.#items.push({
          kind: 'qr',
          data: new TextDecoder().decode(operation.data),
          module: operation.module,
          level: levels[operation.level & 3] ?? 'L',
          align: this.#align,
        });
        return;
      default:
        return;
    }
  }

  /** Takes the paper away: by the knife, or torn. */
  part(cut: boolean): PrintedSlip {
    if (cut && this.#runs.length > 0) this.#printLine();
    const slip = slipOf(this.#items, cut);
    this.#items = [];
    return slip;
  }

  #columnsOf(bytes: readonly number[]): number {
    return (bytes.length === 1 ? 1 : 2) * this.#style.width;
  }

  #add(text: string): void {
    const last = this.#runs.at(-1);
    const { width, height, bold } = this.#style;
    if (last && last.width === width && last.height === height && last.bold === bold)
      this.#runs[this.#runs.length - 1] = { ...last, text: last.text + text };
    else this.#runs.push({ text, width, height, bold });
  }

  #printLine(): void {
    const text = this.#runs.map((run) => run.text).join('');
    this.#items.push({ kind: 'text', text, runs: this.#runs, align: this.#align });
    this.clearBuffer();
  }
}
