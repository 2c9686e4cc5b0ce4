import type { WallClock } from './clock.ts';
import type { Sql } from './database.ts';

export interface Cached {
  readonly etag?: string;
  /** As parsed JSON: parse it with its schema before use. */
  readonly body: unknown;
  /** When it was fetched, or found unchanged, in milliseconds since 1970. */
  readonly at: number;
}

/** The last good answers of the central system: `catalogue`, `queues`, `staff`. */
export interface Cache {
  get(key: string): Cached | undefined;
  put(key: string, body: unknown, etag?: string): void;
  /** The central system says that it has not changed. */
  touch(key: string): void;
}

export const openCache = (sql: Sql, clock: WallClock): Cache => {
  const read = sql.db.prepare<[string], { etag: string | null; body: string; at: number }>(
    'SELECT etag, body, at FROM cache WHERE key = ?',
  );
  const write = sql.db.prepare('INSERT OR REPLACE INTO cache (key, etag, body, at) VALUES (?, ?, ?, ?)');
  const touch = sql.db.prepare('UPDATE cache SET at = ? WHERE key = ?');
  return {
    get: (key) => {
      const row = read.get(key);
      if (!row) return undefined;
      const { etag, body, at } = row;
      return { ...(etag === null ? {} : { etag }), body: JSON.parse(body) as unknown, at };
    },
    put: (key, body, etag) => {
      sql.transact(() => write.run(key, etag ?? null, JSON.stringify(body), clock.now()));
    },
    touch: (key) => {
      sql.transact(() => touch.run(clock.now(), key));
    },
  };
};
