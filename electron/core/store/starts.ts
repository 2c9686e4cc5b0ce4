import type { Audit } from './audit.ts';
import type { Sql } from './database.ts';
import type { Keyring } from './keyring.ts';
import type { Leases } from './leases.ts';
import type { Settings } from './settings.ts';
import type { Tickets } from './tickets.ts';

const STARTS = 'store.starts';
const EPOCH = 'audit.epoch';
const BACKUP = 'store.is-backup';

/** Written into a copy, never into the original: whoever opens the copy knows that time has passed without it. */
export const markAsBackup = (settings: Settings): void => settings.put(BACKUP, true);

/**
 * Counts the start here and in the keyring. A database that is a backup, or that knows of fewer starts than the
 * keyring, or of less than the journal, is a restored past: numbers may have been given out that it knows nothing of. So every leased block is
 * given up, and so is every request for one that the copy holds unanswered: asked again under its old key it would
 * bring the very block that was used since; the audit chain begins a new epoch instead of telling the same seq twice.
 * Returns whether it was.
 */
export const countStart = (parts: {
  readonly sql: Sql;
  readonly keyring: Keyring;
  readonly settings: Settings;
  readonly tickets: Tickets;
  readonly leases: Leases;
  readonly audit: Audit;
  /** The journal knows of commits that the database has lost. */
  readonly commitsLost: boolean;
}): boolean => {
  const { sql, keyring, settings, tickets, leases, audit, commitsLost } = parts;
  const here = Number(settings.get(STARTS) ?? 0);
  const elsewhere = keyring.mark(STARTS);
  const restored = settings.get(BACKUP) === true || here < elsewhere || commitsLost;
  const count = Math.max(here, elsewhere) + 1;
  const known = keyring.mark(EPOCH);
  const epoch = restored ? audit.nextEpoch(known) : Math.max(known, audit.head()?.epoch ?? 0);
  // Marked before it is used: a clock that has been set back since must not bring an epoch twice.
  if (restored) keyring.setMarks([{ name: EPOCH, value: epoch }]);
  sql.transact((transaction) => {
    if (restored) {
      audit.beginEpochWithin(transaction, 'restored', epoch);
      tickets.giveUpBlocksWithin(transaction);
      leases.giveUpWithin(transaction);
      settings.putWithin(transaction, BACKUP, false);
    }
    settings.putWithin(transaction, STARTS, count);
  });
  keyring.setMarks([
    { name: STARTS, value: count },
    { name: EPOCH, value: epoch },
  ]);
  return restored;
};
