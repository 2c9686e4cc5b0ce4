import { expect, test } from 'vitest';
import type { ConditionCode } from '../../../devices/device.ts';
import {
  byVisit,
  freeFor,
  heldOf,
  type PaperRole,
  paperRoles,
  type Stocks,
} from '../../../electron/core/session/paper/stock.ts';
import { atDocumentPrinting, atDocuments, atForm, atItem, atTicketSlip } from '../support/flows.ts';
import { attendant, knownPerson } from '../support/hall.ts';
import { Visitor } from '../support/visitor.ts';
import { drawFrom } from '../support/walk/draw.ts';
import { beginning, happen } from '../support/walk/standing.ts';
import { wander } from '../support/walk/walk.ts';

const logIn = (visitor: Visitor): void => {
  visitor.intend({ kind: 'staff-gesture' });
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  visitor.tell({ kind: 'pin', ref: visitor.take('check-pin').ref, staffId: attendant.id, right: true });
};

/** Staff have counted, before anybody came. */
const counted = (role: PaperRole, left: number): Visitor => {
  const visitor = Visitor.atAttract();
  counts(visitor, role, left);
  return visitor;
};

const counts = (visitor: Visitor, role: PaperRole, left: number): void => {
  logIn(visitor);
  visitor.intend({ kind: 'staff-paper', role, left });
  visitor.staff('leave');
};

const left = (visitor: Visitor, role: PaperRole): number | undefined =>
  visitor.session.world.paper.stock[role]?.left;
const keptBy = (visitor: Visitor): Stocks => visitor.all('keep-paper').at(-1)?.stock ?? {};

const says = (visitor: Visitor, role: PaperRole, ...codes: readonly ConditionCode[]): void =>
  visitor.tell({
    kind: 'device',
    role,
    driver: 'test',
    status: {
      link: codes.includes('paper-out') ? 'faulted' : 'ready',
      conditions: codes.map((code) => ({ code, severity: code === 'paper-out' ? 'error' : 'warning' })),
    },
  });

const identified = (visitor: Visitor): void => {
  visitor.wake();
  visitor.touch('print');
  visitor.identifies();
};

const documentReason = (visitor: Visitor, id: string) =>
  visitor.sees('documents').documents.find((line) => line.id === id)?.unavailable;

test('a certificate of more sheets than there are does not begin, and says how many it takes, how many there are, and where else', () => {
  const visitor = counted('documentPrinter', 2);
  identified(visitor);
  expect(documentReason(visitor, 'doc-3p')).toEqual({
    code: 'document-paper-short',
    params: { need: 3, left: 2 },
    point: { name: { 'zh-CN': '街道', en: '街道 (en)' }, distanceMetres: 400 },
  });
  visitor.touch('doc-3p');
  visitor.sees('documents');
});

test('the last sheets are enough for exactly so many, and then they are none', () => {
  const visitor = counted('documentPrinter', 3);
  identified(visitor);
  visitor.touch('doc-3p');
  visitor.documentComes('pdf-1', 3);
  visitor.act('print');
  visitor.printed({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } });
  visitor.act('home');
  const print = visitor.sees('home').choices.find(({ id }) => id === 'print');
  expect(print?.unavailable?.code).toBe('document-paper-out');
});

test('a certificate whose file has more pages than the list said is not printed half', () => {
  const visitor = counted('documentPrinter', 4);
  identified(visitor);
  visitor.touch('doc-3p');
  visitor.documentComes('pdf-1', 5);
  expect(visitor.sees('preview').unavailable).toMatchObject({
    code: 'document-paper-short',
    params: { need: 5, left: 4 },
  });
  visitor.act('print');
  visitor.sees('preview');
});

test.each(['ticket', 'apply', 'resume'])(
  '%s holds the slip that it will print from its first touch, and gives it back at home',
  (journey) => {
    const visitor = counted('ticketPrinter', 1);
    visitor.wake();
    visitor.touch(journey, ...(journey === 'apply' ? ['plain'] : []));
    if (journey === 'apply') visitor.act('next');
    expect(heldOf(visitor.session.world.paper, 'ticketPrinter', (by) => by === byVisit)).toBe(1);
    visitor.act('home');
    expect(visitor.session.world.paper.holds).toEqual([]);
  },
);

test('the roll’s last slip is not promised to a second person while the first one’s is at the printer', () => {
  const visitor = counted('ticketPrinter', 1);
  visitor.wake();
  visitor.touch('ticket', 'general');
  visitor.ticketIssued();
  visitor.act('end-session');
  visitor.wake();
  const ticket = visitor.sees('home').choices.find(({ id }) => id === 'ticket');
  expect(ticket?.unavailable?.code).toBe('ticket-paper-out');
  visitor.touch('ticket');
  visitor.sees('home');
  // Nothing of the first slip came out: the paper is there again.
  visitor.slipFails('rejected');
  visitor.touch('ticket');
  visitor.sees('ticket');
});

test('what is printed after its visit ended is counted too', () => {
  const visitor = counted('documentPrinter', 10);
  identified(visitor);
  visitor.touch('doc-3p');
  visitor.documentComes('pdf-1', 3);
  visitor.act('print');
  visitor.act('end-session');
  visitor.printed({
    ok: false,
    error: { code: 'cancelled', detail: 'cancelled', conditions: [] },
    ledger: { asked: 3, taken: 1, spoiled: 0, unknown: 1 },
    owed: [3],
  });
  expect(left(visitor, 'documentPrinter')).toBe(8);
  expect(visitor.session.world.paper.holds).toEqual([]);
});

test('after a jam the owed pages stay held, and are printed from what was held', () => {
  const visitor = counted('documentPrinter', 4);
  identified(visitor);
  visitor.touch('doc-3p');
  visitor.documentComes('pdf-1', 3);
  visitor.act('print');
  visitor.printed({
    ok: false,
    error: { code: 'rejected', detail: 'jam', conditions: [{ code: 'paper-jam', severity: 'error' }] },
    ledger: { asked: 3, taken: 1, spoiled: 1, unknown: 0 },
    owed: [2, 3],
  });
  expect(visitor.sees('trouble').canPrint).toBe(true);
  expect(heldOf(visitor.session.world.paper, 'documentPrinter', (by) => by === byVisit)).toBe(2);
  visitor.act('print');
  visitor.printed({ ok: true, ledger: { asked: 2, taken: 2, spoiled: 0, unknown: 0 } });
  expect(left(visitor, 'documentPrinter')).toBe(0);
});

test.each([
  ['outcome-unknown', 9],
  ['rejected', 10],
] as const)('a slip that ended with %s leaves %i of ten', (code, rest) => {
  const visitor = counted('ticketPrinter', 10);
  visitor.wake();
  visitor.touch('ticket', 'general');
  visitor.ticketIssued();
  visitor.slipFails(code);
  expect(left(visitor, 'ticketPrinter')).toBe(rest);
});

test('the slip of a draft is counted though its person has gone', () => {
  const visitor = atForm();
  visitor.type({ moved: false });
  counts(visitor, 'ticketPrinter', 5);
  visitor.wait(400);
  const { ref } = visitor.take('keep-draft');
  visitor.tell({ kind: 'slip', ref, outcome: { ok: true } });
  expect(left(visitor, 'ticketPrinter')).toBe(4);
});

test('the disk has counted a job before it begins, and gives back what it did not use', () => {
  const visitor = counted('documentPrinter', 10);
  identified(visitor);
  visitor.touch('doc-3p');
  visitor.documentComes('pdf-1', 3);
  const before = visitor.asked.length;
  visitor.act('print');
  expect(visitor.asked.slice(before).map(({ do: kind }) => kind)).toEqual([
    'keep-mark',
    'keep-paper',
    'print-document',
  ]);
  expect(keptBy(visitor).documentPrinter?.left).toBe(7);
  visitor.printed({
    ok: false,
    error: { code: 'rejected', detail: 'no', conditions: [] },
    ledger: { asked: 3, taken: 1, spoiled: 0, unknown: 0 },
    owed: [2, 3],
  });
  expect(keptBy(visitor).documentPrinter?.left).toBe(9);
});

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

test('whatever happens, no sheet is promised twice, and every one that was printed is counted once', () => {
  let reserved = 0;
  for (let seed = 1; seed <= 30; seed += 1) {
    const draw = drawFrom(seed);
    let standing = beginning();
    for (const role of paperRoles)
      standing = happen(standing, {
        kind: 'paper-kept',
        stock: { ...standing.session.world.paper.stock, [role]: { left: 4, from: 'counted', at: 0 } },
      });
    for (let count = 0; count < 250; count += 1) {
      const before = standing.session.world.paper;
      standing = wander(draw, standing);
      const after = standing.session.world.paper;
      for (const role of paperRoles) {
        const [was, is] = [before, after].map((paper) => heldOf(paper, role, () => true)) as [number, number];
        const stock = after.stock[role];
        if (is <= was) continue;
        reserved += 1;
        if (stock !== undefined && before.stock[role] === stock) expect(is).toBeLessThanOrEqual(stock.left);
      }
    }
  }
  expect(reserved).toBeGreaterThan(50);
});
