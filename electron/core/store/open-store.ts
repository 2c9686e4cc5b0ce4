import { StoreDamagedError } from './errors.ts';
import { type Recovery, recover } from './recover.ts';
import { openStore, type Store, type StoreOptions } from './store.ts';

/** Database and keyring may each be damaged, and a backup be found so only when it is opened. */
const TURNS = 4;

/**
 * The store, whatever the disk has done to it: what is damaged is set aside and the newest good state takes its
 * place (recover.ts). Throws what `openStore` throws for anything else.
 */
export const openStoreOrRecover = (options: Omit<StoreOptions, 'recovery'>): Store => {
  let recovery: Recovery | undefined;
  for (let turn = 0; ; turn += 1) {
    try {
      return openStore({ ...options, ...(recovery ? { recovery } : {}) });
    } catch (error) {
      if (!(error instanceof StoreDamagedError) || turn === TURNS) throw error;
      recovery = recover(options, error, options.clock.now(), recovery);
    }
  }
};
