import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { storageKey } from '../storage-key.ts';
import {
  StorageFullError,
  StorageKeyError,
  StoreDamagedError,
  StoreInUseError,
  StoreTooNewError,
} from '../store/errors.ts';
import { hasStore } from '../store/inspect.ts';
import { exits, Refusal, type Surroundings, usageFault } from './command.ts';

/** Which kiosk a command is about: its configuration and its data, as `npm start` takes them. */

export const kioskOptions = { config: { type: 'string' }, data: { type: 'string' } } as const;

export type KioskWords = { readonly config?: string | undefined; readonly data?: string | undefined };

/** `--config`, else `KIOSK_CONFIG`. */
export const configPath = (words: KioskWords, { environment }: Surroundings): string => {
  const path = words.config ?? environment.KIOSK_CONFIG;
  if (path === undefined || path === '') throw usageFault('Name the configuration: --config FILE.');
  return path;
};

/** `--data`, else `KIOSK_DATA`, else `data`. */
export const dataDir = (words: KioskWords, { environment }: Surroundings): string =>
  resolve(words.data ?? environment.KIOSK_DATA ?? 'data');

export type OpenedKiosk = { readonly config: Config; readonly dir: string; readonly key: Uint8Array };

/** Asked before the key: `development` would make one. */
export const developmentKeyIsMissing = (config: Config, dir: string): boolean =>
  config.storage.key.from === 'development' && !existsSync(join(dir, 'development.key'));

/** Configuration and storage key of a kiosk that has a store. Refuses with 78 and the path of each fault. */
export const openKioskAt = (words: KioskWords, surroundings: Surroundings): OpenedKiosk => {
  const { packaged, environment } = surroundings;
  const read = readConfig(configPath(words, surroundings), packaged);
  if (!read.ok)
    throw new Refusal(
      exits.badConfiguration,
      ...read.faults.map(({ path, message }) => `${path}: ${message}`),
    );
  const dir = dataDir(words, surroundings);
  if (!hasStore(dir))
    throw new Refusal(exits.wrong, `There is no store in ${dir}. Name the kiosk's data folder: --data DIR.`);
  if (developmentKeyIsMissing(read.config, dir))
    throw new Refusal(exits.badConfiguration, `storage.key: "${dir}" holds a store, but no development.key`);
  const key = storageKey(read.config.storage.key, { dataDir: dir, packaged, environment });
  if (!key.ok) throw new Refusal(exits.badConfiguration, `storage.key: ${key.message}`);
  return { config: read.config, dir, key: key.key };
};

/** Runs `work`; what the store throws becomes what the operator can do about it. */
export const inStoreWords = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof StorageKeyError)
      throw new Refusal(exits.badConfiguration, `storage.key: ${error.message}`);
    if (error instanceof StoreInUseError)
      throw new Refusal(exits.wrong, `${error.message} Stop the kiosk, then try again.`);
    if (
      error instanceof StoreDamagedError ||
      error instanceof StoreTooNewError ||
      error instanceof StorageFullError
    )
      throw new Refusal(exits.wrong, error.message);
    throw error;
  }
};
