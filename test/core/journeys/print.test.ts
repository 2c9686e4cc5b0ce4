import { expect, test } from 'vitest';
import type { PrintEnd } from '../../../devices/classes/document-printer.ts';
import type { ConditionCode } from '../../../devices/device.ts';
import { atDocumentPrinting, atDocuments } from '../support/flows.ts';
import { Visitor } from '../support/visitor.ts';

const stopped = (
  condition: ConditionCode | undefined,
  owed: readonly number[],
  ledger: PrintEnd['ledger'],
  code: 'rejected' | 'outcome-unknown' = 'rejected',
): PrintEnd => ({
  ok: false,
  error: {
    code,
    detail: 'no',
    conditions: condition === undefined ? [] : [{ code: condition, severity: 'error' }],
  },
  ledger,
  owed,
});

test('a document is previewed, printed, and the finish counts its sheets', () => {
  const visitor = atDocuments();
  visitor.touch('doc-3p');
  expect(visitor.sees('preview').state).toBe('loading');
  visitor.act('print');
  expect(visitor.all('print-document')).toHaveLength(0);
  visitor.documentComes('pdf-1', 3);
  visitor.act('print', 'print', 'confirm');
  expect(visitor.all('print-document')).toMatchObject([{ handle: 'pdf-1', pages: 3, only: [1, 2, 3] }]);
  visitor.tell({
    kind: 'print-progress',
    ref: visitor.all('print-document')[0]?.ref ?? '',
    progress: { sheetsDone: 2, sheets: 3 },
  });
  expect(visitor.sees('printing').progress).toEqual({ done: 2, total: 3 });
  visitor.printed({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } });
  expect(visitor.sees('finish').matter).toMatchObject({ kind: 'document', sheets: { taken: 3 } });
  expect(visitor.dropped).toContain('pdf-1');
});

test('a jam on page two of three offers pages two and three, never all again', () => {
  const visitor = atDocumentPrinting();
  visitor.device('documentPrinter', 'ready', 'paper-jam');
  visitor.printed(stopped('paper-jam', [2, 3], { asked: 2, taken: 1, spoiled: 1, unknown: 0 }));
  expect(visitor.sees('trouble')).toMatchObject({
    reason: { code: 'document-jam' },
    canPrint: false,
    pages: [
      { page: 1, state: 'taken' },
      { page: 2, state: 'spoiled' },
      { page: 3, state: 'owed' },
    ],
  });
  expect(visitor.all('save-call')).toMatchObject([{ reason: 'jam' }]);
  visitor.act('print');
  expect(visitor.all('print-document')).toHaveLength(1);
  visitor.device('documentPrinter');
  expect(visitor.sees('trouble').canPrint).toBe(true);
  visitor.act('print');
  expect(visitor.all('print-document').at(-1)?.only).toEqual([2, 3]);
  expect(visitor.sees('printing').progress).toEqual({ done: 1, total: 3 });
  visitor.printed({ ok: true, ledger: { asked: 2, taken: 2, spoiled: 0, unknown: 0 } });
  expect(visitor.sees('finish').matter).toMatchObject({ sheets: { taken: 3, spoiled: 1 } });
});

test('where nobody knows what came out, nothing is printed again, by no touch', () => {
  const visitor = atDocumentPrinting();
  visitor.printed(
    stopped(undefined, [2, 3], { asked: 3, taken: 1, spoiled: 0, unknown: 2 }, 'outcome-unknown'),
  );
  expect(visitor.sees('trouble')).toMatchObject({
    reason: { code: 'printer-answer-lost' },
    canPrint: false,
    pages: [{ state: 'taken' }, { state: 'unknown' }, { state: 'unknown' }],
  });
  visitor.act('print', 'confirm', 'next', 'back', 'retake', 'scan');
  visitor.device('documentPrinter', 'absent');
  visitor.device('documentPrinter');
  visitor.act('print');
  expect(visitor.all('print-document')).toHaveLength(1);
});

test.each([
  ['paper-out', 'document-paper-out', 'paper'],
  ['cover-open', 'document-cover-open', 'fault'],
  ['toner-empty', 'document-toner-out', 'fault'],
  ['other', 'document-printer-trouble', 'fault'],
] as const)('a print that ends for %s is told as %s and somebody is called', (condition, code, call) => {
  const visitor = atDocumentPrinting();
  visitor.printed(stopped(condition, [1, 2, 3], { asked: 3, taken: 0, spoiled: 0, unknown: 0 }));
  expect(visitor.sees('trouble').reason.code).toBe(code);
  expect(visitor.all('save-call')).toMatchObject([{ reason: call }]);
});

test('while a printer waits for paper the screen says so and the print goes on afterwards', () => {
  const visitor = atDocumentPrinting();
  visitor.device('documentPrinter', 'busy', 'paper-out');
  expect(visitor.sees('printing').problem?.code).toBe('document-paper-out');
  visitor.device('documentPrinter', 'busy');
  expect(visitor.sees('printing').problem).toBeUndefined();
});

test.each(['document-gone', 'offline', 'central-refused'] as const)(
  'a document that does not come (%s) says why, prints nothing, and back shows the others',
  (code) => {
    const visitor = atDocuments();
    visitor.touch('doc-3p');
    visitor.documentFails(code);
    expect(visitor.sees('preview')).toMatchObject({ state: 'failed', unavailable: { code } });
    visitor.act('print', 'confirm');
    expect(visitor.all('print-document')).toHaveLength(0);
    visitor.act('back');
    expect(visitor.sees('documents').documents).toHaveLength(3);
  },
);

test('documents with a fee or a presence check stay visible with their reason and do not open', () => {
  const visitor = atDocuments();
  expect(visitor.sees('documents').documents.map(({ unavailable }) => unavailable?.code)).toEqual([
    undefined,
    'fee-at-counter',
    'face-check',
  ]);
  visitor.touch('doc-fee', 'doc-face', 'doc-of-another');
  visitor.sees('documents');
  expect(visitor.all('load-document')).toHaveLength(0);
});

test('a preview that is left drops its bytes, and one left while it came is fetched again', () => {
  const visitor = atDocuments();
  visitor.touch('doc-3p');
  visitor.act('report', 'back');
  expect(visitor.sees('preview').state).toBe('loading');
  visitor.documentComes('pdf-2');
  visitor.act('back');
  expect(visitor.dropped).toEqual(['pdf-2']);
});

test('home from a trouble with owed pages drops the document', () => {
  const visitor = atDocumentPrinting();
  visitor.printed(stopped('paper-jam', [2, 3], { asked: 2, taken: 1, spoiled: 1, unknown: 0 }));
  visitor.act('home');
  expect(visitor.dropped).toContain('pdf-1');
  visitor.act('print');
  expect(visitor.all('print-document')).toHaveLength(1);
});

test('a printer that fails under the preview is told there and nothing is sent to it', () => {
  const visitor = atDocuments();
  visitor.touch('doc-3p');
  visitor.documentComes();
  visitor.device('documentPrinter', 'ready', 'toner-empty');
  visitor.act('print');
  expect(visitor.sees('preview').unavailable?.code).toBe('document-toner-out');
  expect(visitor.all('print-document')).toHaveLength(0);
  visitor.device('documentPrinter');
  expect(visitor.sees('preview').unavailable).toBeUndefined();
  visitor.act('print');
  visitor.sees('printing');
});

test('print, progress and scan say before the first touch why they can not be done, and where they can', () => {
  const visitor = Visitor.atHome();
  visitor.network(false);
  const reasons = (): Record<string, string | undefined> =>
    Object.fromEntries(visitor.sees('home').choices.map(({ id, unavailable }) => [id, unavailable?.code]));
  expect(reasons()).toEqual({
    ticket: undefined,
    apply: undefined,
    print: 'offline',
    progress: 'offline',
    scan: 'offline',
    resume: 'offline',
    nearby: undefined,
    report: undefined,
  });
  visitor.touch('print', 'progress', 'scan');
  visitor.sees('home');
  visitor.network(true);
  visitor.device('documentPrinter', 'ready', 'paper-out');
  expect(visitor.sees('home').choices.find(({ id }) => id === 'print')?.unavailable).toEqual({
    code: 'document-paper-out',
    point: { name: { 'zh-CN': '街道', en: '街道 (en)' }, distanceMetres: 400 },
  });
});

test('a kiosk without a document printer does not offer to print', () => {
  const visitor = new Visitor();
  visitor.device('idReader');
  visitor.device('ticketPrinter');
  visitor.network(true);
  visitor.wake();
  expect(visitor.sees('home').choices.map(({ id }) => id)).toEqual([
    'ticket',
    'apply',
    'progress',
    'resume',
    'nearby',
    'report',
  ]);
});

test('somebody else’s job in the printer calls nobody, and the certificate is printed on the next touch', () => {
  const visitor = atDocumentPrinting();
  visitor.printed({
    ok: false,
    error: { code: 'busy', detail: 'no', conditions: [] },
    ledger: { asked: 0, taken: 0, spoiled: 0, unknown: 0 },
    owed: [1, 2, 3],
  });
  expect(visitor.sees('trouble')).toMatchObject({
    reason: { code: 'document-printer-busy' },
    canPrint: true,
  });
  expect(visitor.sees('trouble').toldAt).toBeUndefined();
  expect(visitor.all('save-call')).toHaveLength(0);
  visitor.act('print');
  expect(visitor.all('print-document').at(-1)?.only).toEqual([1, 2, 3]);
});
