import { pageQuality } from '../scan/page-quality.ts';
import { pagesToPdf } from '../scan/pages-to-pdf.ts';
import { pagePreview } from '../scan/preview.ts';
import type { ScannedPageRef } from '../session/state.ts';
import type { Perform } from './tools.ts';

/** Pages from the scanner, looked at and shown; confirmed ones become one PDF. */

export const scan: Perform<'scan'> = async ({ ref, request }, { devices, blobs, tell, log }, signal) => {
  const scanner = devices.scanner;
  if (scanner === undefined) return;
  const end = await scanner.scan(request, (page) => tell({ kind: 'scan-progress', ref, page }), signal);
  const pages: ScannedPageRef[] = [];
  for (const page of end.pages) {
    try {
      const [quality, preview] = await Promise.all([pageQuality(page.bytes), pagePreview(page.bytes)]);
      const handle = blobs.put({ ...page, preview: { mediaType: 'image/jpeg', bytes: preview.jpeg } });
      pages.push({ handle, verdicts: [...quality.flaws] });
    } catch (error) {
      // Not an image, whatever the device said: this page is not kept, and the person is told.
      log.error({
        event: 'page-unreadable',
        message: error instanceof Error ? error.message : String(error),
      });
      tell({
        kind: 'scanned',
        ref,
        pages,
        error: { code: 'malformed-reply', detail: 'a page is not an image', conditions: [] },
      });
      return;
    }
  }
  if (!end.ok) log.warn({ event: 'scan-failed', failure: end.error.code, detail: end.error.detail });
  tell({ kind: 'scanned', ref, pages, ...(end.ok ? {} : { error: end.error }) });
};

export const joinPages: Perform<'join-pages'> = async ({ ref, pages }, { blobs, tell, log }) => {
  const held = pages.map((handle) => blobs.get(handle));
  const images = held.flatMap((blob) => (blob === undefined ? [] : [blob]));
  if (images.length !== pages.length) {
    tell({ kind: 'joined', ref, outcome: { ok: false, reason: { code: 'internal' } } });
    return;
  }
  const joined = await pagesToPdf(images.map((image) => image.bytes));
  if (joined.ok) {
    const handle = blobs.put({ mediaType: 'application/pdf', bytes: joined.pdf });
    tell({ kind: 'joined', ref, outcome: { ok: true, handle } });
    return;
  }
  log.error({ event: 'pages-not-joined', fault: joined.fault });
  const code = joined.fault === 'too-large' ? 'too-many-pages' : 'internal';
  tell({ kind: 'joined', ref, outcome: { ok: false, reason: { code } } });
};
