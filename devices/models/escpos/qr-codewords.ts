/** What a QR code (ISO/IEC 18004) holds: byte mode, error level M, versions 1 to 20. */

/** Bytes in the largest, version 20. */
export const DRAWN_QR_MOST_BYTES = 666;

/** Error codewords a block, and data codewords of each block, by version (table 9). */
const blocksOf: readonly (readonly [errorCodewords: number, dataCodewords: readonly number[]])[] = [
  [10, [16]],
  [16, [28]],
  [26, [44]],
  [18, [32, 32]],
  [24, [43, 43]],
  [16, [27, 27, 27, 27]],
  [18, [31, 31, 31, 31]],
  [22, [38, 38, 39, 39]],
  [22, [36, 36, 36, 37, 37]],
  [26, [43, 43, 43, 43, 44]],
  [30, [50, 51, 51, 51, 51]],
  [22, [36, 36, 36, 36, 36, 36, 37, 37]],
  [22, [37, 37, 37, 37, 37, 37, 37, 37, 38]],
  [24, [40, 40, 40, 40, 41, 41, 41, 41, 41]],
  [24, [41, 41, 41, 41, 41, 42, 42, 42, 42, 42]],
  [28, [45, 45, 45, 45, 45, 45, 45, 46, 46, 46]],
  [28, [46, 46, 46, 46, 46, 46, 46, 46, 46, 46, 47]],
  [26, [43, 43, 43, 43, 43, 43, 43, 43, 43, 44, 44, 44, 44]],
  [26, [44, 44, 44, 45, 45, 45, 45, 45, 45, 45, 45, 45, 45, 45]],
  [26, [41, 41, 41, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42]],
];

const exponents = new Uint8Array(512);
const logarithms = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  exponents[power] = value;
  exponents[power + 255] = value;
  logarithms[value] = power;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}
const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : (exponents[(logarithms[a] ?? 0) + (logarithms[b] ?? 0)] ?? 0);

/** Reed-Solomon remainder over GF(256). */
const errorCodewords = (data: readonly number[], count: number): readonly number[] => {
  let generator = [1];
  for (let power = 0; power < count; power += 1) {
    const next = [...generator, 0];
    generator.forEach((factor, at) => {
      next[at + 1] = (next[at + 1] ?? 0) ^ times(factor, exponents[power] ?? 0);
    });
    generator = next;
  }
  const rest = [...data, ...Array<number>(count).fill(0)];
  data.forEach((_codeword, at) => {
    const factor = rest[at] ?? 0;
    generator.forEach((term, offset) => {
      rest[at + offset] = (rest[at + offset] ?? 0) ^ times(term, factor);
    });
  });
  return rest.slice(data.length);
};

const interleaved = (blocks: readonly (readonly number[])[]): readonly number[] =>
  Array.from({ length: Math.max(...blocks.map((block) => block.length)) }, (_, at) =>
    blocks.flatMap((block) => block[at] ?? []),
  ).flat();

/** Mode, length, data, terminator, padding; split into blocks with their error codewords. */
export const codewordsOf = (data: Uint8Array, version: number): readonly number[] => {
  const [errors, sizes] = blocksOf[version - 1] ?? [0, []];
  const capacity = sizes.reduce((sum, size) => sum + size, 0);
  const lengthBits = version < 10 ? 8 : 16;
  const bits = [
    '0100',
    data.length.toString(2).padStart(lengthBits, '0'),
    ...Array.from(data, (byte) => byte.toString(2).padStart(8, '0')),
    '0000',
  ].join('');
  const words = (bits.match(/.{1,8}/g) ?? []).map((eight) => Number.parseInt(eight.padEnd(8, '0'), 2));
  const padded = words.slice(0, capacity);
  for (let pad = 0; padded.length < capacity; pad += 1) padded.push(pad % 2 === 0 ? 0xec : 0x11);
  let from = 0;
  const blocks = sizes.map((size) => {
    from += size;
    return padded.slice(from - size, from);
  });
  return [...interleaved(blocks), ...interleaved(blocks.map((block) => errorCodewords(block, errors)))];
};

/** Smallest version that holds so many bytes, or nothing. */
export const versionFor = (length: number): number | undefined => {
  const index = blocksOf.findIndex(([, sizes], at) => {
    const capacity = sizes.reduce((sum, size) => sum + size, 0);
    return length <= capacity - (at + 1 < 10 ? 2 : 3);
  });
  return index < 0 ? undefined : index + 1;
};
