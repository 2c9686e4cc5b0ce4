import sharp from 'sharp';

/** The drawing comes as SVG path data in a box of 1000 × 400. Anything else in it is not drawn. */
const pathData = /^[MLQCZmlqcz0-9 ,.\n-]+$/;

/** A signature drawn on the touchscreen as a picture, black on white, 1000 × 400 dots. */
export const signaturePng = async (path: string): Promise<Uint8Array> => {
  const drawn = pathData.test(path) ? path : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="400" viewBox="0 0 1000 400"><rect width="1000" height="400" fill="#fff"/><path d="${drawn}" fill="none" stroke="#000" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
};
