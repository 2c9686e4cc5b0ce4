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
