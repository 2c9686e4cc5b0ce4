/**
 * ESC/POS output commands (Epson's command names; bytes as in the TM-T88III, Citizen CBM-1000 and Bixolon SRP-350 manuals).
 * Pure: each function gives the bytes of one command. Words are little-endian.
 */
import type { DotImage } from './dot-image.ts';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const word = (value: number): readonly [number, number] => [value & 0xff, value >> 8];

export const LINE_FEED = 0x0a;

/** ESC @: modes as after power-on, print buffer emptied. */
export const initialise = bytes(0x1b, 0x40);
/** FS &: two-byte text from here on; ASCII stays one byte. */
export const chineseMode = bytes(0x1c, 0x26);
/** GS V 66 0: feed to the knife and cut. */
export const feedAndCut = bytes(0x1d, 0x56, 0x42, 0x00);
/** GS r 1: goes through the print buffer, so its answer says that everything before it has been printed. */
export const printedMarker = bytes(0x1d, 0x72, 0x01);
/** GS a 255: tell every change of status by itself, and the present one at once. */
export const reportChanges = bytes(0x1d, 0x61, 0xff);
/** DLE ENQ 2, real-time: recover from the error, forget all buffered data. */
export const recoverAndClear = bytes(0x10, 0x05, 0x02);
/** GS I 66 and 67: maker and model. */
export const askMaker = bytes(0x1d, 0x49, 0x42);
export const askModel = bytes(0x1d, 0x49, 0x43);

/** 1 printer, 2 cause of being offline, 3 error, 4 paper. */
export type RealTimeQuery = 1 | 2 | 3 | 4;
/** DLE EOT n, real-time: answered even when offline, and even inside raster data. */
export const askStatus = (query: RealTimeQuery): Uint8Array => bytes(0x10, 0x04, query);
/** DLE EOT 20, Custom's kiosk units only: six bytes, `10 0F` and four groups of bits. */
export const askFullStatus = bytes(0x10, 0x04, 0x14);

export type Align = 'left' | 'centre' | 'right';
export const align = (to: Align): Uint8Array => bytes(0x1b, 0x61, { left: 0, centre: 1, right: 2 }[to]);
export const bold = (on: boolean): Uint8Array => bytes(0x1b, 0x45, on ? 1 : 0);

/** GS !: `times` wide and high, 1 to 8; high nibble is width - 1, low nibble height - 1. */
export const size = (times: number): Uint8Array => bytes(0x1d, 0x21, ((times - 1) << 4) | (times - 1));

/** ESC d: prints what is in the line and feeds 0 to 255 lines. */
export const feed = (lines: number): Uint8Array => bytes(0x1b, 0x64, lines);

/** GS v 0, normal scale. The image must come from `printableBands` (dots that can't be taken for a real-time command). */
export const raster = (image: DotImage): Uint8Array => {
  const head = [0x1d, 0x76, 0x30, 0, ...word(image.bits.length / image.height), ...word(image.height)];
  const command = new Uint8Array(head.length + image.bits.length);
  command.set(head);
  command.set(image.bits, head.length);
  return command;
};

/** Most bytes that GS ( k stores as one QR code (version 40, error level M, byte mode). */
const QR_MOST_BYTES = 2331;

/**
 * GS ( k: model 2, module size in dots, error level M, store, print.
 * @throws RangeError when `data` is empty, too long, or holds control characters (DLE among them, which the printer would obey)
 */
export const qrCode = (data: Uint8Array, module: number): Uint8Array => {
  if (data.length < 1 || data.length > QR_MOST_BYTES)
    throw new RangeError(`a QR code holds 1 to ${QR_MOST_BYTES} bytes, not ${data.length}`);
  if (data.some((byte) => byte < 0x20 || byte === 0x7f))
    throw new RangeError('a QR code on a slip holds no control characters');
  const stored = word(data.length + 3);
  return bytes(
    ...[0x1d, 0x28, 0x6b, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00],
    ...[0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, module],
    ...[0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x45, 0x31],
    ...[0x1d, 0x28, 0x6b, ...stored, 0x31, 0x50, 0x30, ...data],
    ...[0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x51, 0x30],
  );
};
