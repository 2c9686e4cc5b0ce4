import { createRequire } from 'node:module';
import PdfDocument from 'pdfkit';
import type { NoticeLine } from './notice-text.ts';

/** 受理通知书 on A4: one column of labels, one of values, black on white; as many pages as it takes. */

const font = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);

/** Points, 1/72 inch. */
const page = { width: 595.28, left: 64, right: 64, top: 54, bottom: 62 } as const;
const width = page.width - page.left - page.right;
const labels = 180;
const gap = 12;
const sizes = { title: 24, state: 12.5, section: 11, row: 11, below: 9, note: 9.5 } as const;
const ink = '#12262d';
const quiet = '#4a626b';
const line = '#c9c4b8';

type Pdf = InstanceType<typeof PdfDocument>;

/** A block that would be torn in two begins the next page. */
const room = (pdf: Pdf, height: number): void => {
  if (pdf.y + height > pdf.page.height - page.bottom) pdf.addPage();
};

const heightOf = (pdf: Pdf, text: string, size: number, across: number): number =>
  text === '' ? 0 : pdf.fontSize(size).heightOfString(text, { width: across });

const block = (
  pdf: Pdf,
  { text, below = '' }: { text: string; below?: string },
  size: number,
  align: 'left' | 'center',
): void => {
  room(pdf, heightOf(pdf, text, size, width) + heightOf(pdf, below, sizes.below, width));
  pdf.fillColor(ink).fontSize(size).text(text, page.left, pdf.y, { width, align });
  if (below !== '')
    pdf.fillColor(quiet).fontSize(sizes.below).text(below, page.left, pdf.y, { width, align });
};

const drawRow = (pdf: Pdf, row: Extract<NoticeLine, { kind: 'row' }>): void => {
  const values = width - labels - gap;
  const below = row.below ?? '';
  const height = Math.max(
    heightOf(pdf, row.label, sizes.row, labels),
    heightOf(pdf, row.value, sizes.row, values) + heightOf(pdf, below, sizes.below, values),
  );
  room(pdf, height + 6);
  const top = pdf.y + (row.apart ? 10 : 3);
  const right = page.left + labels + gap;
  pdf.fillColor(quiet).fontSize(sizes.row).text(row.label, page.left, top, { width: labels });
  pdf.fillColor(ink).fontSize(sizes.row);
  // The font has one weight: a fine outline makes it bold.
  if (row.strong) pdf.lineWidth(0.35).strokeColor(ink);
  pdf.text(row.value, right, top, { width: values, stroke: row.strong === true, fill: true });
  if (below !== '') pdf.fillColor(quiet).fontSize(sizes.below).text(below, right, pdf.y, { width: values });
  pdf.y = top + height + 3;
};

const draw = (pdf: Pdf, one: NoticeLine): void => {
  switch (one.kind) {
    case 'title':
      block(pdf, one, sizes.title, 'center');
      pdf.y += 10;
      return;
    case 'state':
      block(pdf, one, sizes.state, 'center');
      pdf.y += 8;
      return;
    case 'section':
      pdf.y += 8;
      room(pdf, 60);
      block(pdf, one, sizes.section, 'left');
      pdf.y += 3;
      pdf
        .lineWidth(0.8)
        .strokeColor(line)
        .moveTo(page.left, pdf.y)
        .lineTo(page.width - page.right, pdf.y)
        .stroke();
      return;
    case 'row':
      return drawRow(pdf, one);
    case 'note':
      pdf.y += 12;
      return block(pdf, one, sizes.note, 'left');
  }
};

const number = (pdf: Pdf, hall: string): number => {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(start + index);
    pdf.page.margins.bottom = 0;
    pdf.fillColor(quiet).fontSize(sizes.below);
    const at = pdf.page.height - 44;
    pdf.text(hall, page.left, at, { width: width / 2, lineBreak: false });
    pdf.text(`${index + 1} / ${count}`, page.left, at, { width, align: 'right', lineBreak: false });
  }
  return count;
};

/** The PDF and how many A4 pages it has. */
export const noticePdf = async (
  lines: readonly NoticeLine[],
  hall: string,
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> => {
  const margins = { top: page.top, bottom: page.bottom, left: page.left, right: page.right };
  const pdf = new PdfDocument({
    size: 'A4',
    margins,
    bufferPages: true,
    info: { CreationDate: new Date(0), Producer: '', Creator: '' },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('end', () => resolve());
    pdf.on('error', reject);
  });
  pdf.font(font);
  for (const one of lines) draw(pdf, one);
  const pages = number(pdf, hall);
  pdf.end();
  await done;
  return { bytes: new Uint8Array(Buffer.concat(chunks)), pages };
};
