/** Black and white, 1 bit a dot, rows padded to whole bytes, leftmost dot in the highest bit, 1 = black. */
export type DotImage = { readonly width: number; readonly height: number; readonly bits: Uint8Array };

/** Rows of one raster command: small enough for a receive buffer of 9 KB, and its row count fits one byte. */
export const BAND_ROWS = 120;

const rowBytes = (width: number): number => Math.ceil(width / 8);

/** @throws RangeError when size and bits disagree or the picture is wider than the paper */
export const checkedImage = (image: DotImage, mostDots: number): DotImage => {
  const { width, height, bits } = image;
  if (width < 1 || width > mostDots || height < 1)
    throw new RangeError(
      `a picture is 1 to ${mostDots} dots wide and at least 1 high, not ${width} x ${height}`,
    );
  if (bits.length !== rowBytes(width) * height)
    throw new RangeError(
      `${width} x ${height} dots are ${rowBytes(width) * height} bytes, not ${bits.length}`,
    );
  return image;
};

/**
 * The printer obeys DLE EOT (10 04 n), DLE ENQ (10 05 n) and DLE DC4 (10 14 n) even inside raster data. Where dots happen to
 * form such a pair, one more dot is blackened beside the one of `10` (it becomes 18): an eighth of a millimetre,
 * and no pair can come about by it.
 */
const withoutRealTimeCommands = (bits: Uint8Array): Uint8Array => {
  const safe = Uint8Array.from(bits);
  for (let at = 0; at + 1 < safe.length; at += 1) {
    const next = safe[at + 1];
    if (safe[at] === 0x10 && (next === 0x04 || next === 0x05 || next === 0x14)) safe[at] = 0x18;
  }
  return safe;
};

/** Cuts a picture into bands that are safe to send, top to bottom. */
export const printableBands = (image: DotImage): readonly DotImage[] => {
  const stride = rowBytes(image.width);
  const bands: DotImage[] = [];
  for (let row = 0; row < image.height; row += BAND_ROWS) {
    const height = Math.min(BAND_ROWS, image.height - row);
    const bits = withoutRealTimeCommands(image.bits.subarray(row * stride, (row + height) * stride));
    bands.push({ width: image.width, height, bits });
  }
  return bands;
};

/** An empty image with others drawn into it, each at its own place; dots that fall outside are lost. */
export const compose = (
  width: number,
  height: number,
  parts: readonly { readonly image: DotImage; readonly x: number; readonly y: number }[],
): DotImage => {
  const stride = rowBytes(width);
  const bits = new Uint8Array(stride * height);
  for (const { image, x, y } of parts) {
    const from = rowBytes(image.width);
    for (let row = 0; row < image.height; row += 1) {
      for (let column = 0; column < image.width; column += 1) {
        const black = ((image.bits[row * from + (column >> 3)] ?? 0) >> (7 - (column & 7))) & 1;
        const [toX, toY] = [x + column, y + row];
        if (!black || toX < 0 || toX >= width || toY < 0 || toY >= height) continue;
        const index = toY * stride + (toX >> 3);
        bits[index] = (bits[index] ?? 0) | (0x80 >> (toX & 7));
      }
    }
  }
  return { width, height, bits };
};
