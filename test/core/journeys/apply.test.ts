import { expect, test } from 'vitest';
import { atForm, atItem, atMaterials, atReview, suppliesPaper, typesIdentity } from '../support/flows.ts';
import { hall } from '../support/hall.ts';
import { invented, knownPerson } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

test('the catalogue opens by zone and by item, and the item says all that will be needed', () => {
  const visitor = Visitor.atHome();
  visitor.touch('apply');
  expect(visitor.sees('catalogue')).toMatchObject({
    bundles: [{ id: 'shop', count: 2 }],
    zones: [{ id: 'people', count: 2 }],
  });
  visitor.touch('people');
  expect(visitor.sees('catalogue').items.map(({ id }) => id)).toEqual(['residence', 'plain']);
  visitor.touch('residence');
  const item = visitor.sees('item');
  expect(item.needs.map(({ materialId }) => materialId)).toEqual([
    'photo',
    'lease',
    'household',
    'old-lease',
  ]);
  expect(item).toMatchObject({ item: { promiseDays: 5 } });
  expect(item.unavailable).toBeUndefined();
});

test.each([
  ['counter', 'counter-only'],
  ['online', 'online-only'],
  ['paid', 'fee-at-counter'],
])('an item of route %s says %s and starts no application', (id, code) => {
  const visitor = atItem(id);
  expect(visitor.sees('item').unavailable?.code).toBe(code);
  visitor.act('next');
  expect(visitor.all('save-submission')).toHaveLength(0);
  expect(['item', 'printing']).toContain(visitor.snapshot.screen.name);
});

test('an item that is a certificate to print leads to the documents of the person', () => {
  const visitor = atItem('certificate');
  visitor.act('next');
  visitor.identifies();
  expect(visitor.sees('documents').documents).toHaveLength(3);
});

test('what the profile holds is filled in with its source, can be changed, and then has none', () => {
  const visitor = atForm();
  expect(visitor.sees('form')).toMatchObject({
    values: { address: '杭州市西湖区样例路9号' },
    sources: { address: 'profile' },
  });
  visitor.type({ address: '别处2号' });
  expect(visitor.sees('form')).toMatchObject({ values: { address: '别处2号' }, sources: {} });
  visitor.type({ address: null });
  expect(visitor.sees('form').values).toEqual({});
});

test('a value of the profile that does not fit its question is not filled in', () => {
  const visitor = atItem('residence');
  visitor.act('next');
  visitor.presence('present');
  visitor.cardReads();
  visitor.centralKnows({ ...knownPerson, profile: { homeAddress: ' ', mobile: 'no phone' } });
  expect(visitor.sees('form').values).toEqual({});
  visitor.type({ address: '甲', moved: false });
  visitor.act('next');
  expect(visitor.sees('form').values).toEqual({});
});

test('without the central system the application goes on from the card, nothing filled in', () => {
  const visitor = atItem('residence');
  visitor.act('next');
  visitor.presence('present');
  visitor.cardReads();
  visitor.centralFails('offline');
  expect(visitor.sees('form').values).toEqual({});
});

test('a question that is not answered rightly keeps its page, with the error beside the field', () => {
  const visitor = atForm();
  visitor.type({ address: '', moved: true, movedOn: '2025-12-31' });
  visitor.act('next');
  expect(visitor.sees('form').errors).toEqual({ address: 'required', movedOn: 'too-early' });
  visitor.type({ movedOn: '2026-02-30' });
  visitor.act('confirm');
  expect(visitor.sees('form').errors).toEqual({ address: 'required', movedOn: 'date' });
  visitor.type({ movedOn: '2026-02-28', address: '甲' });
  visitor.act('next');
  expect(visitor.sees('form').page.id).toBe('work');
});

test('questions and papers that an answer makes needless are not asked, and do not go up', () => {
  const visitor = atForm();
  visitor.type({ moved: true, movedOn: '2026-05-01' });
  visitor.act('next');
  visitor.type({ employer: '杭州某公司' });
  visitor.act('back');
  visitor.type({ moved: false });
  visitor.act('next');
  expect(visitor.sees('form').page.id).toBe('contact');
  visitor.act('next');
  expect(visitor.sees('materials').materials.map(({ id }) => id)).toEqual(['photo', 'lease', 'household']);
  suppliesPaper(visitor, 'photo');
  visitor.act('next', 'confirm');
  const [part] = visitor.take('save-submission').order.parts;
  expect(part?.form).toEqual({ address: '杭州市西湖区样例路9号', moved: false, phone: '13800000001' });
  expect(part?.materials.map(({ materialId }) => materialId)).toEqual(['photo', 'lease', 'household']);
});

test('a paper that may come later does not hold anybody up, and says until when', () => {
  const visitor = atMaterials();
  expect(visitor.sees('materials')).toMatchObject({
    complete: false,
    materials: [
      { id: 'photo', status: 'missing' },
      { id: 'lease', status: 'deferred', deferUntil: '2026-11-30' },
      { id: 'household', status: 'from-records' },
    ],
  });
  visitor.act('next');
  visitor.sees('materials');
  suppliesPaper(visitor, 'photo');
  expect(visitor.sees('materials').complete).toBe(true);
  visitor.act('next', 'confirm');
  const [part] = visitor.take('save-submission').order.parts;
  expect(part).toMatchObject({
    deferredUntil: '2026-11-30',
    materials: [
      { materialId: 'photo', status: 'supplied', paper: { handle: 'pdf-photo', pages: 1 } },
      { materialId: 'lease', status: 'deferred' },
      { materialId: 'household', status: 'from-records' },
    ],
  });
});

test('a deferrable paper that is scanned all the same goes up as supplied', () => {
  const visitor = atMaterials();
  suppliesPaper(visitor, 'photo');
  suppliesPaper(visitor, 'lease', 3);
  visitor.act('next', 'confirm');
  const [part] = visitor.take('save-submission').order.parts;
  expect(part?.deferredUntil).toBeUndefined();
  expect(part?.materials[1]).toMatchObject({ status: 'supplied', paper: { pages: 3 } });
});

test('the read-back shows everything, numbers masked, with the consent that `confirm` gives', () => {
  const visitor = atReview();
  const review = visitor.sees('review');
  expect(review.consents).toMatchObject([{ 'zh-CN': '我同意' }]);
  expect(JSON.stringify(review)).not.toContain(invented.idNumber);
  expect(JSON.stringify(review)).not.toContain('13800000001');
  visitor.act('confirm');
  const [part] = visitor.take('save-submission').order.parts;
  expect(part?.item).toMatchObject({ id: 'residence', version: 3, consent: { version: 'c-2' } });
  expect(part).toMatchObject({ applicant: { source: 'card' }, subjectToken: 'token-of-hers' });
});

test('a change link opens its page and leads back to the read-back', () => {
  const visitor = atReview();
  visitor.change('contact');
  expect(visitor.sees('form').page.id).toBe('contact');
  visitor.type({ phone: '13900000002' });
  visitor.act('next');
  visitor.sees('review');
  visitor.change('materials');
  visitor.sees('materials');
  visitor.act('next');
  visitor.sees('review');
  visitor.act('confirm');
  expect(visitor.take('save-submission').order.parts[0]?.form).toMatchObject({ phone: '13900000002' });
});

test('what a change makes newly missing is asked before the read-back is shown again', () => {
  const visitor = atReview();
  visitor.change('where');
  visitor.type({ moved: true, movedOn: '2026-05-01' });
  visitor.act('next');
  expect(visitor.sees('form').page.id).toBe('work');
  visitor.type({ employer: '杭州某公司' });
  visitor.act('next');
  expect(visitor.sees('materials').complete).toBe(false);
  suppliesPaper(visitor, 'old-lease');
  visitor.act('next');
  visitor.sees('review');
});

test('a change that is broken off by back can not be handed in incomplete', () => {
  const visitor = atReview();
  visitor.change('where');
  visitor.type({ moved: true, movedOn: '2026-05-01' });
  visitor.act('back');
  visitor.sees('review');
  visitor.act('confirm');
  expect(visitor.all('save-submission')).toHaveLength(0);
  expect(visitor.sees('form').page.id).toBe('work');
});

test('back to the item and forward again finds answers and papers as they were', () => {
  const visitor = atMaterials();
  suppliesPaper(visitor, 'photo');
  visitor.act('back', 'back', 'back');
  visitor.sees('item');
  visitor.act('next');
  expect(visitor.sees('form').values).toMatchObject({ moved: false });
  visitor.act('next', 'next');
  expect(visitor.sees('materials').complete).toBe(true);
  expect(visitor.dropped).not.toContain('pdf-photo');
});

test('another item, or home, begins afresh and drops the papers of the one given up', () => {
  const visitor = atMaterials();
  suppliesPaper(visitor, 'photo');
  visitor.act('home');
  expect(visitor.dropped).toContain('pdf-photo');
  visitor.touch('apply', 'residence');
  visitor.act('next');
  expect(visitor.sees('form').values).not.toHaveProperty('moved');
});

test('an item without questions and papers goes from its screen to the read-back', () => {
  const visitor = atItem('plain');
  visitor.act('next');
  expect(visitor.sees('review').sections).toEqual([]);
  visitor.act('confirm');
  expect(visitor.take('save-submission').order.parts).toMatchObject([{ form: {}, materials: [] }]);
});

test('an item for anybody carries nobody’s name, not even of a person whose card was read', () => {
  const visitor = Visitor.atHome();
  visitor.touch('progress');
  visitor.identifies();
  visitor.act('home');
  visitor.touch('apply', 'plain');
  visitor.act('next', 'confirm');
  const [part] = visitor.take('save-submission').order.parts;
  expect(part?.applicant).toBeUndefined();
  expect(part?.subjectToken).toBeUndefined();
});

test('a typed identity hands in an application as typed', () => {
  const visitor = atItem('typed');
  visitor.act('next');
  typesIdentity(visitor);
  visitor.centralKnows({ ...knownPerson, subjectToken: 'weak' });
  visitor.act('next', 'confirm');
  expect(visitor.take('save-submission').order.parts[0]).toMatchObject({
    applicant: { source: 'typed', name: invented.name },
    subjectToken: 'weak',
  });
});

test('a catalogue that drops or changes the item does not touch an application that is under way', () => {
  const visitor = atReview();
  const [first] = hall.items;
  const changed = first === undefined ? [] : [{ ...first, version: 4, form: [] }];
  visitor.tell({ kind: 'catalogue', catalogue: { ...hall, version: 'v2', items: changed } });
  visitor.sees('review');
  visitor.tell({ kind: 'catalogue', catalogue: { ...hall, version: 'v3', items: [] } });
  visitor.act('confirm');
  expect(visitor.all('save-submission').at(-1)?.order.parts[0]?.item.version).toBe(3);
  const id = visitor.handedIn();
  visitor.received(id);
  visitor.slipPrinted();
  expect(visitor.sees('finish').matter).toMatchObject({ records: [{ name: { 'zh-CN': '居住登记' } }] });
});

test('an item that a new catalogue takes away under somebody’s eyes gives way to the choice of items', () => {
  const visitor = atItem('plain');
  visitor.tell({ kind: 'catalogue', catalogue: { ...hall, version: 'v2', items: [] } });
  expect(visitor.sees('catalogue').items).toEqual([]);
  visitor.act('back', 'back');
  visitor.sees('home');
});

test('the guide goes step by step, back by touch, and ends where it began', () => {
  const visitor = atItem('guided');
  expect(visitor.sees('item').hasGuide).toBe(true);
  visitor.touch('guide');
  visitor.act('next');
  expect(visitor.sees('guide').step).toBe(1);
  visitor.touch('0', '-1', 'x');
  expect(visitor.sees('guide').step).toBe(0);
  visitor.act('next', 'next');
  visitor.sees('item');
});

test('an item without a guide opens none', () => {
  const visitor = atItem('plain');
  visitor.touch('guide');
  visitor.sees('item');
});
