/** A scanned page for the screen: small enough to go over the wire, large enough to check that it can be read. */
import sharp from 'sharp';

/** Pixels. The screen is 1080 by 1920; the page takes less than half of its height. */
export const PREVIEW_HEIGHT = 900;

export type PagePreview = { readonly width: number; readonly height: number; readonly jpeg: Uint8Array };

/** JPEG, at most PREVIEW_HEIGHT high, 40 to 120 kB for a page of text; without any metadata. Rejects for what is not a picture. */
export const pagePreview = async (image: Uint8Array): Promise<PagePreview> => {
  const { data, info } = await sharp(image, { failOn: 'error' })
    .flatten({ background: '#ffffff' })
    .resize({ height: PREVIEW_HEIGHT, withoutEnlargement: true })
    .jpeg({ quality: 78 })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, jpeg: new Uint8Array(data) };
};
