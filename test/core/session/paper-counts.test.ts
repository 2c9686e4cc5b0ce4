import { expect, test } from 'vitest';
import { freeFor, type Stocks } from '../../../electron/core/session/paper/stock.ts';
import { atDocumentPrinting, atDocuments, atItem, atTicketSlip } from '../support/flows.ts';
import { counted, counts, documentReason, left, logIn, says } from '../support/paper-counts.ts';
import { knownPerson } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

test('a count outlives a restart; what a printer told meanwhile is newer', () => {
  const stock: Stocks = {
    documentPrinter: { left: 7, from: 'counted', at: 0 },
    ticketPrinter: { left: 3, from: 'counted', at: 0 },
  };
  const visitor = new Visitor();
  visitor.tell({
    kind: 'device',
    role: 'documentPrinter',
    driver: 'test',
    status: { link: 'ready', conditions: [], sheets: 120 },
  });
  visitor.tell({ kind: 'paper-kept', stock });
  expect([left(visitor, 'documentPrinter'), left(visitor, 'ticketPrinter')]).toEqual([120, 3]);
});

test('where nobody has counted nothing is claimed, and the printer’s own conditions decide', () => {
  const visitor = atDocuments();
  expect(freeFor(visitor.session.world, 'documentPrinter')).toBeUndefined();
  expect(documentReason(visitor, 'doc-3p')).toBeUndefined();
  logIn(visitor);
  expect(visitor.sees('staff').paper).toEqual([
    { role: 'ticketPrinter', held: 0, low: false, fill: [250] },
    { role: 'documentPrinter', held: 1, low: false, fill: [100, 250, 500] },
  ]);
});

test('“low” means few, whatever was counted: a long certificate waits, a short one is printed', () => {
  const long = {
    ...knownPerson,
    documents: knownPerson.documents.map((line) => ({
      ...line,
      pages: line.id === 'doc-3p' ? 30 : line.pages,
    })),
  };
  const visitor = Visitor.atHome();
  says(visitor, 'documentPrinter', 'paper-low');
  visitor.touch('print');
  visitor.presence('present');
  visitor.cardReads();
  visitor.centralKnows(long);
  expect(documentReason(visitor, 'doc-3p')).toMatchObject({
    code: 'document-paper-short',
    params: { need: 30, left: 10 },
  });
  says(visitor, 'documentPrinter');
  expect(documentReason(visitor, 'doc-3p')).toBeUndefined();
});

test('“out” is none; when it has passed somebody filled it, and how much nobody told', () => {
  const visitor = counted('documentPrinter', 80);
  says(visitor, 'documentPrinter', 'paper-out');
  expect(left(visitor, 'documentPrinter')).toBe(0);
  says(visitor, 'documentPrinter');
  expect(left(visitor, 'documentPrinter')).toBeUndefined();
});

test('what staff count while the printer still says “out” stands when it says so no more', () => {
  const visitor = Visitor.atAttract();
  says(visitor, 'documentPrinter', 'paper-out');
  counts(visitor, 'documentPrinter', 250);
  says(visitor, 'documentPrinter');
  expect(left(visitor, 'documentPrinter')).toBe(250);
});

test('“low” that passes without a count means that it was filled: the old count is forgotten', () => {
  const visitor = counted('ticketPrinter', 40);
  says(visitor, 'ticketPrinter', 'paper-low');
  expect(left(visitor, 'ticketPrinter')).toBe(8);
  says(visitor, 'ticketPrinter');
  expect(left(visitor, 'ticketPrinter')).toBeUndefined();
});

test('“refilled” without a number makes the count unknown, and it is written down who counted what', () => {
  const visitor = counted('documentPrinter', 20);
  expect(visitor.all('audit').at(-1)).toMatchObject({
    kind: 'staff-paper-counted',
    fields: { actor: 's-1', role: 'documentPrinter', left: 20 },
  });
  logIn(visitor);
  visitor.staff('paper-refilled');
  expect(left(visitor, 'documentPrinter')).toBeUndefined();
});

test('nobody but staff who are logged in can say how much paper there is', () => {
  const visitor = Visitor.atAttract();
  visitor.intend({ kind: 'staff-paper', role: 'documentPrinter', left: 500 });
  expect(left(visitor, 'documentPrinter')).toBeUndefined();
});

test('a printer that counts is not corrected by hand, nor counted down twice', () => {
  const visitor = atDocumentPrinting();
  const tells = (sheets: number): void =>
    visitor.tell({
      kind: 'device',
      role: 'documentPrinter',
      driver: 'test',
      status: { link: 'ready', conditions: [], sheets },
    });
  tells(100);
  counts(visitor, 'documentPrinter', 500);
  tells(97);
  visitor.printed({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } });
  expect(left(visitor, 'documentPrinter')).toBe(97);
});

test('an item is not begun when the roll has no slip for its receipt', () => {
  const visitor = atItem('plain');
  counts(visitor, 'ticketPrinter', 0);
  expect(visitor.sees('item').unavailable?.code).toBe('ticket-paper-out');
  visitor.act('next');
  visitor.sees('item');
});

test('a person whose slip is being printed leaves the rest of the roll to the others', () => {
  const visitor = atTicketSlip();
  counts(visitor, 'ticketPrinter', 2);
  expect(freeFor(visitor.session.world, 'ticketPrinter')).toBe(1);
});
