import type { Sql, Transaction } from './database.ts';

/** The kiosk's own small values: sheets in the tray, out of service, failed log-ins of staff. JSON, no personal data. */
export interface Settings {
  /** As parsed JSON, to be checked by the one who reads it; `undefined` when never written. */
  get(key: string): unknown;
  put(key: string, value: unknown): void;
  putWithin(transaction: Transaction, key: string, value: unknown): void;
  remove(key: string): void;
}

export const openSettings = (sql: Sql): Settings => {
  const read = sql.db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?');
  const write = sql.db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)');
  const remove = sql.db.prepare('DELETE FROM settings WHERE key = ?');
  const put = (key: string, value: unknown): void => {
    write.run(key, JSON.stringify(value));
  };
  return {
    get: (key) => {
      const row = read.get(key);
      return row && (JSON.parse(row.value) as unknown);
    },
    put: (key, value) => sql.transact(() => put(key, value)),
    putWithin: (_, key, value) => put(key, value),
    remove: (key) => {
      sql.transact(() => remove.run(key));
    },
  };
};
