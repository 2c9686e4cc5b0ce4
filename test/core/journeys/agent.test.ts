import { expect, test } from 'vitest';
import { atItem } from '../support/flows.ts';
import { invented, knownPerson, principal } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

/** 代办: two cards, one after the other, on one pad. */

const liftsAndLays = (visitor: Visitor): void => {
  visitor.presence('absent');
  visitor.presence('present');
};

const atAgent = (item = 'for-another'): Visitor => {
  const visitor = atItem(item);
  visitor.touch('on-behalf');
  expect(visitor.sees('identify').who).toBe('principal');
  visitor.presence('present');
  visitor.cardReads(principal);
  visitor.centralKnows({ ...knownPerson, subjectToken: 'token-of-another' });
  visitor.sees('agent');
  return visitor;
};

const handsIn = (visitor: Visitor) => {
  visitor.act('next', 'confirm');
  return visitor.take('save-submission').order.parts[0];
};

test('acting for another is offered where the item allows it, and stands in nobody’s way', () => {
  expect(atItem('residence').sees('item').onBehalf).toBeUndefined();
  const visitor = atItem('for-another');
  expect(visitor.sees('item').onBehalf).toEqual({});
  visitor.act('next');
  visitor.identifies();
  expect(handsIn(visitor)).toMatchObject({ applicant: { idNumber: invented.idNumber } });
  expect(visitor.all('save-submission')[0]?.order.parts[0]?.agent).toBeUndefined();
});

test('the first card is of whom it is for, the second of who is here: both go up, each as what they are', () => {
  const visitor = atAgent();
  expect(visitor.sees('agent').principal).toBe('测***');
  liftsAndLays(visitor);
  visitor.cardReads(invented);
  visitor.sees('form');
  visitor.act('next');
  const review = visitor.sees('review');
  expect(review.byAgent).toBe(true);
  expect(review.sections.map(({ titleKey }) => titleKey)).toEqual(['applicant', 'agent', undefined]);
  visitor.act('confirm');
  expect(visitor.take('save-submission').order.parts[0]).toMatchObject({
    applicant: { idNumber: principal.idNumber, source: 'card' },
    agent: { idNumber: invented.idNumber, source: 'card' },
    subjectToken: 'token-of-another',
  });
});

test('the same card twice is refused in words, and the other one is taken then', () => {
  const visitor = atAgent();
  liftsAndLays(visitor);
  visitor.cardReads(principal);
  expect(visitor.sees('agent')).toMatchObject({ state: 'waiting', advice: 'same-card' });
  liftsAndLays(visitor);
  visitor.cardReads(invented);
  visitor.sees('form');
});

test('whoever has shown a card in this visit already is the agent, and is asked for one card only', () => {
  const visitor = Visitor.atHome();
  visitor.touch('progress');
  visitor.identifies();
  visitor.act('home');
  visitor.touch('apply', 'for-another', 'on-behalf');
  expect(visitor.sees('identify').who).toBe('principal');
  liftsAndLays(visitor);
  visitor.cardReads(invented);
  expect(visitor.sees('identify').advice).toBe('same-card');
  liftsAndLays(visitor);
  visitor.cardReads(principal);
  visitor.centralKnows();
  expect(handsIn(visitor)).toMatchObject({
    applicant: { idNumber: principal.idNumber },
    agent: { idNumber: invented.idNumber },
  });
});

test('the ladder of advice holds for the agent’s card too', () => {
  const visitor = atAgent();
  liftsAndLays(visitor);
  visitor.cardFails('several-cards');
  expect(visitor.sees('agent').advice).toBe('several-cards');
  liftsAndLays(visitor);
  visitor.cardReads({ ...invented, validUntil: '2026-01-01' });
  expect(visitor.sees('agent').advice).toBe('expired');
});

test('what is stored of the one it is for is out of reach as soon as the matter is given up', () => {
  const visitor = atAgent();
  liftsAndLays(visitor);
  visitor.cardReads(invented);
  visitor.act('home');
  visitor.touch('print');
  expect(visitor.take('look-up').person.idNumber).toBe(invented.idNumber);
});

test('where a number may be typed, the one it is for may be typed, but never with one’s own number', () => {
  const visitor = Visitor.atHome();
  visitor.touch('progress');
  visitor.identifies();
  visitor.act('home');
  visitor.touch('apply', 'typed-for-another', 'on-behalf');
  visitor.type({ name: invented.name, idNumber: invented.idNumber });
  visitor.act('next');
  expect(visitor.sees('identify').typed?.errors).toEqual({ idNumber: 'same-person' });
  visitor.type({ name: principal.name, idNumber: principal.idNumber });
  visitor.act('next');
  visitor.centralKnows();
  visitor.sees('review');
  visitor.act('confirm');
  expect(visitor.take('save-submission').order.parts[0]).toMatchObject({
    applicant: { source: 'typed', idNumber: principal.idNumber },
    agent: { source: 'card', idNumber: invented.idNumber },
  });
});

test('without the central system both cards are enough', () => {
  const visitor = atItem('for-another');
  visitor.touch('on-behalf');
  visitor.presence('present');
  visitor.cardReads(principal);
  visitor.centralFails('offline');
  liftsAndLays(visitor);
  visitor.cardReads(invented);
  expect(handsIn(visitor)).toMatchObject({ agent: { idNumber: invented.idNumber } });
});

test('going back to the item and applying for oneself forgets whom it was for', () => {
  const visitor = atAgent();
  visitor.act('back');
  visitor.sees('item');
  visitor.act('next');
  expect(visitor.sees('identify').who).toBe('self');
  expect(JSON.stringify(visitor.session)).not.toContain(principal.idNumber);
});

test('with a reader that does not work nobody is led into acting for another', () => {
  const visitor = atItem('typed-for-another');
  visitor.device('idReader', 'faulted');
  expect(visitor.sees('item').onBehalf).toMatchObject({ unavailable: { code: 'reader-trouble' } });
  visitor.touch('on-behalf');
  visitor.sees('item');
});
