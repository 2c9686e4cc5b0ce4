import type { Audit } from './audit.ts';
import type { Place } from './audit-chain.ts';
import { backupsIn, journalsSince } from './backups.ts';
import type { Sql } from './database.ts';
import { readJournal } from './journal.ts';
import type { Keyring } from './keyring.ts';
import type { Records } from './records.ts';
import type { Recovery } from './recover.ts';
import type { Settings } from './settings.ts';

/**
 * SQLite takes a damaged write-ahead log for one that ends there: commits are gone without a word. The journals since
 * the newest backup know how far the audit chain had come; a database that knows less is a past one.
 */
export const lostCommits = (at: {
  readonly dir: string;
  readonly key: Uint8Array;
  readonly head: Place | undefined;
}): Recovery | undefined => {
  const { dir, key, head } = at;
  const journals = journalsSince(dir, backupsIn(dir)[0]?.number ?? 0);
  const ahead = journals.some((file) => {
    const told = readJournal(file, key, () => undefined).head;
    if (told === undefined) return false;
    return (
      head === undefined || told.epoch > head.epoch || (told.epoch === head.epoch && told.seq > head.seq)
    );
  });
  const damage = ['kiosk.db-wal: commits were lost'];
  return ahead ? { damage, journals, databaseReplaced: true, keysLost: false } : undefined;
};

/**
 * After a recovery: what the journals remember and the database has lost is put back, and settings become what they were last; what the database remembers
 * and whose key is gone was accepted since that backup. A key is erased for nothing else, so the keyring decides.
 */
export const putBackLost = (
  recovery: Recovery,
  parts: {
    readonly sql: Sql;
    readonly storageKey: Uint8Array;
    readonly keyring: Keyring;
    readonly records: Records;
    readonly settings: Settings;
    readonly audit: Audit;
  },
): void => {
  const { sql, storageKey, keyring, records, settings, audit } = parts;
  const secretOf = (keyId: string): Uint8Array | undefined => keyring.get(keyId);
  sql.transact((transaction) => {
    let restored = 0;
    let unreadable = 0;
    for (const file of recovery.journals) {
      const read = readJournal(file, storageKey, secretOf);
      unreadable += read.unreadable;
      for (const [name, value] of read.settings) settings.putWithin(transaction, name, value);
      for (const entry of read.entries) {
        if (records.outcomeOf(entry.item.recordId)) continue;
        records.insertWithin(transaction, entry);
        restored += 1;
      }
    }
    const accepted =
      recovery.databaseReplaced && !recovery.keysLost
        ? records.settleErasedWithin(transaction, (keyId) => secretOf(keyId) !== undefined)
        : 0;
    audit.appendWithin(transaction, {
      kind: 'store.recovered',
      fields: {
        damage: recovery.damage.join('; '),
        backup: recovery.backup ?? 'none',
        restored,
        accepted,
        unreadable,
        keysLost: recovery.keysLost,
      },
    });
  });
};
