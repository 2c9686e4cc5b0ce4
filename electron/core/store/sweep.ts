import type { Files } from './files.ts';
import type { Keyring } from './keyring.ts';
import type { Records } from './records.ts';

/**
 * Ends what a crash interrupted: keys and files of accepted records are erased, and so are those of a save that
 * never reached its commit. Idempotent; only while no save is under way, which the keyring's lock guarantees at start.
 */
export const sweep = (parts: {
  readonly keyring: Keyring;
  readonly records: Records;
  readonly files: Files;
}): void => {
  const { keyring, records, files } = parts;
  const needless = keyring.recordIds().filter((id) => {
    const state = records.outcomeOf(id)?.state;
    return state === undefined || state === 'received';
  });
  keyring.erase(needless);
  files.remove(files.strays());
};
