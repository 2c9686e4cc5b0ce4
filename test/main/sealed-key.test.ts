import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Keyring, sealedKey } from '../../electron/main/sealed-key.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kiosk-key-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Turns bytes over: enough to see that nothing is kept in clear. */
const keyring = (secret = 0x5a, backend = 'gnome_libsecret'): Keyring => ({
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => backend,
  encryptString: (text) => Buffer.from(Buffer.from(`v1:${text}`).map((byte) => byte ^ secret)),
  decryptString: (sealed) => {
    const text = Buffer.from(sealed.map((byte) => byte ^ secret)).toString('utf8');
    if (!text.startsWith('v1:')) throw new Error('sealed with another key');
    return text.slice(3);
  },
});
const path = (): string => join(dir, 'data', 'storage.key.sealed');
const key = (ring: Keyring, packaged = true) => sealedKey(ring, join(dir, 'data'), packaged);

it('the first start makes 32 bytes, and every later one finds the same', () => {
  const first = key(keyring());
  if (!first.ok) throw new Error(first.message);
  expect(Buffer.from(first.base64, 'base64')).toHaveLength(32);
  expect(key(keyring())).toEqual(first);
});

it('two kiosks have two keys', () => {
  const one = key(keyring());
  const other = sealedKey(keyring(), join(dir, 'other'), true);
  expect(one.ok && other.ok && one.base64 !== other.base64).toBe(true);
});

it('the key is on the disk sealed, and for its owner only', () => {
  const made = key(keyring());
  if (!made.ok) throw new Error(made.message);
  expect(readFileSync(path()).includes(made.base64)).toBe(false);
  expect(statSync(path()).mode & 0o077).toBe(0);
});

it('a packaged kiosk refuses a keyring that seals with a constant', () => {
  expect(key(keyring(0x5a, 'basic_text'))).toMatchObject({
    ok: false,
    message: expect.stringContaining('basic_text'),
  });
  expect(key(keyring(0x5a, 'basic_text'), false).ok).toBe(true);
});

it('a keyring that is not there is said, not worked around', () =>
  expect(key({ ...keyring(), isEncryptionAvailable: () => false })).toMatchObject({ ok: false }));

it('a key that can not be opened is left as it is: a new one would open nothing', () => {
  key(keyring());
  const before = readFileSync(path());
  expect(key(keyring(0x33))).toMatchObject({ ok: false });
  expect(readFileSync(path())).toEqual(before);
});

it('a sealed file with something else in it is refused', () => {
  key(keyring());
  writeFileSync(path(), keyring().encryptString('short'));
  expect(key(keyring())).toMatchObject({ ok: false, message: expect.stringContaining('32 bytes') });
});
