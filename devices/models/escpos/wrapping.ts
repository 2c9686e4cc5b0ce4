/** Breaks cells into rows of a given width, by the manners of Chinese and of Latin setting. */
import { type Cell, columnsOf } from './characters.ts';

/** 避头: may not begin a row. 避尾: may not end one. */
const notFirst = new Set('，。、；：？！）】》〉」』”’％℃…—·,.;:?!)]}%'.split(''));
const notLast = new Set('（【《〈「『“‘￥([{'.split(''));

const isSpace = (cell: Cell | undefined): boolean => cell?.text === ' ';
/** Letters and digits of a word or number that is better kept whole. */
const inWord = (cell: Cell | undefined): boolean =>
  cell !== undefined && cell.columns === 1 && !isSpace(cell);

/** Whether a row may end before `cells[at]`. */
const mayBreak = (cells: readonly Cell[], at: number): boolean => {
  const [before, after] = [cells[at - 1], cells[at]];
  if (!before || !after) return true;
  if (isSpace(before)) return !isSpace(after);
  if (isSpace(after)) return true;
  if (inWord(before) && inWord(after)) return false;
  return !notFirst.has(after.text) && !notLast.has(before.text);
};

const withoutSpaces = (cells: readonly Cell[]): readonly Cell[] => {
  let end = cells.length;
  while (end > 0 && isSpace(cells[end - 1])) end -= 1;
  return cells.slice(0, end);
};

/** How many of `cells` fit into `columns`; at least one. */
const fitting = (cells: readonly Cell[], columns: number): number => {
  let used = 0;
  let count = 0;
  for (const cell of cells) {
    used += cell.columns;
    if (used > columns) break;
    count += 1;
  }
  return Math.max(1, count);
};

/**
 * Rows of at most `columns`; an empty paragraph is one empty row. Spaces at a break are dropped. A word longer than a row,
 * or a run without any allowed break, is broken where the row is full: nothing is ever cut off.
 */
export const wrap = (cells: readonly Cell[], columns: number): readonly (readonly Cell[])[] => {
  const rows: (readonly Cell[])[] = [];
  let rest = cells;
  while (columnsOf(withoutSpaces(rest)) > columns) {
    const full = fitting(rest, columns);
    let at = full;
    while (at > 0 && !mayBreak(rest, at)) at -= 1;
    if (at === 0 || withoutSpaces(rest.slice(0, at)).length === 0) at = full;
    rows.push(withoutSpaces(rest.slice(0, at)));
    rest = rest.slice(at);
    while (isSpace(rest[0])) rest = rest.slice(1);
  }
  rows.push(withoutSpaces(rest));
  return rows;
};
