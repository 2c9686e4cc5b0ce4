/**
 * Is this the whole of a picture? A scanner that stumbles leaves a file that begins well and stops half way
 * (scanimage: a 54-byte PNG; eSCL: a chunked reply that ends early), and most decoders show it without complaint.
 */
import { crc32 } from 'node:zlib';

export type ImageVerdict =
  | { readonly whole: true; readonly mediaType: 'image/jpeg' | 'image/png' }
  | { readonly whole: false; readonly fault: 'unknown-format' | 'incomplete' };

const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Walks the structure to its end; never decodes pixels, never throws. Bytes after the end are allowed (some devices pad). */
export const inspectImage = (bytes: Uint8Array): ImageVerdict => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    return jpegIsWhole(bytes)
      ? { whole: true, mediaType: 'image/jpeg' }
      : { whole: false, fault: 'incomplete' };
  }
  const head = bytes.subarray(0, PNG_SIGNATURE.length);
  if (head.length > 0 && head.every((byte, index) => byte === PNG_SIGNATURE[index])) {
    return pngIsWhole(bytes)
      ? { whole: true, mediaType: 'image/png' }
      : { whole: false, fault: 'incomplete' };
  }
  return { whole: false, fault: bytes.length < 2 ? 'incomplete' : 'unknown-format' };
};

/** ITU-T T.81 annex B: segments with lengths, then entropy-coded data in which FF is followed by 00 or RSTn, until EOI. */
const jpegIsWhole = (bytes: Uint8Array): boolean => {
  let at = 2;
  let scans = 0;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) {
      if (scans === 0) return false;
      at += 1;
      continue;
    }
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return scans > 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0x00 || (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) {
      at += 2;
      continue;
    }
    if (marker === 0xda) scans += 1;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2) return false;
    at += 2 + length;
  }
  return false;
};

/** PNG (ISO/IEC 15948) chunks: length, type, data, CRC of type and data; whole when IEND is reached with every CRC right. */
const pngIsWhole = (bytes: Uint8Array): boolean => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = PNG_SIGNATURE.length;
  let sawPixels = false;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return false;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return false;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'IDAT') sawPixels = true;
    if (type === 'IEND') return sawPixels;
    at = end;
  }
  return false;
};
