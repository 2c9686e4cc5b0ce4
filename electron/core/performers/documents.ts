import { PDFDocument } from 'pdf-lib';
import type { PrintEnd } from '../../../devices/classes/document-printer.ts';
import { reasonOf } from './people.ts';
import { outcomeOf, type PrintUnderWay, printBegins, printEnded } from './print-fate.ts';
import type { Perform, Tools } from './tools.ts';

/** Certificates: fetched for this screen, printed page by page, and every sheet's fate told to the central system. */

export const loadDocument: Perform<'load-document'> = async (
  { ref, documentId, subjectToken },
  { central, blobs, tell, log },
  signal,
) => {
  const result = await central.documentContent(documentId, subjectToken, signal);
  if (!result.ok) {
    const gone = result.kind === 'refused' && (result.status === 404 || result.status === 410);
    tell({
      kind: 'document',
      ref,
      outcome: { ok: false, reason: gone ? { code: 'document-gone' } : reasonOf(result) },
    });
    return;
  }
  try {
    const pdf = await PDFDocument.load(result.value, { updateMetadata: false });
    const handle = blobs.put({ mediaType: 'application/pdf', bytes: result.value });
    tell({ kind: 'document', ref, outcome: { ok: true, handle, pages: pdf.getPageCount() } });
  } catch {
    log.error({ event: 'document-unreadable' });
    tell({ kind: 'document', ref, outcome: { ok: false, reason: { code: 'central-refused' } } });
  }
};

/** A disk that takes nothing more must not keep what came out from the citizen; the start after it tells it as unknown. */
const fateKept = (print: PrintUnderWay, end: PrintEnd, tools: Tools): void => {
  try {
    printEnded(tools, print, end);
    tools.sync.nudge();
  } catch (error) {
    tools.log.error({
      event: 'print-fate-not-saved',
      message: error instanceof Error ? error.message : String(error),
    });
  }
};

/** A paper of the kiosk's own is no certificate: the central system keeps no account of it. */
const noteFate = (end: PrintEnd, { store }: Tools): void => {
  const { taken, spoiled, unknown } = end.ledger;
  store.append({ kind: 'notice', fields: { outcome: outcomeOf(end), taken, spoiled, unknown } });
};

export const printDocument: Perform<'print-document'> = async (effect, tools, signal) => {
  const { ref, documentId, handle, pages, only } = effect;
  const printer = tools.devices.documentPrinter;
  const blob = tools.blobs.get(handle);
  if (printer === undefined || blob === undefined) {
    const ledger = { asked: 0, taken: 0, spoiled: 0, unknown: 0 };
    const error = { code: 'rejected', detail: 'the document is gone', conditions: [] } as const;
    tools.tell({ kind: 'printed', ref, end: { ok: false, error, ledger, owed: [...only] } });
    return;
  }
  const print = documentId === undefined ? undefined : { id: tools.newId(), documentId, asked: only.length };
  if (print) printBegins(tools, print);
  const end = await printer.print(
    {
      pdf: blob.bytes,
      pages,
      sides: 'one-sided',
      copies: 1,
      media: 'iso_a4_210x297mm',
      ...(only.length === pages ? {} : { only }),
    },
    (progress) => tools.tell({ kind: 'print-progress', ref, progress }),
    signal,
  );
  if (print) fateKept(print, end, tools);
  else noteFate(end, tools);
  if (!end.ok) tools.log.warn({ event: 'print-failed', failure: end.error.code, detail: end.error.detail });
  tools.tell({ kind: 'printed', ref, end });
};
