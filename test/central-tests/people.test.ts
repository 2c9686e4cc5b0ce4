import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { samplePeople } from '../central/data.ts';
import { documentPdf } from '../central/documents.ts';
import { kioskOf, newId, startKiosk, type TestKiosk } from './support.ts';

const noon = Date.parse('2026-11-23T12:00:00+08:00');
let now = noon;
let kiosk: TestKiosk;
beforeEach(async () => {
  now = noon;
  kiosk = await startKiosk({ clock: () => new Date(now) });
});
afterEach(() => kiosk.central.close());

const sample = { documentType: 'resident-id', idNumber: '11010519491231002X', name: '测试样例' };
const lookUp = async (source: 'card' | 'typed', of = kiosk) =>
  (await of.ask('/people/lookup', { ...sample, source })).body;
const statusOf = async (documentId: string, token: unknown, of = kiosk) =>
  (await of.get(`/documents/${documentId}/content`, { 'x-subject-token': String(token) })).status;

test('a card opens what is known, a typed number opens nothing', async () => {
  const card = await lookUp('card');
  expect(card).toMatchObject({
    profile: { phone: '13900000001' },
    documents: [{ id: 'doc-si-3p' }, {}, {}, {}],
  });
  const typed = await lookUp('typed');
  expect(Object.keys(typed)).toEqual(['subjectToken']);
  expect(await statusOf('doc-household-1p', card.subjectToken)).toBe(200);
  expect(await statusOf('doc-household-1p', typed.subjectToken)).toBe(403);
});

test('a number with another name, or another kind of card, is known to nobody', async () => {
  const others = [{ name: '测试别人' }, { documentType: 'hmt-residence' }];
  for (const other of others) {
    const answer = await kiosk.ask('/people/lookup', { ...sample, ...other, source: 'card' });
    expect(answer.status).toBe(404);
  }
});

test('a token opens documents for 15 minutes, on its own kiosk, of its own person', async () => {
  const { subjectToken } = await lookUp('card');
  const neighbour = kioskOf(kiosk.central, kiosk.central.addKiosk('HZ-TEST-2'));
  expect(await statusOf('doc-household-1p', subjectToken, neighbour)).toBe(403);
  expect(await statusOf('doc-young-si', subjectToken)).toBe(403);
  expect(await statusOf('doc-unheard-of', subjectToken)).toBe(404);
  now = noon + 15 * 60_000 - 1;
  expect(await statusOf('doc-household-1p', subjectToken)).toBe(200);
  now = noon + 15 * 60_000;
  expect(await statusOf('doc-household-1p', subjectToken)).toBe(403);
});

test('a document arrives with the digest of its bytes', async () => {
  const { subjectToken } = await lookUp('card');
  const { url, token } = kiosk.central;
  const response = await fetch(`${url}/documents/doc-household-1p/content`, {
    headers: { authorization: `Bearer ${token}`, 'x-subject-token': String(subjectToken) },
  });
  const digest = createHash('sha256')
    .update(await response.bytes())
    .digest('base64');
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-digest')).toBe(`sha-256=:${digest}:`);
});

test('every document has as many A4 pages as its entry says', async () => {
  for (const person of samplePeople())
    for (const document of person.documents) {
      const pdf = await PDFDocument.load(await documentPdf(document, person));
      expect(pdf.getPageCount(), document.id).toBe(document.pages);
      for (const page of pdf.getPages()) expect(page.getSize()).toEqual({ width: 595.28, height: 841.89 });
    }
});

test('a code names the person, a licence the business too', async () => {
  const app = await kiosk.ask('/people/by-code', { code: 'ZLB-TEST-0001', kind: 'app' });
  expect(app.body).toMatchObject(sample);
  const licence = await kiosk.ask('/people/by-code', { code: 'LICENCE-TEST-0001', kind: 'licence' });
  expect(licence.body).toMatchObject({
    name: '测试老板',
    business: { name: '杭州测试小面馆', role: '经营者' },
  });
  const unknown = await kiosk.ask('/people/by-code', { code: 'ZLB-TEST-0001', kind: 'licence' });
  expect(unknown.status).toBe(404);
});

test('what became of a certificate is noted, of an unknown one refused', async () => {
  const print = {
    id: newId(),
    documentId: 'doc-si-3p',
    kioskId: 'HZ-TEST-1',
    at: '2026-11-23T12:00:00+08:00',
    outcome: 'partly',
    sheets: { taken: 1, spoiled: 1, unknown: 1 },
  };
  expect((await kiosk.write('/prints', print)).status).toBe(201);
  expect((await kiosk.write('/prints', { ...print, id: newId(), documentId: 'none' })).status).toBe(422);
  expect(kiosk.central.state.prints).toEqual([print]);
});
