import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Blobs } from '../../../electron/core/blobs.ts';
import { loadRecording } from '../../../electron/core/performers/recordings.ts';
import type { Tools } from '../../../electron/core/performers/tools.ts';
import type { Event } from '../../../electron/core/session/session.ts';
import { type CentralClient, openCentralClient } from '../../../electron/core/sync/central-client.ts';

/** Recordings over a real connection: what a central system may answer. */

const audio = Buffer.from('RIFF....WAVE');
let server: Server;
let central: CentralClient;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    if (request.url?.endsWith('.wav')) response.setHeader('content-type', 'audio/wav').end(audio);
    else if (request.url?.endsWith('.flac'))
      response.setHeader('content-type', 'audio/flac').end(Buffer.alloc(5 * 1024 * 1024));
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

const load = async (source: string) => {
  const blobs = new Blobs();
  const told: Event[] = [];
  const tools = { central, blobs, tell: (event: Event) => told.push(event), log: pino({ enabled: false }) };
  await loadRecording(
    { do: 'load-recording', ref: 'r', source },
    tools as unknown as Tools,
    new AbortController().signal,
  );
  const [event] = told;
  if (event?.kind !== 'recording') throw new Error('nothing was told');
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

test.each(['/guides/one.txt', '/guides/gone.mp3', 'data:text/html;base64,PGI+', 'data:audio/wav;base64,'])(
  'what is no recording (%s) is none, and nothing of it is kept',
  async (source) => {
    expect(await load(source)).toEqual({ ok: false, blob: undefined, held: 0 });
  },
);

test('a recording that is too long is none, and nobody takes the kiosk for offline because of it', async () => {
  const outcomes: unknown[] = [];
  central.onOutcome((failure) => outcomes.push(failure));
  expect(await load('/guides/long.flac')).toEqual({ ok: false, blob: undefined, held: 0 });
  expect(asked).toHaveLength(1);
  expect(outcomes).toEqual([]);
});
