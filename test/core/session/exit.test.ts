import { expect, test } from 'vitest';
import {
  atDocumentPrinting,
  atDocuments,
  atForm,
  atItem,
  atReceiptWaiting,
  atReview,
  atSupplement,
  atTicketSlip,
  suppliesPaper,
  typesIdentity,
} from '../support/flows.ts';
import { attendant, secrets } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

const scenes: Readonly<Record<string, () => Visitor>> = {
  'a form': () => {
    const visitor = atForm();
    visitor.type({ moved: true, address: '样例路7号' });
    return visitor;
  },
  'a typed identity': () => {
    const visitor = atItem('typed');
    visitor.act('next');
    typesIdentity(visitor);
    return visitor;
  },
  'a half-typed identity': () => {
    const visitor = atItem('typed');
    visitor.act('next');
    visitor.type({ idNumber: '11010519491231002X', name: '测试样例' });
    return visitor;
  },
  'the read-back': () => atReview({ moved: true }),
  'a submission being saved': () => {
    const visitor = atReview();
    visitor.act('confirm');
    return visitor;
  },
  'a receipt that waits': () => atReceiptWaiting().visitor,
  'the documents': atDocuments,
  'a running print': atDocumentPrinting,
  'a supplement': () => {
    const visitor = atSupplement();
    suppliesPaper(visitor, 'lease');
    return visitor;
  },
  'a report': () => {
    const visitor = atForm();
    visitor.act('report');
    visitor.type({ text: '我是测试样例', contact: '13800000001' });
    return visitor;
  },
  'a trouble': () => {
    const { visitor, id } = atReceiptWaiting();
    visitor.received(id);
    visitor.slipFails('rejected');
    return visitor;
  },
};

/** Nothing of the person in the session's value, nor on the screen. */
const expectNothingLeft = (visitor: Visitor): void => {
  const left = JSON.stringify([visitor.session, visitor.snapshot]);
  for (const secret of secrets) expect(left).not.toContain(secret);
  expect(visitor.snapshot.person).toBeUndefined();
};

const exits: Readonly<Record<string, (visitor: Visitor) => void>> = {
  'the end of the visit': (visitor) => visitor.act('end-session'),
  'a time-out': (visitor) => {
    visitor.wait(400);
  },
  'the staff': (visitor) => {
    visitor.intend({ kind: 'staff-gesture' });
    visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
    const { ref } = visitor.take('check-pin');
    visitor.tell({ kind: 'pin', ref, staffId: attendant.id, right: true });
    visitor.staff('end-visit');
    visitor.staff('leave');
  },
};

test.each(Object.keys(exits).flatMap((exit) => Object.keys(scenes).map((scene) => [exit, scene] as const)))(
  '%s leaves nothing of the person behind, from %s',
  (exit, scene) => {
    const visitor = scenes[scene]?.() ?? Visitor.atHome();
    const before = JSON.stringify(visitor.session);
    expect(secrets.some((secret) => before.includes(secret))).toBe(true);
    if (exit === 'a time-out' && visitor.snapshot.busy) visitor.act('end-session');
    exits[exit]?.(visitor);
    expectNothingLeft(visitor);
    expect(visitor.all('wipe')).toHaveLength(1);
    visitor.wait(30);
    visitor.sees('attract');
    expect(visitor.session.phase).toEqual({ at: 'attract' });
  },
);

test('results of an ended visit are nobody’s, and their bytes are dropped', () => {
  const visitor = atDocuments();
  visitor.touch('doc-3p');
  const loading = visitor.take('load-document').ref;
  visitor.act('end-session', 'confirm');
  visitor.wake();
  visitor.tell({ kind: 'document', ref: loading, outcome: { ok: true, handle: 'late-pdf', pages: 3 } });
  visitor.tell({ kind: 'scanned', ref: loading, pages: [{ handle: 'late-page', verdicts: [] }] });
  visitor.tell({ kind: 'joined', ref: loading, outcome: { ok: true, handle: 'late-join' } });
  expect(visitor.dropped).toEqual(['late-pdf', 'late-page', 'late-join']);
  visitor.sees('home');
  expectNothingLeft(visitor);
});

test('a ticket, slip or receipt that ends after its visit shows on nobody’s screen', () => {
  const visitor = atTicketSlip();
  visitor.act('end-session');
  visitor.wake();
  visitor.slipPrinted();
  visitor.received('record-1', 'HZ-1');
  visitor.sees('home');
});

test('two persons in a row: the second one begins with nothing of the first', () => {
  const visitor = atReview();
  visitor.act('end-session', 'confirm');
  visitor.wake();
  expectNothingLeft(visitor);
  visitor.touch('print');
  expect(visitor.sees('identify')).toMatchObject({ state: 'waiting' });
  visitor.act('home');
  visitor.touch('apply', 'residence');
  visitor.act('next');
  visitor.sees('identify');
});

test('home keeps the card that was read; only the end of the visit gives it up', () => {
  const visitor = atDocuments();
  visitor.act('home');
  visitor.touch('progress');
  expect(visitor.sees('progress').applications).toHaveLength(2);
});

test('while a slip is on its way the end of the visit reminds of it', () => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'insurance');
  visitor.identifies();
  visitor.ticketIssued('B001');
  visitor.act('end-session');
  expect(visitor.sees('take-belongings').things).toEqual(['card', 'slip']);
});
