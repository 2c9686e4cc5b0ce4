import { expect, test } from 'vitest';
import { atItem } from '../support/flows.ts';
import { invented, licenceAnswer, principal } from '../support/people.ts';
import type { Visitor } from '../support/visitor.ts';

/** Businesses: the licence's code, and the card of whom it names or of somebody who acts for them. */

const atLicence = (item = 'business'): Visitor => {
  const visitor = atItem(item);
  visitor.act('next');
  expect(visitor.sees('identify').who).toBe('business');
  return visitor;
};

const licenceRead = (item = 'business'): Visitor => {
  const visitor = atLicence(item);
  visitor.scansCode('code-of-a-licence');
  visitor.codeIsOf(licenceAnswer);
  expect(visitor.sees('identify')).toMatchObject({ who: 'self', business: '测试面馆' });
  return visitor;
};

test('the licence’s code is asked for first, and what is stored of the business is filled in and named as such', () => {
  const visitor = licenceRead();
  visitor.identifies();
  expect(visitor.sees('form')).toMatchObject({
    values: { firm: '测试面馆', phone: '13800000002' },
    sources: { firm: 'business', phone: 'business' },
  });
});

test('the code stands for the paper and goes up with it', () => {
  const visitor = licenceRead();
  visitor.identifies();
  visitor.act('next');
  expect(visitor.sees('materials')).toMatchObject({
    complete: true,
    materials: [{ id: 'licence', status: 'licence' }],
  });
  visitor.act('next');
  expect(JSON.stringify(visitor.sees('review').sections)).toContain('92330106MA0CEUX016');
  visitor.act('confirm');
  const part = visitor.take('save-submission').order.parts[0];
  expect(part).toMatchObject({
    applicant: { idNumber: invented.idNumber, source: 'card' },
    subjectToken: 'token-of-the-shop',
    materials: [{ materialId: 'licence', status: 'licence', code: 'code-of-a-licence' }],
  });
  expect(part?.agent).toBeUndefined();
});

test('somebody else’s card is refused in words where the item allows no agent', () => {
  const visitor = licenceRead();
  visitor.presence('present');
  visitor.cardReads(principal);
  visitor.centralKnows();
  expect(visitor.sees('identify')).toMatchObject({ who: 'self', advice: 'not-representative' });
  visitor.presence('absent');
  visitor.presence('present');
  visitor.cardReads(invented);
  visitor.centralKnows();
  visitor.sees('form');
});

test('where the item allows an agent, whoever the licence does not name acts for whom it names', () => {
  const visitor = licenceRead('business-by-agent');
  visitor.presence('present');
  visitor.cardReads(principal);
  visitor.centralKnows();
  visitor.sees('review');
  visitor.act('confirm');
  expect(visitor.take('save-submission').order.parts[0]).toMatchObject({
    applicant: { idNumber: invented.idNumber, source: 'typed' },
    agent: { idNumber: principal.idNumber, source: 'card' },
  });
});

test('a code that nobody knows is refused in words, and the next one is tried', () => {
  const visitor = atLicence();
  visitor.scansCode('something else\r');
  expect(visitor.all('look-up-code').at(-1)).toMatchObject({ code: 'something else', kind: 'licence' });
  visitor.codeIsOf('nobody');
  expect(visitor.sees('identify')).toMatchObject({ who: 'business', advice: 'unknown-code' });
  visitor.scansCode('code-of-a-licence');
  visitor.codeIsOf(licenceAnswer);
  expect(visitor.sees('identify').who).toBe('self');
});

test('without the central system the code is taken as it is, and nothing is filled in', () => {
  const visitor = atLicence();
  visitor.network(false);
  visitor.scansCode('code-of-a-licence');
  visitor.presence('present');
  visitor.cardReads();
  visitor.centralFails('offline');
  expect(visitor.sees('form').values).toEqual({});
  visitor.type({ firm: '测试面馆', phone: '13800000002' });
  visitor.act('next', 'next', 'confirm');
  expect(visitor.take('save-submission').order.parts[0]?.materials).toEqual([
    { materialId: 'licence', status: 'licence', code: 'code-of-a-licence' },
  ]);
});

test('a matter that needs no licence paper goes on without a code, one that does can not', () => {
  const free = atLicence('business-by-agent');
  expect(free.sees('identify').canSkip).toBe(true);
  free.act('next');
  expect(free.sees('identify').who).toBe('self');
  const bound = atLicence();
  expect(bound.sees('identify').canSkip).toBe(false);
  bound.act('next');
  expect(bound.sees('identify').who).toBe('business');
});

test('a kiosk without a code scanner does not begin what needs a licence, and says why', () => {
  const visitor = atItem('business');
  visitor.device('codeScanner', 'absent');
  expect(visitor.sees('item').unavailable?.code).toBe('code-scanner-trouble');
  visitor.act('next');
  visitor.sees('item');
});

test('a licence among the papers can be shown again, and back leads to the papers', () => {
  const visitor = licenceRead();
  visitor.identifies();
  visitor.act('next');
  visitor.touch('licence');
  expect(visitor.sees('identify')).toMatchObject({ who: 'business', canSkip: false });
  visitor.scansCode('code-of-a-licence-anew');
  visitor.codeIsOf(licenceAnswer);
  visitor.sees('materials');
  visitor.touch('licence');
  visitor.act('back');
  visitor.sees('materials');
});
