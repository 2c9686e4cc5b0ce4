/** From a slip to rows: what stands where, before it becomes bytes. Pure. */
import type { Slip, SlipLine } from '../../classes/ticket-printer.ts';
import { type Cell, type CharacterSet, cellsOf, columnsOf, paragraphsOf } from './characters.ts';
import type { Align } from './codec.ts';
import type { DotImage } from './dot-image.ts';
import { wrap } from './wrapping.ts';

/** 80 mm paper: 72 mm printed, 8 dots a millimetre, in cells of 12 x 24 dots. */
export const PAPER_DOTS = 576;
export const COLUMN_DOTS = 12;
export const LINE_DOTS = 24;
export const PAPER_COLUMNS = PAPER_DOTS / COLUMN_DOTS;

export type Style = { readonly size: number; readonly bold: boolean };

/** Text that is drawn because the printer lacks one of its characters. */
export type Drawn = Style & { readonly text: string; readonly columns: number };

export type Row =
  /** One printed line. `indent` in columns of size 1; 0 unless `align` is left. */
  | (Style & {
      readonly kind: 'text';
      readonly align: Align;
      readonly indent: number;
      readonly cells: readonly Cell[];
    })
  | { readonly kind: 'drawn'; readonly indent: number; readonly drawn: Drawn }
  | { readonly kind: 'qr'; readonly data: Uint8Array; readonly module: number }
  | { readonly kind: 'picture'; readonly image: DotImage }
  | { readonly kind: 'feed'; readonly lines: number };

/** Names a drawing, so that each is made once. */
export const drawingKey = (drawn: Drawn): string =>
  `${drawn.size} ${drawn.bold ? 'bold' : 'plain'} ${drawn.columns} ${drawn.text}`;

const textOf = (cells: readonly Cell[]): string => cells.map((cell) => cell.text).join('');

const lacks = (cell: Cell | undefined): boolean => cell !== undefined && cell.bytes === undefined;

/** Neighbouring cells that are all set by the printer, or all drawn; a space between two drawn ones is drawn with them. */
const runsOf = (cells: readonly Cell[]): readonly (readonly Cell[])[] => {
  const runs: Cell[][] = [];
  cells.forEach((cell, index) => {
    const bridge = cell.text === ' ' && lacks(cells[index - 1]) && lacks(cells[index + 1]);
    const run = runs.at(-1);
    if (run && (bridge || lacks(run[0]) === lacks(cell))) run.push(cell);
    else runs.push([cell]);
  });
  return runs;
};

const startColumn = (align: Align, width: number): number =>
  ({ left: 0, centre: Math.floor((PAPER_COLUMNS - width) / 2), right: PAPER_COLUMNS - width })[align];

/**
 * A row that the printer can't set in one line. GS v 0 stands alone on its line, so the row goes down like stairs:
 * each piece at its own place across the paper, text as text, only the lacking characters drawn. A row that
 * would break into many steps (a language that the printer does not know) is drawn whole.
 */
const stairs = (cells: readonly Cell[], align: Align, style: Style): readonly Row[] => {
  const runs = runsOf(cells);
  const start = startColumn(align, columnsOf(cells) * style.size);
  const lacking = runs.filter((run) => lacks(run[0])).length;
  if (lacking > 2) {
    return [
      { kind: 'drawn', indent: start, drawn: { ...style, text: textOf(cells), columns: columnsOf(cells) } },
    ];
  }
  const rows: Row[] = [];
  let column = start;
  for (const run of runs) {
    const columns = columnsOf(run);
    if (lacks(run[0]))
      rows.push({ kind: 'drawn', indent: column, drawn: { ...style, text: textOf(run), columns } });
    else if (run.some((cell) => cell.text !== ' '))
      rows.push({ kind: 'text', align: 'left', indent: column, cells: run, ...style });
    column += columns * style.size;
  }
  return rows;
};

const rowOf = (cells: readonly Cell[], align: Align, style: Style): readonly Row[] =>
  cells.every((cell) => cell.bytes !== undefined)
    ? [{ kind: 'text', align, indent: 0, cells, ...style }]
    : stairs(cells, align, style);

const textRows = (text: string, align: Align, style: Style, set: CharacterSet): readonly Row[] =>
  paragraphsOf(text).flatMap((paragraph) =>
    wrap(cellsOf(paragraph, set), Math.floor(PAPER_COLUMNS / style.size)).flatMap((cells) =>
      rowOf(cells, align, style),
    ),
  );

const space: Cell = { text: ' ', bytes: Uint8Array.of(0x20), columns: 1 };

/** Left and right on one line; a left that is too long wraps beside the right, a right that is too long goes below. */
const columnRows = (left: string, right: string, bold: boolean, set: CharacterSet): readonly Row[] => {
  const style: Style = { size: 1, bold };
  const rightCells = cellsOf(paragraphsOf(right).join(' '), set);
  const rightColumns = columnsOf(rightCells);
  if (rightColumns === 0) return textRows(left, 'left', style, set);
  if (rightColumns > (PAPER_COLUMNS * 2) / 3)
    return [...textRows(left, 'left', style, set), ...textRows(right, 'right', style, set)];
  const [first = [], ...others] = wrap(
    cellsOf(paragraphsOf(left).join(' '), set),
    PAPER_COLUMNS - rightColumns - 1,
  );
  const gap = Array<Cell>(PAPER_COLUMNS - rightColumns - columnsOf(first)).fill(space);
  return [
    ...rowOf([...first, ...gap, ...rightCells], 'left', style),
    ...others.flatMap((cells) => rowOf(cells, 'left', style)),
  ];
};

/** Byte capacities of QR versions 1 to 40 at error level M (ISO/IEC 18004, table 7). */
const qrCapacity = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779,
  857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
];

/** Dots a module: as asked for, but never so many that the code is wider than the paper (printers then print nothing). */
const fittingModule = (bytes: number, wanted: number): number => {
  const version = qrCapacity.findIndex((capacity) => capacity >= bytes) + 1;
  return Math.max(1, Math.min(wanted, 16, Math.floor(PAPER_DOTS / (17 + 4 * version))));
};

const USUAL_MODULE = 6;

const rowsOfLine = (line: SlipLine, set: CharacterSet): readonly Row[] => {
  switch (line.kind) {
    case 'text':
      return textRows(
        line.text,
        line.align ?? 'left',
        { size: line.size ?? 1, bold: line.bold ?? false },
        set,
      );
    case 'columns':
      return columnRows(line.left, line.right, line.bold ?? false, set);
    case 'rule':
      return textRows('─'.repeat(PAPER_COLUMNS / 2), 'left', { size: 1, bold: false }, set);
    case 'qr': {
      const data = new TextEncoder().encode(line.data);
      return [{ kind: 'qr', data, module: fittingModule(data.length, line.module ?? USUAL_MODULE) }];
    }
    case 'picture':
      return [{ kind: 'picture', image: { width: line.width, height: line.height, bits: line.bits } }];
    case 'feed':
      return [{ kind: 'feed', lines: line.lines }];
  }
};

export const rowsOf = (slip: Slip, set: CharacterSet): readonly Row[] =>
  slip.lines.flatMap((line) => rowsOfLine(line, set));
