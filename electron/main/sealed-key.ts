import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** What of Electron's `safeStorage` is needed. */
export type Keyring = {
  readonly isEncryptionAvailable: () => boolean;
  readonly getSelectedStorageBackend: () => string;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (sealed: Buffer) => string;
};

export type SealedKey =
  | { readonly ok: true; readonly base64: string }
  | { readonly ok: false; readonly message: string };

const refused = (message: string): SealedKey => ({ ok: false, message });
const isKey = (text: string): boolean => /^[A-Za-z0-9+/]{43}=$/.test(text);

/** Whole on the disk before its name is there: half a key would lock the store for ever. */
const writeWhole = (dir: string, path: string, bytes: Buffer): void => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
  const folder = openSync(dir, 'r');
  fsyncSync(folder);
  closeSync(folder);
};

/**
 * The storage key that the system's keyring seals: 32 bytes in base64, made at the first start, kept sealed in
 * `<dataDir>/storage.key.sealed`. `basic_text` seals with a constant, so a packaged kiosk refuses it.
 */
export const sealedKey = (keyring: Keyring, dataDir: string, packaged: boolean): SealedKey => {
  const path = join(dataDir, 'storage.key.sealed');
  try {
    if (!keyring.isEncryptionAvailable()) return refused('safe-storage: the system has no working keyring');
    if (packaged && process.platform === 'linux' && keyring.getSelectedStorageBackend() === 'basic_text')
      return refused(
        'safe-storage: the system has no keyring (basic_text), which a packaged kiosk refuses; use file:',
      );
    if (!existsSync(path)) {
      const base64 = randomBytes(32).toString('base64');
      writeWhole(dataDir, path, keyring.encryptString(base64));
      return { ok: true, base64 };
    }
    const base64 = keyring.decryptString(readFileSync(path));
    return isKey(base64) ? { ok: true, base64 } : refused(`${path} does not hold 32 bytes in base64`);
  } catch (error) {
    return refused(`${path} can't be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
};
