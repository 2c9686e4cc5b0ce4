import { expect, test } from 'vitest';
import { byVisit, heldOf, paperRoles } from '../../../electron/core/session/paper/stock.ts';
import { atForm } from '../support/flows.ts';
import { counted, counts, documentReason, identified, keptBy, left } from '../support/paper-counts.ts';
import { drawFrom } from '../support/walk/draw.ts';
import { beginning, happen } from '../support/walk/standing.ts';
import { wander } from '../support/walk/walk.ts';

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
