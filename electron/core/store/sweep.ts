import type { Files } from './files.ts';
import type { Keyring } from './keyring.ts';
import type { Outbox } from './outbox.ts';

/**
 * At a start: ends what a crash interrupted. Keys and files of accepted records are erased, and so are those of a
 * save that never reached its commit and the keys made ahead that nobody used. Idempotent.
 */
export const sweep = (parts: {
  readonly keyring: Keyring;
  readonly outbox: Outbox;
  readonly files: Files;
}): void => {
  const { keyring, outbox, files } = parts;
  const needed = outbox.keyIds();
  keyring.erase(keyring.ids().filter((id) => !needed.has(id)));
  files.remove(files.strays());
};
