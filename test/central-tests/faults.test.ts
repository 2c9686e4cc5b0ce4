import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, startKiosk, type TestKiosk } from './support.ts';

let kiosk: TestKiosk;
beforeEach(async () => {
  kiosk = await startKiosk();
});
afterEach(() => kiosk.central.close());

const call = () => ({
  id: newId(),
  kioskId: 'HZ-TEST-1',
  at: '2026-11-23T09:00:00+08:00',
  reason: 'jam',
  screen: 'printing',
});

test('offline refuses connections, and online is the same address with all it knew', async () => {
  const body = call();
  await kiosk.write('/calls', body);
  await kiosk.central.faults.offline();
  const refused = await kiosk.get('/queues').catch((error: Error) => error.cause);
  expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  await kiosk.central.faults.online();
  expect((await kiosk.write('/calls', body)).status).toBe(200);
});

test('a failure armed once meets one request and tells when to come back', async () => {
  kiosk.central.faults.failNext('POST', '/calls', 503, { retryAfter: 7 });
  const body = call();
  const failed = await kiosk.write('/calls', body);
  expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '7']);
  expect(kiosk.central.state.calls).toEqual([]);
  expect((await kiosk.write('/calls', body)).status).toBe(201);
});

test('a failure meets only the call and method it was armed for', async () => {
  kiosk.central.faults.failNext('POST', '/tickets/{id}/void', 500);
  expect((await kiosk.get('/queues')).status).toBe(200);
  expect((await kiosk.write('/calls', call())).status).toBe(201);
  expect((await kiosk.write(`/tickets/${newId()}/void`, { reason: 'test' })).status).toBe(500);
});

test('a lost answer was processed all the same', async () => {
  const body = call();
  kiosk.central.faults.dropAfterProcessing('/calls');
  await expect(kiosk.write('/calls', body)).rejects.toThrow('fetch failed');
  expect(kiosk.central.state.calls).toEqual([body]);
  expect((await kiosk.write('/calls', body)).status).toBe(200);
  expect(kiosk.central.state.calls).toHaveLength(1);
});

test('a request that hangs gets no answer and leaves nothing behind', async () => {
  kiosk.central.faults.hangNext('POST', '/calls');
  const waiting = kiosk.write('/calls', call()).catch((error: Error) => error.message);
  await kiosk.central.until(({ requests }) => requests.some(({ status }) => status === 'hung'));
  await kiosk.central.faults.offline();
  expect(await waiting).toBe('fetch failed');
  expect(kiosk.central.state.calls).toEqual([]);
});

test('a captive portal’s page can stand where an answer should', async () => {
  kiosk.central.faults.answerNext('GET', '/queues', {
    status: 200,
    headers: { 'Content-Type': 'text/html' },
    body: Buffer.from('<html>Please log in</html>'),
  });
  expect((await kiosk.get('/queues')).body.text).toContain('Please log in');
});

test('a request that does not fit names the path and is told as a violation', async () => {
  const answer = await kiosk.write('/calls', { ...call(), reason: 'bored' });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ errors: [{ path: '/reason' }] });
  expect(kiosk.central.state.violations).toMatchObject([{ path: '/calls', errors: [{ path: '/reason' }] }]);
});

test('fields that the interface does not know are ignored', async () => {
  expect((await kiosk.write('/calls', { ...call(), mood: 'calm' })).status).toBe(201);
});

test('a stranger gets 401, whatever is asked', async () => {
  for (const path of ['/catalog', '/queues', '/staff', '/documents/x/content'])
    expect((await kiosk.get(path, { authorization: 'Bearer stranger' })).status).toBe(401);
});

test('personal data in an address is told as a violation', async () => {
  await kiosk.get('/queues?for=11010519491231002X');
  expect(kiosk.central.state.violations).toMatchObject([{ kind: 'personal-data' }]);
});

test('an address that cannot be decoded is only an unknown address', async () => {
  expect((await kiosk.get('/documents/%E0%A4%A/nothing')).status).toBe(404);
});
