import type { Outcome } from '../device.ts';

/** Bytes of a card's photo as the card holds it (WLT). */
export const wltSize = 1024;

/** Pixels of every card's photo. */
export const photoWidth = 102;
export const photoHeight = 126;

/** A whole image file. Personal data: never in a log, an address or a file of ours. */
export type CardPhoto = {
  readonly format: 'bmp';
  readonly width: typeof photoWidth;
  readonly height: typeof photoHeight;
  readonly bytes: Uint8Array;
};

/**
 * Decodes the photo that ID card readers hand over (`IdCard.photo`): 1024 bytes of WLT become 102 × 126 pixels of 24 bits.
 *
 * The sizes agree in several code bases (38 556 raw bytes; a BMP file of 38 862: rows padded from 306 to 308, 54 of header).
 * The compression itself is not public: it is decoded by vendors' libraries alone (`WltRS.dll` with its licence file,
 * `libwlt2bmp.so`, `libdewlt-jni.so`), and no open decoder was found. Hence this port: the kiosk works without one, and then has
 * no photo to show.
 */
export interface PhotoDecoder {
  /**
   * Errors: `rejected` not 1024 bytes, or the decoder refused them; `disconnected` there is no decoder; `timeout`; `cancelled`;
   * `malformed-reply` what came is no such image. Never rejects; no detail holds anything of the photo.
   */
  decode(wlt: Uint8Array, signal: AbortSignal): Promise<Outcome<CardPhoto>>;
}
