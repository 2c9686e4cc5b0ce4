import { statSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { storageKey } from '../../storage-key.ts';
import { hasStore } from '../../store/inspect.ts';
import type { Surroundings } from '../command.ts';
import { developmentKeyIsMissing } from '../kiosk-at.ts';
import { type Finding, fault, unchecked, warning, well } from './finding.ts';

export type KeyExamined = { readonly key?: Uint8Array; readonly finding: Finding };

const readableByAll = (path: string): boolean => {
  try {
    return process.platform !== 'win32' && (statSync(path).mode & 0o004) !== 0;
  } catch {
    return false;
  }
};

/** Whether there is a key of the right form, and who else can read it. Says where it comes from, never what it is. */
export const examineKey = (config: Config, dir: string, surroundings: Surroundings): KeyExamined => {
  const source = config.storage.key;
  if (source.from === 'safe-storage')
    return {
      finding: unchecked('storage key', {
        says: "It is kept by the desktop's key store, which only the kiosk's own window can open.",
        advice: 'Start the kiosk: it refuses to start without the key. The store is not examined here.',
      }),
    };
  const willBeMade = !surroundings.packaged && developmentKeyIsMissing(config, dir);
  if (willBeMade && hasStore(dir))
    return {
      finding: fault('storage key', {
        path: 'storage.key',
        says: `${dir} holds a store, but no development.key.`,
        advice: 'Bring the development.key that was beside it.',
      }),
    };
  if (willBeMade)
    return { finding: well('storage key', { says: 'A key for development is made at the first start.' }) };
  const { packaged, environment } = surroundings;
  const found = storageKey(source, { dataDir: dir, packaged, environment });
  if (!found.ok)
    return {
      finding: fault('storage key', {
        path: 'storage.key',
        says: `${found.message}.`,
        advice: 'Bring the key to where the configuration says it is.',
      }),
    };
  if (source.from === 'file' && readableByAll(source.path))
    return {
      key: found.key,
      finding: warning('storage key', {
        says: `It is there, but every user of this machine can read ${source.path}.`,
        advice: `chmod 600 ${source.path}`,
      }),
    };
  return { key: found.key, finding: well('storage key', { says: `It is there (${source.from}).` }) };
};
