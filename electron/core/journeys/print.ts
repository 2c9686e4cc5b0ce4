import type { PrintEnd, SheetLedger } from '../../../devices/classes/document-printer.ts';
import type { Reason } from '../../contract/reasons.ts';
import { documentReason } from '../catalog/availability.ts';
import { deviceReason, passesByItself } from '../catalog/device-reason.ts';
import { printerReason } from '../catalog/paper-reason.ts';
import { reserve } from '../session/paper/reserve.ts';
import type { PageState, PersonalDocument, PrintingDocument, Settled } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { identifyThen } from './identify.ts';
import { conclude, setMatter } from './navigation.ts';

/** 打印证明/证照: documents the central system holds for this person, page-accurate, sheets counted. */

export const openPrint = (turn: Turn): void => {
  setMatter(turn, { kind: 'print' });
  reserve(turn, 'documentPrinter', 1);
  identifyThen(turn, false, openDocuments);
};

export const openDocuments = (turn: Turn): void => turn.replaceOrGo({ at: 'documents' });

const documentOf = (turn: Turn, id: string): PersonalDocument | undefined => {
  const lookUp = turn.visit?.lookUp;
  return lookUp?.state === 'known'
    ? lookUp.known.documents.find((document) => document.id === id)
    : undefined;
};

export const chooseDocument = (turn: Turn, id: string): void => {
  const document = documentOf(turn, id);
  const lookUp = turn.visit?.lookUp;
  if (
    document === undefined ||
    lookUp?.state !== 'known' ||
    documentReason(turn.world, document) !== undefined
  )
    return;
  if (!reserve(turn, 'documentPrinter', document.pages)) return;
  turn.change({ matter: { kind: 'print', documentId: id } });
  turn.go({ at: 'preview', documentId: id, state: 'loading', pages: document.pages });
  loadDocument(turn);
};

/** Fetches what the preview shows; again after somebody turned away while it came. */
export const loadDocument = (turn: Turn): void => {
  const place = turn.place;
  const lookUp = turn.visit?.lookUp;
  if (place?.at !== 'preview' || place.state !== 'loading' || lookUp?.state !== 'known') return;
  turn.do({
    do: 'load-document',
    ref: turn.await(),
    documentId: place.documentId,
    subjectToken: lookUp.known.subjectToken ?? '',
  });
};

export const onDocument = (
  turn: Turn,
  outcome: { ok: true; handle: string; pages: number } | { ok: false; reason: Reason },
): void => {
  const place = turn.place;
  if (place?.at === 'printing' && place.what === 'notice') printNotice(turn, outcome);
  if (place?.at !== 'preview') return;
  if (outcome.ok) {
    // The file itself may have more pages than the list said.
    reserve(turn, 'documentPrinter', outcome.pages);
    turn.update({ ...place, state: 'ready', handle: outcome.handle, pages: outcome.pages });
  } else turn.update({ ...place, state: 'failed', problem: outcome.reason });
};

const noSheets: SheetLedger = { asked: 0, taken: 0, spoiled: 0, unknown: 0 };

export const startPrint = (turn: Turn): void => {
  const place = turn.place;
  if (place?.at !== 'preview' || place.state !== 'ready' || place.handle === undefined) return;
  // The screen shows what is the matter with the printer or its paper for as long as it is.
  if (printerReason(turn.world, 'documentPrinter', place.pages) !== undefined) return;
  const owed = Array.from({ length: place.pages }, (_, index) => index + 1);
  const title = documentOf(turn, place.documentId)?.title ?? '';
  print(turn, {
    documentId: place.documentId,
    title,
    handle: place.handle,
    pages: place.pages,
    owed,
    ledger: noSheets,
  });
};

/** `settled`: what the pages are about, for the screen that comes after them. */
const print = (turn: Turn, document: PrintingDocument, settled?: Settled): void => {
  reserve(turn, 'documentPrinter', document.owed.length);
  turn.arrive({
    at: 'printing',
    what: settled === undefined ? 'document' : 'notice',
    state: 'printing',
    document,
    ...(settled === undefined ? {} : { settled }),
    progress: { done: document.pages - document.owed.length, total: document.pages },
  });
  const used = turn.visit?.used ?? { card: false, glass: false, paper: false, slip: false };
  turn.change({ used: { ...used, paper: true } });
  turn.do({
    do: 'print-document',
    ref: turn.await(),
    ...(document.documentId === undefined ? {} : { documentId: document.documentId }),
    handle: document.handle,
    pages: document.pages,
    only: document.owed,
  });
};

export const onPrintProgress = (turn: Turn, done: number): void => {
  const place = turn.place;
  if (place?.at !== 'printing' || place.document === undefined) return;
  const before = place.document.pages - place.document.owed.length;
  turn.update({
    ...place,
    progress: { done: Math.min(before + done, place.document.pages), total: place.document.pages },
  });
};

const callFor = ({ code }: Reason): 'jam' | 'paper' | 'fault' =>
  code === 'document-jam' ? 'jam' : code === 'document-paper-out' ? 'paper' : 'fault';

/** The printer waits for hands in the middle of a certificate: staff hear of it now, not when the job is given up. */
export const onPrinterHeld = (turn: Turn): void => {
  const place = turn.place;
  if (place?.at !== 'printing' || place.document === undefined || place.toldAt !== undefined) return;
  const reason = deviceReason(turn.world, 'documentPrinter');
  if (reason === undefined) return;
  turn.sound('trouble');
  turn.do({ do: 'save-call', reason: callFor(reason), screen: 'printing' });
  turn.update({ ...place, toldAt: turn.now });
};

const sum = (a: SheetLedger, b: SheetLedger): SheetLedger => ({
  asked: a.asked + b.asked,
  taken: a.taken + b.taken,
  spoiled: a.spoiled + b.spoiled,
  unknown: a.unknown + b.unknown,
});

/** What became of each page: the ones that came out, the one that was spoiled, the ones nobody knows of, the ones still owed. */
const pageStates = (
  document: PrintingDocument,
  end: Extract<PrintEnd, { ok: false }>,
): readonly PageState[] => {
  let { spoiled, unknown } = end.ledger;
  return Array.from({ length: document.pages }, (_, index): PageState => {
    const page = index + 1;
    if (!end.owed.includes(page)) return { page, state: 'taken' };
    if (spoiled > 0) {
      spoiled -= 1;
      return { page, state: 'spoiled' };
    }
    if (unknown > 0) {
      unknown -= 1;
      return { page, state: 'unknown' };
    }
    return { page, state: 'owed' };
  });
};

export const onPrinted = (turn: Turn, end: PrintEnd): void => {
  const place = turn.place;
  if (place?.at !== 'printing' || place.document === undefined) return;
  const document = place.document;
  const ledger = sum(document.ledger, end.ledger);
  if (end.ok) {
    turn.sound('done');
    conclude(turn, { at: 'finish', settled: afterPages(place.settled, document, ledger) });
    return;
  }
  const reason = printReason(turn, end);
  turn.sound('trouble');
  const called = place.toldAt === undefined && !passesByItself(reason);
  if (called) turn.do({ do: 'save-call', reason: callFor(reason), screen: 'printing' });
  const toldAt = called ? turn.now : place.toldAt;
  // Where nobody knows what came out, nothing is printed again by itself: somebody of the hall looks.
  const owed = end.ledger.unknown > 0 ? [] : end.owed;
  reserve(turn, 'documentPrinter', owed.length);
  turn.arrive({
    at: 'trouble',
    reason,
    ...(toldAt === undefined ? {} : { toldAt }),
    pages: pageStates(document, end),
    document: { ...document, owed, ledger },
    ...(place.settled === undefined ? {} : { settled: place.settled }),
  });
};

const afterPages = (
  settled: Settled | undefined,
  document: PrintingDocument,
  sheets: SheetLedger,
): Settled =>
  settled?.kind === 'application'
    ? { ...settled, noticePrinted: true }
    : { kind: 'document', title: document.title, sheets };

/** The pages of a notice are made: on to the printer, as long as there is paper for them. */
const printNotice = (turn: Turn, outcome: Parameters<typeof onDocument>[1]): void => {
  const place = turn.place;
  if (place?.at !== 'printing' || place.settled === undefined) return;
  const reason = outcome.ok ? printerReason(turn.world, 'documentPrinter', outcome.pages) : outcome.reason;
  if (!outcome.ok || reason !== undefined) {
    if (outcome.ok) turn.do({ do: 'drop', handles: [outcome.handle] });
    turn.sound('trouble');
    turn.arrive({ at: 'trouble', reason: reason ?? { code: 'internal' }, settled: place.settled, pages: [] });
    return;
  }
  const { handle, pages } = outcome;
  const owed = Array.from({ length: pages }, (_, index) => index + 1);
  print(turn, { title: '', handle, pages, owed, ledger: noSheets }, place.settled);
};

const printReason = (turn: Turn, end: Extract<PrintEnd, { ok: false }>): Reason => {
  if (end.error.code === 'outcome-unknown') return { code: 'printer-answer-lost' };
  if (end.error.code === 'cancelled') return { code: 'print-cancelled' };
  return (
    conditionReason(end) ??
    deviceReason(turn.world, 'documentPrinter') ?? {
      // Fit to work, and it did not take the job: somebody else's is in it.
      code: end.error.code === 'busy' ? 'document-printer-busy' : 'document-printer-trouble',
    }
  );
};

const conditionReason = (end: Extract<PrintEnd, { ok: false }>): Reason | undefined => {
  const codes = end.error.conditions.map((condition) => condition.code);
  if (codes.includes('paper-jam')) return { code: 'document-jam' };
  if (codes.includes('paper-out')) return { code: 'document-paper-out' };
  if (codes.includes('cover-open') || codes.includes('door-open')) return { code: 'document-cover-open' };
  if (codes.includes('toner-empty')) return { code: 'document-toner-out' };
  return undefined;
};

/** Only the owed pages, only when the printer works again, and never when nobody knows what came out. */
export const canPrintOwed = (turn: Turn): boolean => {
  const place = turn.place;
  if (place?.at !== 'trouble' || place.document === undefined || place.document.owed.length === 0)
    return false;
  return printerReason(turn.world, 'documentPrinter', place.document.owed.length) === undefined;
};

export const printOwed = (turn: Turn): void => {
  const place = turn.place;
  if (place?.at === 'trouble' && place.document !== undefined && canPrintOwed(turn))
    print(turn, place.document, place.settled);
};
