/** Papers as they come to a counter, drawn and rendered; every name and number is invented. */
import sharp from 'sharp';

const MM = { width: 210, height: 297 };
const FONT = 'Noto Sans CJK SC, Noto Sans SC, sans-serif';

const svg = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${MM.width} ${MM.height}" width="${MM.width}mm" height="${MM.height}mm" font-family="${FONT}"><rect width="210" height="297" fill="#fcfcfa"/>${inside}</svg>`;

const SENTENCE =
  '兹证明测试样例同志自二〇二〇年一月一日起在本单位工作，表现良好，特此证明。以下内容仅供测试使用。';

const lines = (count: number, top: number, size: number, left = 25): string =>
  Array.from({ length: count }, (_, index) => {
    const text = SENTENCE.slice(index % 7) + SENTENCE.slice(0, index % 5);
    const kept = text.slice(0, Math.floor(160 / size));
    return `<text x="${left}" y="${top + index * size * 1.8}" font-size="${size}">${kept}</text>`;
  }).join('');

const table = Array.from({ length: 9 }, (_, row) => {
  const y = 50 + row * 20;
  return `<rect x="20" y="${y}" width="170" height="20" fill="none" stroke="black" stroke-width="0.4"/><line x1="60" y1="${y}" x2="60" y2="${y + 20}" stroke="black" stroke-width="0.4"/><text x="24" y="${y + 12}" font-size="5">项目${row + 1}</text><text x="66" y="${y + 12}" font-size="4.5">测试内容 ${row * 137}</text>`;
}).join('');

/** Good papers, by what they are. */
export const PAPERS = {
  'a page of small print': svg(lines(42, 28, 3.2)),
  'a letter': svg(`<text x="75" y="35" font-size="9">工作证明</text>${lines(16, 60, 4.6)}`),
  'an English letter': svg(
    Array.from(
      { length: 24 },
      (_, i) =>
        `<text x="25" y="${40 + i * 8}" font-size="4.2">This is to certify, for testing only, that line ${i} is here.</text>`,
    ).join(''),
  ),
  'a form': svg(`<text x="70" y="35" font-size="8">申请登记表</text>${table}`),
  'a card copied on a sheet': svg(
    `<rect x="60" y="90" width="85.6" height="54" rx="3" fill="#cfe0ee" stroke="#7a93a8" stroke-width="0.3"/><text x="66" y="104" font-size="3.6">姓名 测试样例</text><text x="66" y="114" font-size="3.6">性别 男 民族 汉</text><text x="66" y="136" font-size="3.6">公民身份号码 11010519491231002X</text><rect x="116" y="98" width="22" height="28" fill="#8899aa"/>`,
  ),
  'a title and nothing else': svg('<text x="40" y="140" font-size="14" font-weight="bold">授权委托书</text>'),
  'a signature': svg(
    '<path d="M60 200 c8 -14 10 6 14 -2 s6 -12 10 2 s8 -10 14 0 s10 -6 18 -3" fill="none" stroke="#1a2a6c" stroke-width="0.7"/>',
  ),
} as const;

export type PaperName = keyof typeof PAPERS;

export const DENSE: readonly PaperName[] = [
  'a page of small print',
  'a letter',
  'an English letter',
  'a form',
];

const PAPER = '#fcfcfa';
const px = (mm: number, dpi: number): number => Math.round((mm / 25.4) * dpi);

type Scan = {
  readonly dpi: number;
  /** Degrees, clockwise; the corners are paper. */
  readonly turn?: number;
  /** Millimetres of blur (Gaussian sigma). */
  readonly blur?: number;
  /** Millimetres that the paper lies too far to the left and up: so much is cut off. */
  readonly cut?: {
    readonly left?: number;
    readonly top?: number;
    readonly right?: number;
    readonly bottom?: number;
  };
};

const rendered = new Map<string, Promise<Buffer>>();

/** Each drawing is rendered once a resolution; text is what takes the time. */
const render = (drawing: string, dpi: number): Promise<Buffer> => {
  const key = `${dpi} ${drawing}`;
  const known = rendered.get(key);
  if (known !== undefined) return known;
  const size = { width: px(MM.width, dpi), height: px(MM.height, dpi) };
  const fresh = sharp(Buffer.from(drawing), { density: dpi })
    .resize({ ...size, fit: 'fill' })
    .flatten({ background: PAPER })
    .raw()
    .toBuffer();
  rendered.set(key, fresh);
  return fresh;
};

/** The paper as a scanner delivers it: an A4 JPEG. */
export const scanned = async (
  drawing: string,
  { dpi, turn = 0, blur = 0, cut = {} }: Scan,
): Promise<Uint8Array> => {
  const [width, height] = [px(MM.width, dpi), px(MM.height, dpi)];
  const raw = (bytes: Buffer, w = width, h = height) =>
    sharp(bytes, { raw: { width: w, height: h, channels: 3 } });
  let picture = await render(drawing, dpi);
  if (turn !== 0) {
    const turned = await raw(picture)
      .rotate(turn, { background: PAPER })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const [left, top] = [(turned.info.width - width) >> 1, (turned.info.height - height) >> 1];
    picture = await raw(turned.data, turned.info.width, turned.info.height)
      .extract({ left, top, width, height })
      .raw()
      .toBuffer();
  }
  const side = (mm = 0): number => px(mm, dpi);
  const [left, right, top, bottom] = [side(cut.left), side(cut.right), side(cut.top), side(cut.bottom)];
  const shifted = raw(picture)
    .extract({ left, top, width: width - left - right, height: height - top - bottom })
    .extend({ right: left, left: right, bottom: top, top: bottom, background: PAPER });
  const soft = blur > 0 ? raw(await shifted.raw().toBuffer()).blur((blur / 25.4) * dpi) : shifted;
  return new Uint8Array(await soft.jpeg({ quality: 85 }).toBuffer());
};
