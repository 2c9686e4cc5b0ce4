/// <reference types="vite/client" />
import { getDocument, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';
import PdfWorker from 'pdfjs-dist/build/pdf.worker.mjs?worker';

/** Character maps and fonts that a PDF may rely on without carrying them: bundled, never fetched from elsewhere. */
const files: Record<string, string> = {
  ...import.meta.glob<string>('../../../node_modules/pdfjs-dist/cmaps/{Uni,GB,Identity,Adobe-GB1}*.bcmap', {
    query: '?url&no-inline',
    import: 'default',
    eager: true,
  }),
  ...import.meta.glob<string>('../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
    query: '?url&no-inline',
    import: 'default',
    eager: true,
  }),
};
const byName = new Map(Object.entries(files).map(([path, url]) => [path.split('/').at(-1) ?? '', url]));

class BundledFiles {
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const url = byName.get(filename);
    if (!url) throw new Error(`${filename} is not bundled`);
    return new Uint8Array(await (await fetch(url)).arrayBuffer());
  }
}

/** One for all documents, and ours: what belongs to a document ends with it, and the next one would find it ending. */
let worker: PDFWorker | undefined;
const sharedWorker = (): PDFWorker => {
  worker ??= PDFWorker.create({ port: new PdfWorker() });
  return worker;
};

/** No scripts, no forms, no eval, no WebAssembly: the window's policy forbids them and a certificate needs none. */
export const openPdf = (bytes: Uint8Array): { document: Promise<PDFDocumentProxy>; close: () => void } => {
  const task = getDocument({
    worker: sharedWorker(),
    data: bytes,
    cMapUrl: 'bundled/',
    standardFontDataUrl: 'bundled/',
    BinaryDataFactory: BundledFiles,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    useSystemFonts: true,
  });
  return { document: task.promise, close: () => void task.destroy() };
};
