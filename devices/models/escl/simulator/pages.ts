/** What the simulated scanner sees: given pictures, or sheets of its own, each with a number that can be read. */
import sharp from 'sharp';

/** A picture in any format sharp reads; or nothing, for a generated sheet. */
export type Sheet = { readonly number: number; readonly image?: Uint8Array };

export type Look = {
  readonly width: number;
  readonly height: number;
  readonly resolution: number;
  readonly colour: boolean;
  readonly format: 'image/jpeg' | 'image/png';
};

const LINES = [
  'Application for a residence certificate',
  'Name: Test Sample      Number: 11010519491231002X',
  'I confirm that what I have stated here is complete and true.',
  'The papers named below are enclosed as copies.',
  'Certificate of birth, two pages; proof of address, one page.',
  'Received at the counter by hand, to be kept for ten years.',
];

/** A page of text with its number large in the middle; every number gives a different picture. */
const drawing = (number: number): string => {
  const line = (text: string, y: number): string => `<text x="180" y="${y}" font-size="52">${text}</text>`;
  const above = LINES.map((text, index) => line(text, 420 + index * 110)).join('');
  const below = LINES.map((text, index) => line(`${number}.${index + 1} ${text}`, 2450 + index * 110)).join(
    '',
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2480 3508" font-family="sans-serif">
<rect width="2480" height="3508" fill="#fdfdfb"/>
<text x="180" y="260" font-size="84" font-weight="bold" fill="#8a1c1c">Simulated sheet ${number}</text>${above}
<text x="1240" y="1980" font-size="900" font-weight="bold" text-anchor="middle" fill="#1d3b6f">${number}</text>${below}
<text x="1240" y="3330" font-size="52" text-anchor="middle">- ${number} -</text></svg>`;
};

export const renderSheet = async (sheet: Sheet, look: Look): Promise<Uint8Array> => {
  const source = sheet.image === undefined ? Buffer.from(drawing(sheet.number)) : Buffer.from(sheet.image);
  // An SVG is drawn at the size wanted: 72 units an inch is what the renderer takes for natural.
  const picture = sharp(source, sheet.image === undefined ? { density: (72 * look.width) / 2480 } : {})
    .resize(look.width, look.height, { fit: 'contain', background: '#ffffff' })
    .flatten({ background: '#ffffff' })
    .toColourspace(look.colour ? 'srgb' : 'b-w')
    .withDensity(look.resolution);
  const encoded =
    look.format === 'image/png' ? picture.png({ compressionLevel: 3 }) : picture.jpeg({ quality: 85 });
  return new Uint8Array(await encoded.toBuffer());
};

/** The empty glass: the white of the lid. */
export const emptyGlass = async (look: Look): Promise<Uint8Array> => {
  const { width, height } = look;
  const lid = await sharp({ create: { width, height, channels: 3, background: '#fbfbfb' } })
    .png()
    .toBuffer();
  return renderSheet({ number: 0, image: new Uint8Array(lid) }, look);
};
