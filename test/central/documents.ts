import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { PersonRecord } from './data.ts';

type Certificate = PersonRecord['documents'][number];

const font = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);
const made = new Map<string, Promise<Buffer>>();
const [LEFT, WIDTH] = [72, 595.28 - 144];

function drawFrame(pdf: PDFKit.PDFDocument, certificate: Certificate, page: number): void {
  pdf.lineWidth(1.2).rect(40, 40, 515.28, 761.89).stroke('#8c1d18');
  pdf.lineWidth(0.4).rect(45, 45, 505.28, 751.89).stroke('#8c1d18');
  pdf.fillColor('#666666').fontSize(9);
  pdf.text(`第 ${page} 页 共 ${certificate.pages} 页`, LEFT, 770, { width: WIDTH, align: 'center' });
  pdf.text(`编号：${certificate.id}`, LEFT, 60, { width: WIDTH, align: 'right' });
  pdf.fillColor('#000000');
}

function drawHolder(pdf: PDFKit.PDFDocument, certificate: Certificate, person: PersonRecord): void {
  pdf.fontSize(26).text(certificate.title, LEFT, 110, { width: WIDTH, align: 'center' });
  pdf.moveDown(1.2).fontSize(12);
  pdf.text(`姓名：${person.name}`, LEFT).moveDown(0.4);
  pdf.text(`证件号码：${person.idNumber}`, LEFT).moveDown(1.2);
}

function drawSeal(pdf: PDFKit.PDFDocument, certificate: Certificate): void {
  const [x, y] = [430, 660];
  pdf.lineWidth(2.5).circle(x, y, 52).stroke('#c8102e');
  pdf
    .fillColor('#c8102e')
    .fontSize(30)
    .text('★', x - 30, y - 24, { width: 60, align: 'center' });
  pdf.fontSize(8).text('样张 · 不具效力', x - 45, y + 18, { width: 90, align: 'center' });
  pdf.fillColor('#000000').fontSize(12);
  pdf.text(certificate.issuer, LEFT, 640, { width: WIDTH - 90 });
  pdf.text(`签发日期：${certificate.issuedOn}`, LEFT, 662);
  if (certificate.expiresOn) pdf.text(`有效期至：${certificate.expiresOn}`, LEFT, 684);
}

async function render(certificate: Certificate, person: PersonRecord): Promise<Buffer> {
  const info = { Title: certificate.title, CreationDate: new Date(`${certificate.issuedOn}T00:00:00Z`) };
  const pdf = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, info });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.font(font);
  for (let page = 1; page <= certificate.pages; page += 1) {
    pdf.addPage({ size: 'A4', margin: 0 });
    drawFrame(pdf, certificate, page);
    if (page === 1) drawHolder(pdf, certificate, person);
    else pdf.fontSize(12).text(`${certificate.title}（续）`, LEFT, 100);
    pdf.moveDown(1).fontSize(12);
    const share = Math.ceil(certificate.paragraphs.length / certificate.pages);
    for (const paragraph of certificate.paragraphs.slice((page - 1) * share, page * share))
      pdf.text(paragraph, LEFT, undefined, { width: WIDTH, lineGap: 6 }).moveDown(0.6);
    if (page === certificate.pages) drawSeal(pdf, certificate);
  }
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}

/** The certificate as a PDF of exactly `pages` A4 pages; the same bytes as long as the process lives. */
export function documentPdf(certificate: Certificate, person: PersonRecord): Promise<Buffer> {
  const key = JSON.stringify([certificate, person.idNumber]);
  const pdf = made.get(key) ?? render(certificate, person);
  made.set(key, pdf);
  return pdf;
}
