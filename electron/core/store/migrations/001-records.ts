import type { Migration } from './migration.ts';

/** What citizens did (records), what of it is still to be sent (outbox), and the papers that go along (files). */
export const records: Migration = {
  version: 1,
  up: (db) => {
    db.exec(`
      CREATE TABLE records (
        id          TEXT PRIMARY KEY,
        kind        TEXT NOT NULL,
        local_code  TEXT NOT NULL,
        created_at  INTEGER NOT NULL,
        state       TEXT NOT NULL CHECK (state IN ('waiting', 'received', 'quarantined')),
        settled_at  INTEGER,
        seal_alg    TEXT,
        payload     BLOB,
        digest      TEXT NOT NULL,
        digest_alg  TEXT NOT NULL,
        answer      TEXT,
        reason      TEXT
      ) STRICT;
      CREATE INDEX records_by_local_code ON records (local_code);
      CREATE INDEX records_by_state ON records (state) WHERE state <> 'received';

      CREATE TABLE outbox (
        seq          INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id    TEXT NOT NULL UNIQUE REFERENCES records (id),
        path         TEXT NOT NULL,
        lane         TEXT NOT NULL,
        order_key    TEXT NOT NULL,
        held         INTEGER NOT NULL DEFAULT 0,
        attempts     INTEGER NOT NULL DEFAULT 0,
        not_before   INTEGER NOT NULL DEFAULT 0,
        unanswered   INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX outbox_by_order ON outbox (order_key, seq) WHERE held = 0;

      CREATE TABLE files (
        id           TEXT PRIMARY KEY,
        record_id    TEXT NOT NULL REFERENCES records (id),
        media_type   TEXT NOT NULL,
        pages        INTEGER NOT NULL,
        size         INTEGER NOT NULL,
        sha256       TEXT NOT NULL,
        seal_alg     TEXT NOT NULL,
        upload_url   TEXT,
        uploaded_at  INTEGER
      ) STRICT;
      CREATE INDEX files_by_record ON files (record_id);
    `);
  },
};
