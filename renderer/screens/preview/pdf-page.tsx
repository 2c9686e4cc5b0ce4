import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { bytesOf } from '../../bytes.ts';
import { useDoor } from '../../kiosk.tsx';
import { openPdf } from './pdf.ts';

/** The document behind a handle; `gone` when it can't be had or read. */
export const usePdf = (handle: string | undefined): PDFDocumentProxy | 'loading' | 'gone' => {
  const door = useDoor();
  const [document, setDocument] = useState<PDFDocumentProxy | 'loading' | 'gone'>('loading');
  useEffect(() => {
    if (!handle) return;
    let close = (): void => undefined;
    let current = true;
    const open = async (): Promise<void> => {
      const blob = await door.blob(handle);
      if (!current) return;
      if (!blob) return setDocument('gone');
      const opened = openPdf(bytesOf(blob.base64));
      close = opened.close;
      const result = await opened.document.catch(() => 'gone' as const);
      if (current) setDocument(result);
    };
    void open();
    return () => {
      current = false;
      close();
    };
  }, [door, handle]);
  return document;
};

type PdfPageProps = { document: PDFDocumentProxy; page: number; label: string };

/** One page, drawn as sharp as the screen is, as large as its place. */
export const PdfPage = ({ document, page, label }: PdfPageProps) => {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let stop = (): void => undefined;
    let current = true;
    const draw = async (): Promise<void> => {
      const [box, sheet] = [place.current, canvas.current];
      if (!box || !sheet) return;
      const pdfPage = await document.getPage(page);
      if (!current) return;
      const natural = pdfPage.getViewport({ scale: 1 });
      const fit = Math.min(box.clientWidth / natural.width, box.clientHeight / natural.height);
      const viewport = pdfPage.getViewport({ scale: fit * window.devicePixelRatio });
      sheet.width = Math.floor(viewport.width);
      sheet.height = Math.floor(viewport.height);
      sheet.style.width = `${natural.width * fit}px`;
      sheet.style.height = `${natural.height * fit}px`;
      const task = pdfPage.render({ canvas: sheet, viewport });
      stop = () => task.cancel();
      await task.promise.catch(() => undefined);
    };
    void draw();
    return () => {
      current = false;
      stop();
    };
  }, [document, page]);
  return (
    <div className="sheet-place" ref={place}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
};
