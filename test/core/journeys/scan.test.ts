import { expect, test } from 'vitest';
import { atMaterials, atSupplement } from '../support/flows.ts';
import { knownPerson } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

const atScan = (material = 'photo'): Visitor => {
  const visitor = atMaterials();
  visitor.touch(material);
  visitor.sees('scan');
  return visitor;
};

test('pages come in, are shown, and are confirmed only within the bounds of the paper', () => {
  const visitor = atScan();
  expect(visitor.sees('scan')).toMatchObject({
    material: { min: 1, max: 2 },
    canConfirm: false,
    source: 'feeder',
  });
  visitor.act('confirm');
  expect(visitor.all('join-pages')).toHaveLength(0);
  visitor.act('scan');
  expect(visitor.all('scan').at(-1)?.request).toMatchObject({ source: 'feeder', maxPages: 2 });
  expect(visitor.snapshot.busy).toBe(true);
  visitor.scanned(['p1', 'p2']);
  expect(visitor.sees('scan')).toMatchObject({
    canConfirm: true,
    pages: [{ handle: 'p1' }, { handle: 'p2' }],
  });
  visitor.act('confirm');
  expect(visitor.take('join-pages').pages).toEqual(['p1', 'p2']);
});

test('a paper is never scanned beyond its bounds, flat or from the feeder', () => {
  const visitor = atScan();
  visitor.touch('flatbed');
  visitor.act('scan');
  expect(visitor.all('scan').at(-1)?.request.maxPages).toBe(1);
  visitor.scanned(['p1']);
  visitor.touch('feeder');
  visitor.act('scan');
  expect(visitor.all('scan').at(-1)?.request.maxPages).toBe(1);
  visitor.scanned(['p2']);
  visitor.act('scan');
  expect(visitor.sees('scan').problem?.code).toBe('too-many-pages');
  expect(visitor.all('scan')).toHaveLength(2);
});

test('a device that gave more pages than asked is not confirmed until one is dropped', () => {
  const visitor = atScan();
  visitor.act('scan');
  visitor.scanned(['p1', 'p2', 'p3']);
  expect(visitor.sees('scan').canConfirm).toBe(false);
  visitor.intend({ kind: 'drop-page', page: 1, screenId: visitor.session.screenId });
  expect(visitor.sees('scan').pages.map(({ handle }) => handle)).toEqual(['p1', 'p3']);
  expect(visitor.dropped).toEqual(['p2']);
  expect(visitor.sees('scan').canConfirm).toBe(true);
});

test.each([
  ['rejected', 'paper-jam', 'scan-jam'],
  ['rejected', 'feeder-empty', 'scan-empty'],
  ['rejected', 'cover-open', 'scan-cover-open'],
  ['timeout', undefined, 'scan-timeout'],
  ['busy', undefined, 'scan-busy'],
  ['malformed-reply', undefined, 'scan-again'],
  ['rejected', undefined, 'scanner-trouble'],
] as const)(
  'pages that came in before a fault (%s, %s) are kept, and the fault is told as %s',
  (code, condition, reason) => {
    const visitor = atScan();
    visitor.act('scan');
    visitor.scanned(['p1'], { code, ...(condition === undefined ? {} : { condition }) });
    expect(visitor.sees('scan')).toMatchObject({
      state: 'ready',
      pages: [{ handle: 'p1' }],
      problem: { code: reason },
      canConfirm: true,
    });
    visitor.act('scan');
    visitor.scanned(['p2']);
    expect(visitor.sees('scan').problem).toBeUndefined();
    expect(visitor.sees('scan').pages).toHaveLength(2);
  },
);

test('retake drops the pages and begins anew', () => {
  const visitor = atScan();
  visitor.act('scan');
  visitor.scanned(['p1', 'p2']);
  visitor.act('retake');
  expect(visitor.sees('scan').pages).toEqual([]);
  expect(visitor.dropped).toEqual(['p1', 'p2']);
});

test('back from a running scan stops it, and what comes in later is dropped', () => {
  const visitor = atScan();
  visitor.act('scan');
  visitor.scanned(['p1']);
  visitor.act('scan');
  const { ref } = visitor.take('scan');
  visitor.act('back');
  visitor.sees('materials');
  expect(visitor.all('cancel').at(-1)?.ref).toBe(ref);
  visitor.tell({ kind: 'scanned', ref, pages: [{ handle: 'late', verdicts: [] }] });
  expect(visitor.dropped).toEqual(expect.arrayContaining(['p1', 'late']));
  expect(visitor.sees('materials').complete).toBe(false);
});

test('a call for help in the middle of a scan keeps its pages, and the scan can go on', () => {
  const visitor = atScan();
  visitor.act('scan');
  visitor.scanned(['p1']);
  visitor.act('scan', 'call-staff');
  visitor.saved('save-call');
  visitor.act('back');
  expect(visitor.sees('scan')).toMatchObject({ state: 'ready', pages: [{ handle: 'p1' }] });
  visitor.act('scan');
  visitor.scanned(['p2']);
  expect(visitor.sees('scan').canConfirm).toBe(true);
});

test('a paper that is scanned again takes the place of the one before', () => {
  const visitor = atScan();
  for (const round of ['a', 'b']) {
    visitor.act('scan');
    visitor.scanned([`${round}1`]);
    visitor.act('confirm');
    visitor.joined(`pdf-${round}`);
    visitor.touch('photo');
  }
  visitor.act('back');
  expect(visitor.dropped).toContain('pdf-a');
  expect(visitor.dropped).not.toContain('pdf-b');
  expect(visitor.sees('materials').materials[0]).toMatchObject({ status: 'supplied', pages: 1 });
});

test('pages that can not be joined stay on the screen', () => {
  const visitor = atScan();
  visitor.act('scan');
  visitor.scanned(['p1']);
  visitor.act('confirm');
  const { ref } = visitor.take('join-pages');
  visitor.tell({ kind: 'joined', ref, outcome: { ok: false, reason: { code: 'too-many-pages' } } });
  expect(visitor.sees('scan')).toMatchObject({ state: 'ready', problem: { code: 'too-many-pages' } });
});

test('papers from the records and unknown ones open no scan, nor does a scanner that is out of order', () => {
  const visitor = atMaterials();
  visitor.touch('household', 'nothing', 'old-lease');
  visitor.sees('materials');
  visitor.device('scanner', 'faulted', 'paper-jam');
  expect(visitor.sees('materials').materials[0]?.unavailable?.code).toBe('scan-jam');
  visitor.touch('photo');
  visitor.sees('materials');
});

test('who has pulled out a jammed sheet scans again at once: the scanner is asked, not its last word', () => {
  const visitor = atScan();
  visitor.act('scan');
  visitor.scanned(['p1'], { code: 'rejected', condition: 'paper-jam' });
  visitor.device('scanner', 'ready', 'paper-jam');
  visitor.act('scan');
  expect(visitor.sees('scan').state).toBe('scanning');
  visitor.scanned([], { code: 'rejected', condition: 'paper-jam' });
  expect(visitor.sees('scan')).toMatchObject({ pages: [{ handle: 'p1' }], problem: { code: 'scan-jam' } });
});

test('a paper without bounds takes as many pages as come', () => {
  const visitor = atScan('lease');
  visitor.act('scan');
  visitor.scanned(['p1', 'p2', 'p3', 'p4']);
  expect(visitor.sees('scan').canConfirm).toBe(true);
});

test('papers are added to an earlier application that lacks them, and only to that', () => {
  const visitor = Visitor.atHome();
  visitor.touch('scan');
  visitor.identifies();
  visitor.touch('R-2', 'R-9');
  visitor.sees('progress');
  visitor.touch('R-1');
  expect(visitor.sees('materials')).toMatchObject({ receiptNumber: 'R-1', complete: false });
  visitor.act('next');
  expect(visitor.all('save-supplement')).toHaveLength(0);
});

test('a supplement is saved once, and "saved" becomes "received"', () => {
  const visitor = atSupplement();
  visitor.touch('lease');
  visitor.act('scan');
  visitor.scanned(['p1']);
  visitor.act('confirm');
  visitor.joined('pdf-lease');
  visitor.act('next', 'next', 'home', 'back', 'report', 'call-staff');
  expect(visitor.all('save-supplement')).toMatchObject([
    { application: { receiptNumber: 'R-1' }, papers: { lease: { handle: 'pdf-lease', pages: 1 } } },
  ]);
  const id = visitor.saved('save-supplement');
  expect(visitor.sees('finish').matter).toMatchObject({
    kind: 'supplement',
    state: 'saved',
    receiptNumber: 'R-1',
  });
  visitor.received(id);
  expect(visitor.sees('finish').matter).toMatchObject({ state: 'received' });
  expect(visitor.dropped).toContain('pdf-lease');
});

test('after something of this visit was received the list of applications is asked for anew', () => {
  const visitor = atSupplement();
  visitor.touch('lease');
  visitor.act('scan');
  visitor.scanned(['p1']);
  visitor.act('confirm');
  visitor.joined('pdf-lease');
  visitor.act('next');
  visitor.received(visitor.saved('save-supplement'));
  visitor.act('home');
  visitor.touch('progress');
  visitor.centralKnows({ ...knownPerson, applications: [] });
  expect(visitor.sees('progress')).toMatchObject({ applications: [], waiting: 0 });
});

test('a supplement that is given up drops its papers', () => {
  const visitor = atSupplement();
  visitor.touch('lease');
  visitor.act('scan');
  visitor.scanned(['p1']);
  visitor.act('confirm');
  visitor.joined('pdf-lease');
  visitor.act('back');
  visitor.touch('R-1');
  expect(visitor.dropped).toContain('pdf-lease');
  expect(visitor.sees('materials').complete).toBe(false);
});

test('a page torn on its way is scanned again, unless the scanner itself has failed', () => {
  const visitor = atScan();
  visitor.act('scan');
  visitor.device('scanner', 'faulted', 'garbled');
  visitor.scanned([], { code: 'malformed-reply' });
  expect(visitor.sees('scan').problem?.code).toBe('scanner-trouble');
});
