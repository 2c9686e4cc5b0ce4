import type { KeyKind } from './target.ts';

export type Board = 'pinyin' | 'latin' | 'symbols';

const letterRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;

/** The Chinese marks beside pinyin, the others beside English. */
const symbolRows: Readonly<Record<'chinese' | 'latin', readonly string[]>> = {
  chinese: ['1234567890', '-/：；（）、。，', '？！·@#%&_'],
  latin: ['1234567890', `-/:;()'",.`, '?!@#%&+_'],
};

/** A row more where an upright screen has room for it, in the place of the candidates. */
const extraRows = { digits: '1234567890', address: '号幢室楼层弄巷路街村', latin: '*=~$<>[]{}' } as const;

/** The rows of a board, the extra one first; pinyin has its candidates there. */
export const rowsOf = (board: Board, chinese: boolean): { extra: string | null; rows: readonly string[] } => {
  if (board === 'pinyin') return { extra: null, rows: letterRows };
  if (board === 'latin') return { extra: extraRows.digits, rows: letterRows };
  return {
    extra: chinese ? extraRows.address : extraRows.latin,
    rows: symbolRows[chinese ? 'chinese' : 'latin'],
  };
};

export const padRows = ['123', '456', '789'] as const;

const pads: ReadonlySet<KeyKind> = new Set<KeyKind>([
  'numeric',
  'phone',
  'idNumber',
  'date',
  'amount',
  'pin',
]);
export const isPad = (kind: KeyKind): boolean => pads.has(kind);

/** The key left of the zero. */
export const padExtra: Partial<Record<KeyKind, string>> = {
  idNumber: 'X',
  amount: '.',
  numeric: '.',
  date: '-',
};

/** The boards a field offers, the first one at once. */
export const boardsFor = (kind: KeyKind, language: string): Board[] => {
  if (kind === 'latin' || kind === 'code') return ['latin', 'symbols'];
  return language.startsWith('zh') ? ['pinyin', 'latin', 'symbols'] : ['latin', 'pinyin', 'symbols'];
};
