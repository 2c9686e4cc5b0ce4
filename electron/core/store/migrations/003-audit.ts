import type { Migration } from './migration.ts';

/** The chain of what this kiosk did, and the secret its receipts and chain heads are signed with. */
export const audit: Migration = {
  version: 3,
  up: (db) => {
    db.exec(`
      CREATE TABLE audit (
        epoch   INTEGER NOT NULL,
        seq     INTEGER NOT NULL,
        id      TEXT NOT NULL UNIQUE,
        at      TEXT NOT NULL,
        kind    TEXT NOT NULL,
        actor   TEXT,
        fields  TEXT NOT NULL,
        prev    TEXT NOT NULL,
        hash    TEXT NOT NULL,
        told    INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (epoch, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX audit_untold ON audit (epoch, seq) WHERE told = 0;

      CREATE TABLE audit_head (
        only       INTEGER PRIMARY KEY CHECK (only = 1),
        epoch      INTEGER NOT NULL,
        seq        INTEGER NOT NULL,
        hash       TEXT NOT NULL,
        signature  TEXT NOT NULL,
        alg        TEXT NOT NULL
      ) STRICT;

      CREATE TABLE identity (
        name    TEXT PRIMARY KEY,
        alg     TEXT NOT NULL,
        secret  BLOB NOT NULL
      ) STRICT;
    `);
  },
};
