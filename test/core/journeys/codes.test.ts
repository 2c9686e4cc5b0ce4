import { expect, test } from 'vitest';
import { atItem } from '../support/flows.ts';
import { invented, phoneAnswer } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

/** 浙里办: a code of one's own phone in the place of the card. */

test('a phone’s code opens what the card would', () => {
  const visitor = Visitor.atHome();
  visitor.touch('print');
  expect(visitor.sees('identify').phone).toBe(true);
  visitor.scansCode('ZLB-1');
  expect(visitor.take('look-up-code')).toMatchObject({ code: 'ZLB-1', kind: 'app' });
  expect(visitor.snapshot.busy).toBe(true);
});

const unavailable = (visitor: Visitor, choice: string) =>
  visitor.sees('home').choices.find(({ id }) => id === choice)?.unavailable?.code;

test('with the card reader out of order a phone opens what it can, and no more is offered', () => {
  const visitor = Visitor.atHome();
  visitor.device('idReader', 'faulted');
  expect(['print', 'progress', 'scan'].map((choice) => unavailable(visitor, choice))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  // A draft is sealed with the card, and no phone stands for it.
  expect(unavailable(visitor, 'resume')).toBe('reader-trouble');
  visitor.touch('print');
  expect(visitor.sees('identify')).toMatchObject({
    phone: true,
    readerUnavailable: { code: 'reader-trouble' },
  });
  visitor.scansCode('ZLB-1');
  visitor.codeIsOf(phoneAnswer);
  visitor.sees('documents');
});

test('with neither reader nor code scanner, or neither reader nor network, nobody is asked who they are', () => {
  const visitor = Visitor.atHome();
  visitor.device('idReader', 'faulted');
  visitor.device('codeScanner', 'absent');
  expect(unavailable(visitor, 'print')).toBe('reader-trouble');
  visitor.device('codeScanner');
  expect(unavailable(visitor, 'print')).toBeUndefined();
  visitor.network(false);
  expect(unavailable(visitor, 'print')).toBe('reader-trouble');
});

test('whoever is known by phone is known for the rest of the visit, and hands in as themselves', () => {
  const visitor = atItem('residence');
  visitor.act('next');
  visitor.scansCode('ZLB-1');
  visitor.codeIsOf(phoneAnswer);
  expect(visitor.sees('form').sources).toEqual({ address: 'profile' });
  visitor.act('home');
  visitor.touch('apply', 'for-another');
  visitor.act('next', 'next', 'confirm');
  expect(visitor.take('save-submission').order.parts[0]).toMatchObject({
    applicant: { idNumber: invented.idNumber, source: 'app' },
    subjectToken: 'token-of-hers',
  });
});

test('a code that says nobody’s name opens nothing', () => {
  for (const answer of ['nobody', { known: phoneAnswer.known }] as const) {
    const visitor = Visitor.atHome();
    visitor.touch('print');
    visitor.scansCode('ZLB-1');
    visitor.codeIsOf(answer);
    expect(visitor.sees('identify')).toMatchObject({ state: 'waiting', advice: 'unknown-code' });
    visitor.identifies();
    visitor.sees('documents');
  }
});

test('without the network a phone’s code is refused in words, and the card is read', () => {
  const visitor = atItem('residence');
  visitor.act('next');
  visitor.network(false);
  expect(visitor.sees('identify').phone).toBe(false);
  visitor.scansCode('ZLB-1');
  expect(visitor.sees('identify').advice).toBe('code-offline');
  visitor.presence('present');
  visitor.cardReads();
  visitor.centralFails('offline');
  visitor.sees('form');
});

test('a code before anybody is asked for one, or while a card is read, has no effect', () => {
  const visitor = Visitor.atHome();
  visitor.scansCode('ZLB-1');
  visitor.touch('print');
  visitor.presence('present');
  visitor.scansCode('ZLB-1');
  expect(visitor.all('look-up-code')).toEqual([]);
});

test('a phone can not be the card that a draft was sealed with', () => {
  const visitor = Visitor.atHome();
  visitor.touch('resume');
  visitor.scansCode('a-slip');
  const { ref } = visitor.take('find-draft');
  const draft = { id: 'd', sealed: 's', alg: 'AES-256-GCM' };
  visitor.tell({ kind: 'draft-found', ref, outcome: { ok: true, draft } });
  expect(visitor.sees('identify').phone).toBe(false);
  visitor.scansCode('ZLB-1');
  expect(visitor.all('look-up-code')).toEqual([]);
});
