import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { WebSocket } from 'ws';
import { REFUSED_CODE } from '../../electron/contract/wire.ts';
import { type KioskProcess, startDemoKiosk, startKiosk } from '../support/kiosk-process.ts';
import { Citizen } from './support/citizen.ts';

/** Who may speak to a kiosk in the web shell: whoever has the key, from its own page, under its own name. */

let kiosk: KioskProcess;
let origin: string;
let host: string;
let key: string;

test.beforeAll(async () => {
  kiosk = await startDemoKiosk();
  ({ origin, host } = new URL(kiosk.url));
  key = new URL(kiosk.url).hash.slice(1);
});
test.afterAll(async () => {
  await kiosk.stop();
});

const post = (headers: Record<string, string>): Promise<Response> =>
  fetch(`${origin}/bench/ticketPrinter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ do: 'paper-low' }),
  });

/** The status line of a request whose `Host` and target are ours to choose. */
const statusOf = (target: string, headers: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
    socket.write([`GET ${target} HTTP/1.1`, 'Connection: close', ...headers, '', ''].join('\r\n'));
  });

/** What becomes of a WebSocket that says this first: an HTTP status, a close code, or the first frame. */
const knock = (headers: Record<string, string>, first: unknown): Promise<number | 'let in'> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://${host}/wire`, { headers });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => {
      socket.send(JSON.stringify(first));
      socket.send(JSON.stringify({ t: 'q', i: '1', m: 'hello', a: [{}] }));
    });
    socket.on('close', (code) => resolve(code));
    socket.on('message', () => {
      resolve('let in');
      socket.close();
    });
    socket.on('error', () => undefined);
  });

test('the bench obeys nobody without the key, nor a foreign page, nor under a foreign name', async () => {
  expect((await post({})).status).toBe(403);
  expect((await post({ 'x-kiosk-key': `${key}x` })).status).toBe(403);
  expect((await post({ 'x-kiosk-key': key, origin: 'http://elsewhere.example' })).status).toBe(403);
  expect((await fetch(`${origin}/bench/state`)).status).toBe(403);
  for (const path of ['/', '/bench', '/bench/state', '/healthz'])
    expect(await statusOf(path, ['Host: elsewhere.example'])).toContain('403');
  expect((await post({ 'x-kiosk-key': key, origin })).status).toBe(200);
});

test('the WebSocket lets nobody in without the key, from a foreign page, or under a foreign name', async () => {
  expect(await knock({ origin: 'http://elsewhere.example' }, { key })).toBe(403);
  expect(await knock({}, { key })).toBe(403);
  expect(await knock({ origin, host: 'elsewhere.example' }, { key })).toBe(403);
  expect(await knock({ origin }, { key: 'wrong' })).toBe(REFUSED_CODE);
  expect(await knock({ origin }, 'nothing')).toBe(REFUSED_CODE);
  expect(await knock({ origin }, { key })).toBe('let in');
});

test('addresses that are none are answered, and the kiosk goes on', async () => {
  const own = [`Host: ${host}`];
  for (const target of ['/%E0%A4%A', '//', '/..%2f..%2fpackage.json', '/bench/idReader/%', '/%00'])
    expect(await statusOf(target, own), target).toMatch(/^HTTP\/1\.1 40[034]/);
  expect(await statusOf('/healthz', own)).toContain('200');
});

test('the address opens again and again, a newer window takes over, and the older one says so', async ({
  context,
}) => {
  const older = await context.newPage();
  const newer = await context.newPage();
  const [first, second] = [new Citizen(older), new Citizen(newer)];
  await older.goto(kiosk.url);
  await first.arrives();
  await first.choose('nearby');
  await first.sees('nearby');
  await older.reload();
  await first.sees('nearby');

  await newer.goto(kiosk.url);
  await second.sees('nearby');
  await expect(older.locator('[data-connection="replaced"]')).toContainText('已在别处打开');
  await expect(older.locator('[data-screen]')).toHaveCount(0);
  await second.leaves();

  const wrong = await context.newPage();
  await wrong.goto(`${origin}/#wrong`);
  await expect(wrong.locator('[data-connection="refused"]')).toContainText('这个窗口不能用');
});

test('what anybody may ask about the health of a kiosk names no person', async ({ page }) => {
  const citizen = new Citizen(page);
  const act = (role: string, deed: object): Promise<Response> =>
    fetch(`${origin}/bench/${role}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kiosk-key': key },
      body: JSON.stringify(deed),
    });
  await page.goto(kiosk.url);
  await citizen.arrives();
  await citizen.choose('progress');
  await act('idReader', { do: 'lay', card: 'citizen' });
  await citizen.sees('progress', 20_000);
  const health = await (await fetch(`${origin}/healthz`)).text();
  expect(JSON.parse(health)).toMatchObject({ state: expect.any(String) });
  for (const secret of ['测试样例', '测**', '11010519491231002X', '1949'])
    expect(health).not.toContain(secret);
  await act('idReader', { do: 'lift' });
  await citizen.leaves();
});

test('a kiosk without a simulated device has no bench', async () => {
  const real = await startKiosk({
    kiosk: {
      id: 'HZ-XH-0012',
      hall: '西湖区政务服务中心',
      timezone: 'Asia/Shanghai',
      languages: ['zh-CN', 'en'],
    },
    central: { url: 'http://127.0.0.1:9/api/v1', token: 'x' },
    storage: { key: { from: 'development' } },
    devices: {},
  });
  try {
    const { origin: there } = new URL(real.url);
    expect((await fetch(`${there}/bench`)).status).toBe(404);
    expect((await fetch(`${origin}/bench`)).status).toBe(200);
  } finally {
    await real.stop();
  }
});
