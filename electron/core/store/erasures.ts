import type { Sql } from './database.ts';
import type { Files } from './files.ts';
import type { Keyring } from './keyring.ts';

/**
 * What the central system has accepted is erased in rounds: one sync for many keys. A round comes every few seconds
 * (upkeep.ts), so that nothing outlives its acceptance by a minute; one that a crash prevents is made at the next start.
 * Papers go after their key and never before it: a record that a damaged database has forgotten to be accepted and that
 * still has its key is sent again, whole (put-back.ts).
 */
export interface Erasures {
  owe(keyId: string | undefined, fileIds: readonly string[]): void;
  /** Data keys gone, files gone, payloads gone from the database's log. What can't be erased now stays owed. */
  carryOut(): void;
}

export const openErasures = (parts: {
  readonly sql: Sql;
  readonly keyring: Keyring;
  readonly files: Pick<Files, 'remove'>;
}): Erasures => {
  const { sql, keyring, files } = parts;
  let keys: string[] = [];
  let papers: string[] = [];
  // The log that a killed kiosk left may hold what was accepted before.
  let logged = true;
  const carryOut = (): void => {
    if (keys.length > 0) {
      keyring.erase(keys);
      keys = [];
    }
    if (papers.length > 0) {
      files.remove(papers);
      papers = [];
    }
    if (logged && sql.checkpoint()) logged = false;
  };
  return {
    owe: (keyId, fileIds) => {
      if (keyId !== undefined) keys.push(keyId);
      papers.push(...fileIds);
      logged = true;
    },
    carryOut,
  };
};
