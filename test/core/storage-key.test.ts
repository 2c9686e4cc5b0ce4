import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { KeySource } from '../../electron/core/config.ts';
import { type StorageKey, storageKey } from '../../electron/core/storage-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'kiosk-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
const text = bytes.toString('base64');

const from = (source: KeySource, more: Partial<Parameters<typeof storageKey>[1]> = {}): StorageKey =>
  storageKey(source, { dataDir: folder, packaged: false, environment: {}, ...more });

const keyFile = (content: string): KeySource => {
  const path = join(folder, 'kiosk.key');
  writeFileSync(path, content);
  return { from: 'file', path };
};

test('a key is 32 bytes in base64, used raw, from a file with or without a line end', () => {
  for (const content of [text, `${text}\n`, ` ${text} \r\n`])
    expect(from(keyFile(content))).toEqual({ ok: true, key: bytes });
});

test.each([
  ['too short', bytes.subarray(1).toString('base64')],
  ['too long', Buffer.concat([bytes, Buffer.of(1)]).toString('base64')],
  ['not base64', '*'.repeat(44)],
  ['hex', bytes.toString('hex')],
  ['empty', ''],
])('a key that is %s is refused, and the message does not show it', (_, content) => {
  const result = from(keyFile(content));
  expect(result.ok).toBe(false);
  if (content !== '') expect(JSON.stringify(result)).not.toContain(content);
});

test('a key file that is not there is named', () => {
  const result = from({ from: 'file', path: '/nowhere/kiosk.key' });
  expect(result).toMatchObject({ ok: false, message: expect.stringContaining('/nowhere/kiosk.key') });
});

test('a key from the environment is for development; a packaged kiosk refuses it', () => {
  const source = { from: 'env', name: 'KIOSK_TEST_KEY' } as const;
  const environment = { KIOSK_TEST_KEY: text };
  expect(from(source, { environment })).toEqual({ ok: true, key: bytes });
  expect(from(source)).toMatchObject({ ok: false, message: 'KIOSK_TEST_KEY is not set' });
  expect(from(source, { environment, packaged: true }).ok).toBe(false);
});

test('the development key is made once, readable by its owner alone, different for each kiosk, and never packaged', () => {
  const dataDir = join(folder, 'data');
  const first = from({ from: 'development' }, { dataDir });
  expect(first).toMatchObject({ ok: true });
  expect(from({ from: 'development' }, { dataDir })).toEqual(first);
  expect(from({ from: 'development' }, { dataDir: join(folder, 'other') })).not.toEqual(first);
  expect(statSync(join(dataDir, 'development.key')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(dataDir, 'development.key'), 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
  expect(from({ from: 'development' }, { dataDir, packaged: true }).ok).toBe(false);
});

test('a key from the safe storage needs a shell that hands it over', () => {
  expect(from({ from: 'safe-storage' }).ok).toBe(false);
  expect(from({ from: 'safe-storage' }, { fromShell: text, packaged: true })).toEqual({
    ok: true,
    key: bytes,
  });
  expect(from({ from: 'safe-storage' }, { fromShell: 'basic' }).ok).toBe(false);
});
