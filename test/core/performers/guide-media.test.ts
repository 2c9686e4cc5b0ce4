import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Blobs } from '../../../electron/core/blobs.ts';
import { loadGuideMedia } from '../../../electron/core/performers/guide-media.ts';
import type { Tools } from '../../../electron/core/performers/tools.ts';
import type { Event } from '../../../electron/core/session/session.ts';
import { type CentralClient, openCentralClient } from '../../../electron/core/sync/central-client.ts';

/** What a guide plays and shows, over a real connection: what a central system may answer. */

const audio = Buffer.from('RIFF....WAVE');
const drawing = Buffer.from('89504e470d0a1a0a', 'hex');
const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp; v=1',
  svg: 'image/svg+xml',
  gif: 'image/gif',
  pngs: 'image/pngs',
};
let server: Server;
let central: CentralClient;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    const picture = types[request.url?.split('.').at(-1) ?? ''];
    if (request.url?.endsWith('.wav')) response.setHeader('content-type', 'audio/wav').end(audio);
    else if (request.url?.endsWith('.flac'))
      response.setHeader('content-type', 'audio/flac').end(Buffer.alloc(5 * 1024 * 1024));
    else if (request.url?.endsWith('large.png'))
      response.setHeader('content-type', 'image/png').end(Buffer.alloc(4 * 1024 * 1024 + 1));
    else if (request.url?.endsWith('.bare')) response.end(drawing);
    else if (picture !== undefined) response.setHeader('content-type', picture).end(drawing);
    else if (request.url?.endsWith('.txt')) response.setHeader('content-type', 'text/plain').end('no');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  central = openCentralClient({ url: `http://127.0.0.1:${port}/api/v1`, token: 't', now: () => 0 });
});

afterEach(async () => {
  await central.close();
  await new Promise((resolve) => server.close(resolve));
});

const load = async (source: string, what: 'recording' | 'picture' = 'recording') => {
  const blobs = new Blobs();
  const told: Event[] = [];
  const tools = { central, blobs, tell: (event: Event) => told.push(event), log: pino({ enabled: false }) };
  await loadGuideMedia(
    { do: 'load-guide-media', ref: 'r', what, source },
    tools as unknown as Tools,
    new AbortController().signal,
  );
  const [event] = told;
  if (event?.kind !== 'guide-media') throw new Error('nothing was told');
  const handle = event.outcome.ok ? event.outcome.handle : undefined;
  return {
    ok: event.outcome.ok,
    blob: handle === undefined ? undefined : blobs.get(handle),
    held: blobs.size,
  };
};

test.each(['/guides/one.wav', 'guides/one.wav'])('%s is fetched from the central system', async (source) => {
  const { ok, blob } = await load(source);
  expect(ok).toBe(true);
  expect(blob?.mediaType).toBe('audio/wav');
  expect(Buffer.from(blob?.bytes ?? [])).toEqual(audio);
  expect(asked[0]).toContain('/api/v1/guides/one.wav');
});

test('a whole address of another machine is asked of the central system: the token goes nowhere else', async () => {
  await load('https://elsewhere.example/voices/one.wav');
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/^127\.0\.0\.1:\d+ \/voices\/one\.wav$/);
});

test('a recording that the catalogue carries needs no network', async () => {
  const { ok, blob } = await load(`data:audio/wav;base64,${audio.toString('base64')}`);
  expect(ok).toBe(true);
  expect(Buffer.from(blob?.bytes ?? [])).toEqual(audio);
  expect(asked).toEqual([]);
});

test.each([
  '/guides/one.txt',
  '/guides/one.png',
  '/guides/gone.mp3',
  'data:text/html;base64,PGI+',
  'data:audio/wav;base64,',
])('what is no recording (%s) is none, and nothing of it is kept', async (source) => {
  expect(await load(source)).toEqual({ ok: false, blob: undefined, held: 0 });
});

test('a recording that is too long is none, and nobody takes the kiosk for offline because of it', async () => {
  const outcomes: unknown[] = [];
  central.onOutcome((failure) => outcomes.push(failure));
  expect(await load('/guides/long.flac')).toEqual({ ok: false, blob: undefined, held: 0 });
  expect(asked).toHaveLength(1);
  expect(outcomes).toEqual([]);
});

test.each([
  ['/guides/one.png', 'image/png'],
  ['guides/one.jpg', 'image/jpeg'],
  ['/guides/one.webp', 'image/webp; v=1'],
])('the picture %s is fetched from the central system', async (source, mediaType) => {
  const { blob } = await load(source, 'picture');
  expect(blob).toEqual({ mediaType, bytes: drawing });
  expect(asked).toHaveLength(1);
});

test('a picture that the catalogue carries needs no network', async () => {
  const { blob } = await load(`data:image/png;base64,${drawing.toString('base64')}`, 'picture');
  expect(blob).toEqual({ mediaType: 'image/png', bytes: drawing });
  expect(asked).toEqual([]);
});

test.each([
  '/guides/one.svg',
  '/guides/one.gif',
  '/guides/one.pngs',
  '/guides/one.wav',
  '/guides/one.bare',
  '/guides/gone.jpeg',
  'data:image/svg+xml;base64,PHN2Zy8+',
  'data:image/svg+xml,<svg/>',
  'data:audio/wav;base64,UklG',
  'data:image/png;base64,',
  `data:image/png;base64,${Buffer.alloc(4 * 1024 * 1024 + 1).toString('base64')}`,
])('what is no picture that is taken (%.40s) is none, and nothing of it is kept', async (source) => {
  expect(await load(source, 'picture')).toEqual({ ok: false, blob: undefined, held: 0 });
});

test('a picture that is too large, or never comes, says nothing about the network', async () => {
  const outcomes: unknown[] = [];
  central.onOutcome((failure) => outcomes.push(failure));
  expect(await load('/guides/large.png', 'picture')).toEqual({ ok: false, blob: undefined, held: 0 });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await load('/guides/one.png', 'picture')).toEqual({ ok: false, blob: undefined, held: 0 });
  expect(outcomes).toEqual([]);
});
