import { expect, test } from 'vitest';
import { atMaterials } from '../support/flows.ts';
import { Visitor } from '../support/visitor.ts';

const scanOnHome = (visitor: Visitor) => visitor.sees('home').choices.find(({ id }) => id === 'scan');

test.each([
  ['paper-jam', 'scan-jam'],
  ['cover-open', 'scan-cover-open'],
] as const)(
  'a feeder with %s leaves the journey open: the glass is offered, with %s for the feeder',
  (fault, reason) => {
    const visitor = Visitor.atHome();
    visitor.device('scanner', 'ready', fault);
    expect(scanOnHome(visitor)?.unavailable).toBeUndefined();
    visitor.touch('scan');
    visitor.identifies();
    visitor.touch('R-1', 'lease');
    expect(visitor.sees('scan')).toMatchObject({
      sources: ['flatbed', 'feeder'],
      source: 'flatbed',
      feederUnavailable: { code: reason },
    });
    visitor.act('scan');
    expect(visitor.all('scan').at(-1)?.request).toMatchObject({ source: 'flatbed', maxPages: 1 });
  },
);

test.each([
  ['paper-jam', 'scan-jam'],
  ['cover-open', 'scan-cover-open'],
] as const)('a scanner that has nothing but its feeder is closed by %s, with %s', (fault, reason) => {
  const visitor = Visitor.atHome();
  visitor.tell({ kind: 'scan-sources', sources: ['feeder'] });
  visitor.device('scanner', 'ready', fault);
  expect(scanOnHome(visitor)?.unavailable?.code).toBe(reason);
});

test('a scanner that stands still closes the journey, whatever its feeder says', () => {
  const visitor = Visitor.atHome();
  visitor.device('scanner', 'faulted', 'paper-jam');
  expect(scanOnHome(visitor)?.unavailable?.code).toBe('scan-jam');
  visitor.device('scanner', 'ready', 'paper-jam', 'out-of-order');
  expect(scanOnHome(visitor)?.unavailable).toBeDefined();
});

test('whoever pulls the sheet out of the feeder takes the feeder again, and the reason goes', () => {
  const visitor = atMaterials();
  visitor.device('scanner', 'ready', 'paper-jam');
  visitor.touch('photo', 'feeder');
  visitor.act('scan');
  expect(visitor.all('scan').at(-1)?.request.source).toBe('feeder');
  visitor.device('scanner', 'busy');
  visitor.scanned(['p1']);
  expect(visitor.sees('scan').feederUnavailable).toBeUndefined();
});

const withPaperOnGlass = () => {
  const visitor = atMaterials();
  visitor.touch('photo');
  visitor.act('scan');
  expect(visitor.all('scan').at(-1)?.request.source).toBe('feeder');
  return visitor;
};

test('a paper on the glass is scanned though the feeder was meant, when the feeder turns out empty', () => {
  const visitor = withPaperOnGlass();
  visitor.scanned([], { code: 'rejected', condition: 'feeder-empty' });
  expect(visitor.sees('scan')).toMatchObject({ state: 'scanning', source: 'flatbed' });
  expect(visitor.all('scan').at(-1)?.request).toMatchObject({ source: 'flatbed', maxPages: 1 });
  visitor.scanned(['p1']);
  expect(visitor.sees('scan')).toMatchObject({ state: 'ready', pages: [{ handle: 'p1' }] });
  visitor.act('scan');
  expect(visitor.all('scan').at(-1)?.request.source).toBe('flatbed');
});

test('whoever chose the empty feeder is told that it is empty, and the glass stays still', () => {
  const visitor = atMaterials();
  visitor.touch('photo', 'feeder');
  visitor.act('scan');
  visitor.scanned([], { code: 'rejected', condition: 'feeder-empty' });
  expect(visitor.sees('scan')).toMatchObject({ state: 'ready', problem: { code: 'scan-empty' } });
});

test('a feeder that ran empty after its first pages is told, and nothing blank is added from the glass', () => {
  const visitor = withPaperOnGlass();
  visitor.scanned(['p1']);
  visitor.act('scan');
  visitor.scanned([], { code: 'rejected', condition: 'feeder-empty' });
  expect(visitor.sees('scan')).toMatchObject({ pages: [{ handle: 'p1' }], problem: { code: 'scan-empty' } });
});
