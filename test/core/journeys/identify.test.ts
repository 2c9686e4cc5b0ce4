import { expect, test } from 'vitest';
import type { CardAdvice } from '../../../devices/classes/id-reader.ts';
import { atItem, typesIdentity } from '../support/flows.ts';
import { invented, knownPerson } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

const atIdentify = (): Visitor => {
  const visitor = Visitor.atHome();
  visitor.touch('print');
  visitor.sees('identify');
  return visitor;
};

const reads = (visitor: Visitor): number => visitor.all('read-card').length;

test('a card is read only while the screen with its notice is shown', () => {
  const visitor = Visitor.atHome();
  visitor.presence('present');
  expect(reads(visitor)).toBe(0);
  visitor.touch('print');
  expect(reads(visitor)).toBe(1);
  expect(visitor.sees('identify').state).toBe('reading');
});

test('a card laid on the pad of the attract screen begins a visit and is read where it is needed', () => {
  const visitor = Visitor.atAttract();
  visitor.presence('present');
  visitor.sees('home');
  expect(reads(visitor)).toBe(0);
  visitor.touch('progress');
  visitor.cardReads();
  visitor.centralKnows();
  expect(visitor.sees('progress').applications).toHaveLength(2);
});

test.each<CardAdvice>([
  'lay-again',
  'not-an-id-card',
  'several-cards',
  'not-accepted',
  'unknown-card-type',
  'reader-out-of-order',
])(
  'a card that can not be read (%s) is told its own advice, which stands until it is lifted and laid again',
  (advice) => {
    const visitor = atIdentify();
    visitor.presence('present');
    visitor.device('idReader', 'busy');
    visitor.cardFails(advice);
    visitor.device('idReader', 'ready');
    expect(visitor.sees('identify')).toMatchObject({ state: 'waiting', advice });
    expect(reads(visitor)).toBe(1);
    visitor.presence('absent');
    visitor.identifies();
    visitor.sees('documents');
  },
);

test.each([
  ['expired', { validUntil: '2026-11-22' }],
  ['not-yet-valid', { validFrom: '2026-11-24' }],
] as const)('a card that is %s opens nothing and is not looked up', (advice, dates) => {
  const visitor = atIdentify();
  visitor.presence('present');
  visitor.cardReads({ ...invented, ...dates });
  expect(visitor.sees('identify')).toMatchObject({ state: 'waiting', advice });
  expect(visitor.all('look-up')).toHaveLength(0);
  expect(visitor.snapshot.person).toBeUndefined();
});

test('a card is good on its last day and for the long term', () => {
  for (const validUntil of ['2026-11-23', 'long-term']) {
    const visitor = atIdentify();
    visitor.presence('present');
    visitor.cardReads({ ...invented, validUntil });
    expect(visitor.sees('identify').state).toBe('looking-up');
  }
});

test('after a restart the first card found counts as left behind: it is never read, until it was lifted and laid again', () => {
  const visitor = Visitor.atHome();
  visitor.presence('unknown');
  visitor.presence('present');
  visitor.touch('print');
  expect(visitor.sees('identify').advice).toBe('left-behind');
  visitor.act('back');
  visitor.touch('print');
  visitor.device('idReader');
  visitor.wait(30);
  expect(reads(visitor)).toBe(0);
  visitor.presence('absent');
  expect(visitor.sees('identify').advice).toBeUndefined();
  visitor.presence('present');
  expect(reads(visitor)).toBe(1);
});

test('a card that lies there from before the visit is not read in it', () => {
  const visitor = Visitor.atAttract();
  visitor.tell({ kind: 'out-of-service', by: 'central' });
  visitor.presence('present');
  visitor.tell({ kind: 'in-service', by: 'central' });
  visitor.sees('take-belongings');
  visitor.wake();
  visitor.act('confirm');
  visitor.sees('take-belongings');
  expect(reads(visitor)).toBe(0);
});

test('a touch on back while the card is read ends the reading; the same screen later starts over', () => {
  const visitor = atIdentify();
  visitor.presence('present');
  const { ref } = visitor.take('read-card');
  visitor.act('back');
  expect(visitor.all('cancel').at(-1)?.ref).toBe(ref);
  visitor.tell({ kind: 'card', ref, read: { ok: true, value: invented } });
  visitor.sees('home');
  expect(visitor.snapshot.person).toBeUndefined();
  visitor.touch('print');
  expect(reads(visitor)).toBe(2);
});

test('whoever goes back while the central system is asked, and comes again, is asked about again', () => {
  const visitor = atIdentify();
  visitor.presence('present');
  visitor.cardReads();
  visitor.act('home');
  visitor.touch('print');
  expect(visitor.sees('identify').state).toBe('looking-up');
  expect(visitor.all('look-up')).toHaveLength(2);
  visitor.centralKnows();
  expect(visitor.sees('documents').documents).toHaveLength(3);
});

test('an answer that was not to be had is asked for again at the next matter, once the network is back', () => {
  const visitor = atIdentify();
  visitor.presence('present');
  visitor.cardReads();
  visitor.centralFails();
  expect(visitor.sees('documents').unavailable?.code).toBe('offline');
  visitor.act('home');
  visitor.touch('print');
  visitor.centralKnows();
  expect(visitor.sees('documents').documents).toHaveLength(3);
});

test('what is known of a person holds for some minutes and is then asked for anew, since its token expires', () => {
  const visitor = atIdentify();
  visitor.identifies();
  visitor.act('home');
  visitor.touch('progress');
  visitor.sees('progress');
  for (let minute = 0; minute < 11; minute += 1) {
    visitor.wait(55);
    visitor.intend({ kind: 'activity' });
  }
  visitor.act('home');
  visitor.touch('print');
  expect(visitor.all('look-up')).toHaveLength(2);
});

test('an unknown person is told that nothing is known', () => {
  const visitor = atIdentify();
  visitor.presence('present');
  visitor.cardReads();
  visitor.centralFails('unknown-person');
  expect(visitor.sees('documents').unavailable?.code).toBe('unknown-person');
});

test('a typed number is checked, kept for correction, and never opens what is stored', () => {
  const visitor = atItem('typed');
  visitor.act('next', 'next');
  expect(visitor.sees('identify').typed?.errors).toEqual({ name: 'required', idNumber: 'required' });
  visitor.type({ name: '测试样例', idNumber: '110105194912310021' });
  visitor.act('confirm');
  expect(visitor.sees('identify').typed?.errors).toEqual({ idNumber: 'id-number' });
  visitor.type({ idNumber: '11010519491231002x' });
  visitor.act('next');
  expect(visitor.take('look-up').person).toMatchObject({ source: 'typed', idNumber: invented.idNumber });
});

test('even an answer that holds a typed person’s documents and profile opens none of it', () => {
  const visitor = atItem('typed');
  visitor.act('next');
  typesIdentity(visitor);
  visitor.centralKnows(knownPerson);
  expect(visitor.sees('form').values).toEqual({});
  visitor.act('home');
  for (const journey of ['print', 'progress', 'scan']) {
    visitor.touch(journey);
    expect(visitor.sees('identify').typed).toBeUndefined();
    visitor.act('back');
  }
  visitor.touch('apply');
  expect(visitor.sees('catalogue').suggestions).toEqual([]);
});

test('a mistyped name can be put right: the next matter shows what was typed', () => {
  const visitor = atItem('typed');
  visitor.act('next');
  typesIdentity(visitor);
  visitor.centralFails('unknown-person');
  visitor.act('back', 'next');
  expect(visitor.sees('identify').typed).toMatchObject({ name: invented.name, idNumber: invented.idNumber });
});

test('where the item does not allow it nothing can be typed', () => {
  const visitor = atItem('residence');
  visitor.act('next');
  expect(visitor.sees('identify').typed).toBeUndefined();
  typesIdentity(visitor);
  visitor.sees('identify');
  expect(visitor.all('look-up')).toHaveLength(0);
});

test('a reader that is out of order is said so, and what is typed remains possible', () => {
  const visitor = atItem('typed');
  visitor.device('idReader', 'faulted');
  visitor.act('next');
  expect(visitor.sees('identify').readerUnavailable?.code).toBe('reader-trouble');
  typesIdentity(visitor);
  visitor.centralFails();
  visitor.sees('form');
});

test('name and number are shown masked, and whole only while they are pressed', () => {
  const visitor = atIdentify();
  visitor.identifies();
  expect(visitor.snapshot.person).toEqual({ maskedName: '测***', maskedNumber: '110***********002X' });
  expect(JSON.stringify(visitor.snapshot)).not.toContain(invented.idNumber);
});
