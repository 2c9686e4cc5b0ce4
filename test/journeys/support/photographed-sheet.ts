import { writeFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';

/** What Chromium's simulated camera sees: a sheet of paper on a dark plate, at the size of the camera's sensor. */
export const sensor = { width: 1600, height: 1200 };

const rows = Array.from({ length: 13 }, (_, row) => ({
  y: 330 + row * 54,
  text: `第 ${row + 1} 行：裸眼视力左 5.0，右 5.0，辨色力正常，听力正常，四肢运动能力正常。`,
}));

const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200">
  <rect width="1600" height="1200" fill="#2c3236"/>
  <rect x="90" y="70" width="1420" height="1040" fill="#fdfdfb"/>
  <text x="800" y="220" font-size="64" text-anchor="middle" font-family="Noto Sans CJK SC" fill="#111">机动车驾驶人身体条件证明（样张）</text>
  ${rows.map(({ y, text }) => `<text x="170" y="${y}" font-size="32" font-family="Noto Sans CJK SC" fill="#111">${text}</text>`).join('')}
  <circle cx="1300" cy="990" r="90" fill="none" stroke="#333" stroke-width="10"/>
</svg>`;

/** The sheet in grey, one byte a point. */
export const sheetInGrey = (): Promise<Buffer> => sharp(Buffer.from(sheet)).greyscale().raw().toBuffer();

/**
 * A film of that sheet for `--use-file-for-fake-video-capture`: YUV4MPEG2 (mjpegtools, yuv4mpeg(5)), 4:2:0, video range.
 * Chromium plays it again and again.
 */
export const writeFilm = async (path: string): Promise<void> => {
  const grey = await sheetInGrey();
  const { width, height } = sensor;
  const luma = Buffer.from(grey.map((value) => 16 + Math.round((value * 219) / 255)));
  const noColour = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, noColour]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`);
  await writeFile(path, Buffer.concat([head, frame, frame]));
};

/** 0: the same picture; 1: unlike it. Both are compared at the size of a stamp, so that compression does not matter. */
export const unlikeness = async (picture: Uint8Array): Promise<number> => {
  const small = (image: Sharp): Promise<Buffer> =>
    image.greyscale().resize(160, 120, { fit: 'fill' }).raw().toBuffer();
  const raw = { width: sensor.width, height: sensor.height, channels: 1 } as const;
  const [wanted, got] = await Promise.all([
    small(sharp(await sheetInGrey(), { raw })),
    small(sharp(picture)),
  ]);
  return wanted.reduce((sum, value, at) => sum + Math.abs(value - (got[at] ?? 0)), 0) / wanted.length / 255;
};
