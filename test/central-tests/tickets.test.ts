import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, startKiosk, type TestKiosk } from './support.ts';

let kiosk: TestKiosk;
beforeEach(async () => {
  kiosk = await startKiosk();
});
afterEach(() => kiosk.central.close());

const blockRequest = (change: object = {}) => ({
  id: newId(),
  kioskId: 'HZ-TEST-1',
  queueId: 'general',
  businessDate: '2026-11-23',
  size: 20,
  ...change,
});
const ticketOf = (block: { id: string }, number: string, change: object = {}) => ({
  id: newId(),
  number,
  queueId: 'general',
  blockId: block.id,
  businessDate: '2026-11-23',
  kioskId: 'HZ-TEST-1',
  issuedAt: '2026-11-23T09:00:00+08:00',
  priority: 'none',
  onBehalf: false,
  ...change,
});

test('blocks of one queue and day never overlap, whoever leases them at the same time', async () => {
  const requests = Array.from({ length: 12 }, (_, index) =>
    blockRequest({ kioskId: `HZ-TEST-${index}`, size: 1 + index }),
  );
  const replies = await Promise.all(requests.map((request) => kiosk.write('/ticket-blocks', request)));
  const numbers = replies.flatMap(({ body }) => {
    const [from, to] = [Number(body.from), Number(body.to)];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  expect(new Set(numbers).size).toBe((12 * 13) / 2);
});

test('every day and every queue begins at its own first number', async () => {
  await kiosk.write('/ticket-blocks', blockRequest());
  const tomorrow = await kiosk.write('/ticket-blocks', blockRequest({ businessDate: '2026-11-24' }));
  const other = await kiosk.write('/ticket-blocks', blockRequest({ queueId: 'business' }));
  expect(tomorrow.body).toMatchObject({ prefix: 'A', from: 1, to: 20 });
  expect(other.body).toMatchObject({ prefix: 'F', from: 1, to: 20 });
});

test('released numbers are not leased again', async () => {
  const request = blockRequest();
  await kiosk.write('/ticket-blocks', request);
  const released = await kiosk.write(`/ticket-blocks/${request.id}/release`, { from: 5, to: 20 });
  const next = await kiosk.write('/ticket-blocks', blockRequest());
  expect(released.status).toBe(200);
  expect(next.body.from).toBe(21);
});

test('a number that a citizen holds cannot be released', async () => {
  const request = blockRequest();
  await kiosk.write('/ticket-blocks', request);
  await kiosk.write('/tickets', ticketOf(request, 'A007'));
  const released = await kiosk.write(`/ticket-blocks/${request.id}/release`, { from: 7, to: 20 });
  expect(released.status).toBe(422);
});

test('a number handed out twice on one day is refused and told as a violation', async () => {
  const request = blockRequest();
  await kiosk.write('/ticket-blocks', request);
  const first = await kiosk.write('/tickets', ticketOf(request, 'A001'));
  const second = await kiosk.write('/tickets', ticketOf(request, 'A001'));
  expect([first.status, second.status]).toEqual([201, 422]);
  expect(kiosk.central.state.violations).toMatchObject([
    { kind: 'refused', path: '/tickets', errors: [{ path: '/number' }] },
  ]);
});

test.each([
  ['too few digits', 'A01'],
  ['another prefix', 'B001'],
  ['a number outside the block', 'A021'],
  ['more zeros than three digits need', 'A0001'],
])('a ticket with %s is refused', async (_, number) => {
  const request = blockRequest();
  await kiosk.write('/ticket-blocks', request);
  const answer = await kiosk.write('/tickets', ticketOf(request, number));
  expect([400, 422]).toContain(answer.status);
  expect(kiosk.central.state.tickets).toEqual([]);
});

test('a void ticket no longer waits', async () => {
  const request = blockRequest();
  await kiosk.write('/ticket-blocks', request);
  const first = ticketOf(request, 'A001');
  const ahead = await kiosk.write('/tickets', first);
  const behind = await kiosk.write('/tickets', ticketOf(request, 'A002'));
  expect(Number(behind.body.waitingAhead)).toBe(Number(ahead.body.waitingAhead) + 1);
  await kiosk.write(`/tickets/${first.id}/void`, { reason: 'not-printed' });
  const after = await kiosk.write('/tickets', ticketOf(request, 'A003'));
  expect(after.body.waitingAhead).toBe(behind.body.waitingAhead);
});
