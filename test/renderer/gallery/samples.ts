import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';

/** What the core would hand over for the handles of the fixtures: a scanned page, a certificate of three pages. */
export const sampleFor = async (handle: string): Promise<{ mediaType: string; base64: string }> =>
  handle.startsWith('page')
    ? { mediaType: 'image/png', base64: drawnPage(handle) }
    : { mediaType: 'application/pdf', base64: await certificate() };

const drawnPage = (handle: string): string => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [595, 842];
  const pen = canvas.getContext('2d');
  if (!pen) return '';
  pen.fillStyle = '#fdfcf8';
  pen.fillRect(0, 0, 595, 842);
  pen.fillStyle = '#333';
  pen.font = '28px "Noto Sans CJK SC", sans-serif';
  pen.fillText('房屋租赁合同', 210, 90);
  pen.font = '15px "Noto Sans CJK SC", sans-serif';
  for (let line = 0; line < 22; line++) {
    pen.fillText(`第${line + 1}条　甲方（出租方）与乙方（承租方）约定如下，${handle}`, 60, 150 + line * 28);
  }
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
};

const certificate = async (): Promise<string> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  for (let number = 1; number <= 3; number++) {
    const page = pdf.addPage([595, 842]);
    page.drawRectangle({
      x: 40,
      y: 40,
      width: 515,
      height: 762,
      borderColor: rgb(0.6, 0.2, 0.2),
      borderWidth: 1.5,
    });
    page.drawText('Certificate of insurance', { x: 150, y: 720, size: 26, font });
    page.drawText(`Invented sample, page ${number} of 3`, { x: 190, y: 680, size: 14, font });
    page.drawCircle({ x: 430, y: 150, size: 55, borderColor: rgb(0.75, 0.1, 0.1), borderWidth: 3 });
  }
  return pdf.saveAsBase64();
};
