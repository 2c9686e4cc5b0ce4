import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleCatalogue } from '../central/data.ts';
import { newId, type SuppliedFile, startKiosk, type TestKiosk } from './support.ts';

const sample = { documentType: 'resident-id', idNumber: '11010519491231002X', name: '测试样例' };
let kiosk: TestKiosk;
let file: SuppliedFile;
beforeEach(async () => {
  kiosk = await startKiosk({ clock: () => new Date('2026-11-20T10:00:00+08:00') });
  file = await kiosk.upload(Buffer.from('%PDF-1.7 a lease'), newId());
});
afterEach(() => kiosk.central.close());

const form = {
  address: '测试路1号',
  since: '2026-01-05',
  housingKind: 'rented',
  landlordName: '测试房东',
  reasons: ['work'],
  phone: '13900000001',
};
const residencePermit = (change: object = {}) => ({
  id: newId(),
  itemId: 'residence-permit',
  itemVersion: 3,
  kioskId: 'HZ-TEST-1',
  createdAt: '2026-11-20T10:00:00+08:00',
  applicant: { ...sample, source: 'card' },
  form,
  materials: [
    { materialId: 'proof-of-stay', status: 'supplied', pages: 2, ...file },
    { materialId: 'residence-registration-record', status: 'from-records' },
    { materialId: 'proof-of-work', status: 'deferred' },
  ],
  deferredUntil: '2026-12-05',
  consent: { version: '2026-1', at: '2026-11-20T10:00:00+08:00' },
  receipt: { hash: 'a'.repeat(64), signature: 'c2ln', alg: 'ed25519' },
  ...change,
});
const pathsOf = (body: Record<string, unknown>) =>
  (body.errors as { path: string }[]).map(({ path }) => path);

test('an application is accepted with a number and a date in working days', async () => {
  const accepted = await kiosk.write('/submissions', residencePermit());
  expect(accepted.status).toBe(201);
  expect(accepted.body).toEqual({
    receiptNumber: 'HZ202611200001',
    acceptedAt: '2026-11-20T10:00:00+08:00',
    promisedBy: '2026-11-27',
  });
  expect(kiosk.central.state.violations).toEqual([]);
});

test('what was deferred and what the records lack is missing at the next look-up, until it is brought', async () => {
  const { body } = await kiosk.write('/submissions', residencePermit());
  const lookUp = async () => (await kiosk.ask('/people/lookup', { ...sample, source: 'card' })).body;
  const application = async () => ((await lookUp()).applications as Record<string, unknown>[])[0];
  expect(await application()).toMatchObject({
    receiptNumber: body.receiptNumber,
    missing: [{ materialId: 'residence-registration-record' }, { materialId: 'proof-of-work' }],
  });
  const supplement = {
    id: newId(),
    receiptNumber: body.receiptNumber,
    subjectToken: 'long-expired-token',
    kioskId: 'HZ-TEST-1',
    createdAt: '2026-11-21T10:00:00+08:00',
    materials: [
      { materialId: 'residence-registration-record', status: 'supplied', pages: 1, ...file },
      { materialId: 'proof-of-work', status: 'supplied', pages: 1, ...file },
    ],
  };
  expect((await kiosk.write('/supplements', supplement)).status).toBe(201);
  expect(await application()).toMatchObject({ missing: [] });
});

test('an expired or unknown subject token never refuses an application', async () => {
  const accepted = await kiosk.write('/submissions', residencePermit({ subjectToken: 'long-expired-token' }));
  expect(accepted.status).toBe(201);
});

test('a file that never arrived, or arrived as another, is named', async () => {
  const absent = await kiosk.write(
    '/submissions',
    residencePermit({
      materials: [{ materialId: 'proof-of-stay', status: 'supplied', pages: 1, ...file, fileId: newId() }],
    }),
  );
  expect(pathsOf(absent.body)).toContain('/materials/0/fileId');
  const other = await kiosk.write(
    '/submissions',
    residencePermit({
      materials: [
        { materialId: 'proof-of-stay', status: 'supplied', pages: 1, ...file, sha256: 'b'.repeat(64) },
      ],
    }),
  );
  expect(pathsOf(other.body)).toContain('/materials/0/sha256');
  expect(kiosk.central.state.submissions).toEqual([]);
});

test.each([
  ['a required answer', { form: { ...form, address: '' } }, '/form/address'],
  [
    'an answer that its condition asks for',
    { form: { ...form, landlordName: undefined } },
    '/form/landlordName',
  ],
  ['an option by its id', { form: { ...form, housingKind: '租住' } }, '/form/housingKind'],
  ['several options as a list', { form: { ...form, reasons: 'work' } }, '/form/reasons'],
  ['a date as a date', { form: { ...form, since: '2026年1月5日' } }, '/form/since'],
  ['only what the item asks', { form: { ...form, shoeSize: 42 } }, '/form/shoeSize'],
  ['every required paper', { materials: [] }, '/materials'],
  [
    'a paper only once',
    { materials: [0, 1].map(() => ({ materialId: 'proof-of-work', status: 'deferred' })) },
    '/materials/1',
  ],
  ['a date for what is deferred', { deferredUntil: undefined }, '/materials/2'],
  ['a card where the item wants one', { applicant: { ...sample, source: 'typed' } }, '/applicant/source'],
  ['an applicant', { applicant: undefined }, '/applicant'],
  ['a region of the item', { region: '火星' }, '/region'],
  ['an item that exists', { itemId: 'rain-dance' }, '/itemId'],
  ['an item that a kiosk can take', { itemId: 'name-change' }, '/itemId'],
  ['a bundle that holds the item', { bundleId: 'newborn' }, '/bundleId'],
])('an application needs %s', async (_, change, path) => {
  const answer = await kiosk.write('/submissions', residencePermit(change));
  expect(answer.status).toBe(422);
  expect(pathsOf(answer.body)).toContain(path);
});

test('an item that asks for no identity takes an application without an applicant', async () => {
  const advice = {
    ...residencePermit({ itemId: 'counter-advice', itemVersion: 1, applicant: undefined, materials: [] }),
    form: { question: '周末能办护照吗？', callBack: false },
  };
  expect((await kiosk.write('/submissions', advice)).status).toBe(201);
});

test('a question behind a hidden question is not asked', async () => {
  const catalogue = sampleCatalogue();
  const permit = catalogue.items.find(({ id }) => id === 'residence-permit');
  const landlord = permit?.form.find(({ id }) => id === 'landlord');
  landlord?.fields.push({
    id: 'landlordAbroadIn',
    label: { 'zh-CN': '房东在哪国', en: 'Where the landlord lives' },
    kind: 'text',
    required: true,
    visibleIf: { field: 'landlordName', equals: '测试房东' },
  });
  kiosk.central.setCatalogue(catalogue);
  const asked = await kiosk.write('/submissions', residencePermit());
  const hidden = await kiosk.write(
    '/submissions',
    residencePermit({ form: { ...form, housingKind: 'own' } }),
  );
  expect(pathsOf(asked.body)).toEqual(['/form/landlordAbroadIn']);
  expect(hidden.status).toBe(201);
});
