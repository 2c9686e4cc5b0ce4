import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, startKiosk, type TestKiosk } from './support.ts';

let kiosk: TestKiosk;
beforeEach(async () => {
  kiosk = await startKiosk();
});
afterEach(() => kiosk.central.close());

const report = (id = newId()) => ({
  id,
  kioskId: 'HZ-TEST-1',
  createdAt: '2026-11-23T09:00:00+08:00',
  screen: 'home',
});
const reports = () => kiosk.central.state.reports;
const violations = () => kiosk.central.state.violations;

test('the same bytes with the same key are taken once and answered alike', async () => {
  const body = report();
  const first = await kiosk.write('/reports', body);
  const again = await kiosk.write('/reports', body);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  expect(reports()).toHaveLength(1);
  expect(violations()).toEqual([]);
});

test('the same key with other bytes is refused, even when both mean the same', async () => {
  const body = report();
  await kiosk.write('/reports', body);
  const respelled = await kiosk.ask('/reports', JSON.stringify(body, null, 1), {
    'idempotency-key': body.id,
  });
  expect(respelled.status).toBe(422);
  expect(respelled.body.type).toMatch(/\/idempotency-key-reuse$/);
  expect(respelled.headers.get('content-type')).toBe('application/problem+json');
});

test('while the first is being worked on the second is told to try again, and then gets its answer', async () => {
  const body = report();
  const gate = Promise.withResolvers<void>();
  kiosk.central.faults.delayNext('POST', '/reports', gate.promise);
  const both = [kiosk.write('/reports', body), kiosk.write('/reports', body)];
  expect((await Promise.race(both)).status).toBe(409);
  gate.resolve();
  const statuses = (await Promise.all(both)).map(({ status }) => status).sort();
  expect(statuses).toEqual([201, 409]);
  expect((await kiosk.write('/reports', body)).status).toBe(200);
});

test('a refusal leaves the key free for the corrected record', async () => {
  const body = report();
  const wrong = await kiosk.write('/reports', { ...body, screen: '' });
  const right = await kiosk.write('/reports', body);
  expect([wrong.status, right.status]).toEqual([400, 201]);
});

test.each([
  ['missing', {}],
  ['in quotes', { 'idempotency-key': '"0199d5a0-0000-7000-8000-000000000001"' }],
  ['of another record', { 'idempotency-key': '0199d5a0-0000-7000-8000-000000000001' }],
])('a key that is %s is refused and told as a violation', async (_, headers) => {
  const answer = await kiosk.ask('/reports', report(), headers);
  expect(answer.status).toBe(400);
  expect(violations()).toMatchObject([{ kind: 'bad-request', errors: [{ path: 'Idempotency-Key' }] }]);
  expect(reports()).toEqual([]);
});

test('a release may carry its block’s id as its key, since keys count for one call', async () => {
  const block = { id: newId(), kioskId: 'K', queueId: 'general', businessDate: '2026-11-23', size: 1 };
  await kiosk.write('/ticket-blocks', block);
  const released = await kiosk.write(`/ticket-blocks/${block.id}/release`, { from: 1, to: 1 }, block.id);
  expect(released.status).toBe(200);
});
