/** How a QR code looks: model 2, error level M, versions 1 to 20. For printers that can't make their own, and for pictures of slips. */
import type { DotImage } from './dot-image.ts';
import { codewordsOf, versionFor } from './qr-codewords.ts';

/** Centres of alignment patterns by version (annex E). */
const alignmentOf: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
  [6, 30, 54],
  [6, 32, 58],
  [6, 34, 62],
  [6, 26, 46, 66],
  [6, 26, 48, 70],
  [6, 26, 50, 74],
  [6, 30, 54, 78],
  [6, 30, 56, 82],
  [6, 30, 58, 86],
  [6, 34, 62, 90],
];

/** BCH remainder, for the format and version words. */
const withCheck = (value: number, generator: number, checkBits: number): number => {
  let rest = value << checkBits;
  for (let bit = 31 - Math.clz32(rest); rest >= 1 << checkBits; bit = 31 - Math.clz32(rest))
    rest ^= generator << (bit - checkBits);
  return (value << checkBits) | rest;
};

type Grid = { readonly side: number; readonly dark: boolean[][]; readonly fixed: boolean[][] };

const emptyGrid = (side: number): Grid => {
  const field = () => Array.from({ length: side }, () => Array<boolean>(side).fill(false));
  return { side, dark: field(), fixed: field() };
};

const fix = ({ side, dark, fixed }: Grid, x: number, y: number, on: boolean): void => {
  if (x < 0 || y < 0 || x >= side || y >= side) return;
  (dark[y] ?? [])[x] = on;
  (fixed[y] ?? [])[x] = true;
};

const drawPatterns = (grid: Grid, version: number): void => {
  const { side } = grid;
  for (let at = 0; at < side; at += 1) {
    fix(grid, at, 6, at % 2 === 0);
    fix(grid, 6, at, at % 2 === 0);
  }
  const square = (cx: number, cy: number, radius: number, light: readonly number[]) => {
    for (let dy = -radius; dy <= radius; dy += 1)
      for (let dx = -radius; dx <= radius; dx += 1)
        fix(grid, cx + dx, cy + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (const [cx, cy] of [
    [3, 3],
    [side - 4, 3],
    [3, side - 4],
  ] as const)
    square(cx, cy, 4, [2, 4]);
  const centres = alignmentOf[version - 1] ?? [];
  const last = centres.at(-1);
  for (const cx of centres)
    for (const cy of centres) {
      const inCorner = (cx === 6 && cy === 6) || (cx === 6 && cy === last) || (cx === last && cy === 6);
      if (!inCorner) square(cx, cy, 2, [1]);
    }
};

/** Level M is 00. Both copies, and the dark module. */
const drawFormat = (grid: Grid, mask: number): void => {
  const word = withCheck(mask, 0x537, 10) ^ 0x5412;
  const { side } = grid;
  for (let bit = 0; bit < 15; bit += 1) {
    const on = ((word >> bit) & 1) === 1;
    if (bit < 6) fix(grid, 8, bit, on);
    else if (bit < 8) fix(grid, 8, bit + 1, on);
    else fix(grid, bit === 8 ? 7 : 14 - bit, 8, on);
    if (bit < 8) fix(grid, side - 1 - bit, 8, on);
    else fix(grid, 8, side - 15 + bit, on);
  }
  fix(grid, 8, side - 8, true);
};

const drawVersion = (grid: Grid, version: number): void => {
  if (version < 7) return;
  const word = withCheck(version, 0x1f25, 12);
  for (let bit = 0; bit < 18; bit += 1) {
    const on = ((word >> bit) & 1) === 1;
    const [far, near] = [grid.side - 11 + (bit % 3), Math.floor(bit / 3)];
    fix(grid, far, near, on);
    fix(grid, near, far, on);
  }
};

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Two columns at a time from the right, up and down, round what is fixed. */
const drawData = (grid: Grid, codewords: readonly number[], mask: number): void => {
  const { side, dark, fixed } = grid;
  let bit = 0;
  for (let right = side - 1; right > 0; right -= right === 8 ? 3 : 2) {
    const column = right === 6 ? 5 : right;
    const upward = ((column + 1) & 2) === 0;
    for (let step = 0; step < side; step += 1) {
      const y = upward ? side - 1 - step : step;
      for (const x of [column, column - 1]) {
        if (fixed[y]?.[x]) continue;
        const on = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        (dark[y] ?? [])[x] = on !== (masks[mask]?.(x, y) ?? false);
        bit += 1;
      }
    }
  }
};

/** 2 x 2 squares of one shade: what the standard's rule 2 counts, and what troubles cameras most. */
const lumps = ({ side, dark }: Grid): number => {
  let count = 0;
  for (let y = 1; y < side; y += 1)
    for (let x = 1; x < side; x += 1) {
      const shade = dark[y]?.[x];
      if (shade === dark[y - 1]?.[x] && shade === dark[y]?.[x - 1] && shade === dark[y - 1]?.[x - 1])
        count += 1;
    }
  return count;
};

/** Rows of modules, true = dark, without the quiet zone; nothing when it holds more than version 20 can. */
export const qrSymbol = (data: Uint8Array, mask?: number): readonly (readonly boolean[])[] | undefined => {
  const version = versionFor(data.length);
  if (version === undefined) return undefined;
  const codewords = codewordsOf(data, version);
  const drawn = (mask === undefined ? masks.map((_mask, at) => at) : [mask]).map((chosen) => {
    const grid = emptyGrid(17 + 4 * version);
    drawPatterns(grid, version);
    drawFormat(grid, chosen);
    drawVersion(grid, version);
    drawData(grid, codewords, chosen);
    return grid;
  });
  return drawn.toSorted((a, b) => lumps(a) - lumps(b))[0]?.dark;
};

/** The symbol in dots, `module` dots a module. */
export const qrImage = (symbol: readonly (readonly boolean[])[], module: number): DotImage => {
  const side = symbol.length * module;
  const stride = Math.ceil(side / 8);
  const bits = new Uint8Array(stride * side);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      if (!symbol[Math.floor(y / module)]?.[Math.floor(x / module)]) continue;
      const at = y * stride + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
    }
  return { width: side, height: side, bits };
};
