import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { metadata, newId, sha256, startKiosk, type TestKiosk } from './support.ts';

let kiosk: TestKiosk;
beforeEach(async () => {
  kiosk = await startKiosk();
});
afterEach(() => kiosk.central.close());

const tus = () => ({ authorization: `Bearer ${kiosk.central.token}`, 'tus-resumable': '1.0.0' });

function create(bytes: Buffer, change: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const about = {
    id: newId(),
    recordId: newId(),
    sha256: sha256(bytes),
    filetype: 'application/pdf',
    ...change,
  };
  return fetch(`${kiosk.central.url}/files`, {
    method: 'POST',
    headers: {
      ...tus(),
      'upload-length': String(bytes.length),
      'upload-metadata': metadata(about),
      ...headers,
    },
  });
}

const patch = (location: string, bytes: Buffer, offset: number) =>
  fetch(location, {
    method: 'PATCH',
    headers: { ...tus(), 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes.subarray(offset)),
  });

async function offsetOf(location: string): Promise<number> {
  const head = await fetch(location, { method: 'HEAD', headers: tus() });
  return Number(head.headers.get('upload-offset'));
}

const locationOf = (response: Response) => response.headers.get('location') ?? '';

test('an upload broken in the middle goes on where it stopped, byte for byte', async () => {
  const bytes = randomBytes(300_000);
  const id = newId();
  const location = locationOf(await create(bytes, { id }));
  kiosk.central.faults.cutUpload(100_000);
  await expect(patch(location, bytes, 0)).rejects.toThrow('fetch failed');
  const offset = await offsetOf(location);
  expect(offset).toBe(100_000);
  expect((await patch(location, bytes, offset)).status).toBe(204);
  expect(kiosk.central.state.files.get(id)?.bytes.equals(bytes)).toBe(true);
});

test('a chunk at the wrong offset is refused and changes nothing', async () => {
  const bytes = randomBytes(1000);
  const location = locationOf(await create(bytes));
  expect((await patch(location, bytes, 500)).status).toBe(409);
  expect(await offsetOf(location)).toBe(0);
});

test('a file that is not the one announced is refused and has to be created again', async () => {
  const bytes = randomBytes(1000);
  const id = newId();
  const location = locationOf(await create(bytes, { id, sha256: sha256(Buffer.from('another')) }));
  expect((await patch(location, bytes, 0)).status).toBe(460);
  expect((await fetch(location, { method: 'HEAD', headers: tus() })).status).toBe(404);
  expect(kiosk.central.state.files.get(id)?.complete).toBe(false);
});

test('a terminated upload is gone', async () => {
  const location = locationOf(await create(randomBytes(10)));
  expect((await fetch(location, { method: 'DELETE', headers: tus() })).status).toBe(204);
  expect((await fetch(location, { method: 'HEAD', headers: tus() })).status).toBe(404);
});

test('a create whose answer was lost can be repeated for the same file', async () => {
  const bytes = randomBytes(50);
  const about = { id: newId(), recordId: newId() };
  kiosk.central.faults.dropAfterProcessing('/files');
  await expect(create(bytes, about)).rejects.toThrow('fetch failed');
  const location = locationOf(await create(bytes, about));
  expect((await patch(location, bytes, 0)).status).toBe(204);
  expect(kiosk.central.state.files.get(about.id)?.complete).toBe(true);
});

test.each([
  ['no hash', { sha256: '' }],
  ['an id that is no UUIDv7', { id: 'scan-1' }],
  ['a type that is no paper', { filetype: 'text/html' }],
])('metadata with %s are refused', async (_, change) => {
  expect((await create(randomBytes(10), change)).status).toBe(400);
  expect(kiosk.central.state.violations).toMatchObject([{ kind: 'upload' }]);
});

test('nobody uploads without the token, and nobody reads an upload back', async () => {
  const denied = await create(randomBytes(10), {}, { authorization: 'Bearer somebody-else' });
  const location = locationOf(await create(randomBytes(10)));
  const read = await fetch(location, { headers: tus() });
  expect([denied.status, read.status]).toEqual([401, 405]);
});

test('a name in the metadata is told as personal data', async () => {
  await create(randomBytes(10), { filename: '测试样例的租房合同.pdf' });
  expect(kiosk.central.state.violations).toMatchObject([{ kind: 'personal-data', path: '/files' }]);
});
