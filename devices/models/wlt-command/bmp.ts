import { photoHeight, photoWidth } from '../../classes/photo-decoder.ts';

const headerSize = 54;
/** Rows are filled up to whole words: 102 × 3 = 306 bytes become 308. */
const rowSize = Math.ceil((photoWidth * 3) / 4) * 4;

/** 38 862. */
export const bmpSize = headerSize + rowSize * photoHeight;

/**
 * What makes these bytes no BMP file of 102 × 126 pixels with 24 bits, not compressed; nothing when they are one. The size that
 * the file says of itself is not held against it: programs leave it 0.
 */
export const wrongInBmp = (bytes: Uint8Array): string | undefined => {
  if (bytes.length !== bmpSize) return `${bytes.length} bytes, not ${bmpSize}`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0, false) !== 0x424d) return 'does not begin with BM';
  const pixelsAt = view.getUint32(10, true);
  const headerAfter = view.getUint32(14, true);
  if (pixelsAt !== headerSize || headerAfter !== 40) return `headers of ${pixelsAt} and ${headerAfter} bytes`;
  const width = view.getInt32(18, true);
  // Below zero: rows from top to bottom.
  const height = Math.abs(view.getInt32(22, true));
  if (width !== photoWidth || height !== photoHeight) return `${width} × ${height} pixels`;
  const bits = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  return bits === 24 && compression === 0 ? undefined : `${bits} bits a pixel, compression ${compression}`;
};
