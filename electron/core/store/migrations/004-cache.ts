import type { Migration } from './migration.ts';

/** The last good answers of the central system, and the kiosk's own small values (sheets in the tray, faults). */
export const cache: Migration = {
  version: 4,
  up: (db) => {
    db.exec(`
      CREATE TABLE cache (
        key   TEXT PRIMARY KEY,
        etag  TEXT,
        body  TEXT NOT NULL,
        at    INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE settings (
        key    TEXT PRIMARY KEY,
        value  TEXT NOT NULL
      ) STRICT;
    `);
  },
};
