import type { Sql, Transaction } from './database.ts';
import type { Journal } from './journal.ts';

/** The kiosk's own small values: sheets in the tray, out of service, failed log-ins of staff. JSON, no personal data. */
export interface Settings {
  /** As parsed JSON, to be checked by the one who reads it; `undefined` when never written. */
  get(key: string): unknown;
  put(key: string, value: unknown): void;
  /** The journal does not hear of it. `undefined` removes it. */
  putWithin(transaction: Transaction, key: string, value: unknown): void;
  remove(key: string): void;
}

/** `journal`: remembers what was put and removed, should the database become one of the past. */
export const openSettings = (sql: Sql, journal?: Pick<Journal, 'set'>): Settings => {
  const read = sql.db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?');
  const write = sql.db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)');
  const remove = sql.db.prepare('DELETE FROM settings WHERE key = ?');
  const putWithin = (_: Transaction, key: string, value: unknown): void => {
    if (value === undefined) remove.run(key);
    else write.run(key, JSON.stringify(value));
  };
  const put = (key: string, value: unknown): void =>
    sql.transact((transaction) => {
      putWithin(transaction, key, value);
      transaction.onCommit(() => journal?.set(key, value));
    });
  return {
    get: (key) => {
      const row = read.get(key);
      return row && (JSON.parse(row.value) as unknown);
    },
    put,
    putWithin,
    remove: (key) => put(key, undefined),
  };
};
