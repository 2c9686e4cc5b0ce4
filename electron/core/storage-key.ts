import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeySource } from './config.ts';

export type StorageKey =
  | { readonly ok: true; readonly key: Uint8Array }
  | { readonly ok: false; readonly message: string };

const decode = (text: string, where: string): StorageKey => {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, 'base64');
  return key.length === 32 && /^[A-Za-z0-9+/]+={0,2}$/.test(trimmed)
    ? { ok: true, key }
    : { ok: false, message: `${where} does not hold 32 bytes in base64` };
};

/** Made once for this data folder: never a constant, and never in a packaged kiosk. */
const developmentKey = (dataDir: string): StorageKey => {
  const path = join(dataDir, 'development.key');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
      return { ok: false, message: `${path} can't be written` };
  }
  return decode(readFileSync(path, 'utf8'), path);
};

/** The 32 bytes that open the database. `fromShell`: handed over by Electron's safeStorage, base64. */
export const storageKey = (
  source: KeySource,
  parts: {
    readonly dataDir: string;
    readonly packaged: boolean;
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly fromShell?: string;
  },
): StorageKey => {
  switch (source.from) {
    case 'file':
      try {
        return decode(readFileSync(source.path, 'utf8'), source.path);
      } catch {
        return { ok: false, message: `"${source.path}" can't be read` };
      }
    case 'env': {
      if (parts.packaged)
        return { ok: false, message: 'env: is refused in a packaged kiosk; use file: or safe-storage' };
      const text = parts.environment[source.name];
      return text === undefined
        ? { ok: false, message: `${source.name} is not set` }
        : decode(text, source.name);
    }
    case 'safe-storage':
      return parts.fromShell === undefined
        ? { ok: false, message: "safe-storage needs Electron's shell with a working keyring" }
        : decode(parts.fromShell, 'safe-storage');
    case 'development':
      return parts.packaged
        ? { ok: false, message: 'development is refused in a packaged kiosk; use file: or safe-storage' }
        : developmentKey(parts.dataDir);
  }
};
