import type { Migration } from './migration.ts';

/**
 * What a commit costs is the pages it touches. A record that waits is one row in the outbox, payload and all, and a
 * small one that stays; what is counted and the end of the audit chain stand on one page; the chain's rows only grow
 * at their end. An order key is looked up by its last characters, which are by chance alone.
 */
export const fewerPages: Migration = {
  version: 8,
  up: (db) => {
    db.exec(`
      CREATE TABLE slim_outbox (
        seq          INTEGER PRIMARY KEY,
        record_id    TEXT NOT NULL,
        path         TEXT NOT NULL,
        lane         TEXT NOT NULL,
        order_key    TEXT NOT NULL,
        key_id       TEXT,
        hash         TEXT NOT NULL,
        held         INTEGER NOT NULL DEFAULT 0,
        attempts     INTEGER NOT NULL DEFAULT 0,
        not_before   INTEGER NOT NULL DEFAULT 0,
        unanswered   INTEGER NOT NULL DEFAULT 0,
        unclear      INTEGER NOT NULL DEFAULT 0,
        seal_alg     TEXT NOT NULL,
        payload      BLOB NOT NULL
      ) STRICT;
      INSERT INTO slim_outbox
        SELECT seq, record_id, path, lane, order_key, key_id, hash, held, attempts, not_before, unanswered, unclear,
          coalesce(seal_alg, 'none'), coalesce(payload, x'')
        FROM outbox JOIN records ON id = record_id ORDER BY seq;

      CREATE TABLE slim_records (
        id          TEXT PRIMARY KEY,
        kind        TEXT NOT NULL,
        created_at  INTEGER NOT NULL,
        state       TEXT NOT NULL CHECK (state IN ('waiting', 'received', 'quarantined')),
        outbox_seq  INTEGER,
        digest      TEXT NOT NULL,
        digest_alg  TEXT NOT NULL,
        settled_at  INTEGER,
        answer      TEXT,
        reason      TEXT
      ) STRICT, WITHOUT ROWID;
      INSERT INTO slim_records
        SELECT id, kind, created_at, state, seq, digest, digest_alg, settled_at, answer, reason
        FROM records LEFT JOIN outbox ON record_id = id ORDER BY id;

      CREATE TABLE slim_audit (
        nth    INTEGER PRIMARY KEY,
        epoch  INTEGER NOT NULL,
        seq    INTEGER NOT NULL,
        id     TEXT NOT NULL,
        at     TEXT NOT NULL,
        kind   TEXT NOT NULL,
        actor  TEXT,
        fields TEXT NOT NULL,
        prev   TEXT NOT NULL,
        hash   TEXT NOT NULL
      ) STRICT;
      INSERT INTO slim_audit (epoch, seq, id, at, kind, actor, fields, prev, hash)
        SELECT epoch, seq, id, at, kind, actor, fields, prev, hash FROM audit ORDER BY epoch, seq;

      CREATE TABLE standing (
        only         INTEGER PRIMARY KEY CHECK (only = 1),
        waiting      INTEGER NOT NULL,
        quarantined  INTEGER NOT NULL,
        files        INTEGER NOT NULL,
        told         INTEGER NOT NULL,
        epoch        INTEGER,
        seq          INTEGER,
        hash         TEXT,
        signature    TEXT,
        alg          TEXT
      ) STRICT;
      INSERT INTO standing SELECT 1,
        (SELECT n FROM tallies WHERE name = 'waiting'),
        (SELECT n FROM tallies WHERE name = 'quarantined'),
        (SELECT n FROM tallies WHERE name = 'files'),
        (SELECT count(*) FROM slim_audit JOIN audit_told AS t WHERE (slim_audit.epoch, slim_audit.seq) <= (t.epoch, t.seq)),
        head.epoch, head.seq, head.hash, head.signature, head.alg
        FROM (SELECT 1) LEFT JOIN audit_head AS head;

      DROP TRIGGER tally_file_added;
      DROP TRIGGER tally_file_uploaded;
      DROP TRIGGER tally_file_dropped;
      DROP TABLE tallies;
      DROP TABLE audit_told;
      DROP TABLE audit_head;
      DROP TABLE audit;
      DROP TABLE outbox;
      DROP TABLE records;
      ALTER TABLE slim_audit RENAME TO audit;
      ALTER TABLE slim_outbox RENAME TO outbox;
      ALTER TABLE slim_records RENAME TO records;

      CREATE INDEX records_quarantined ON records (settled_at, id) WHERE state = 'quarantined';
      CREATE INDEX outbox_by_order ON outbox (substr(order_key, -12)) WHERE held = 0;
      CREATE INDEX outbox_by_due ON outbox (lane, not_before) WHERE held = 0;
      CREATE INDEX outbox_unclear ON outbox (seq) WHERE unclear = 1 AND held = 0;

      CREATE TRIGGER count_record_added AFTER INSERT ON records WHEN new.kind NOT IN ('lease', 'release') BEGIN
        UPDATE standing SET waiting = waiting + (new.state = 'waiting'), quarantined = quarantined + (new.state = 'quarantined');
      END;
      CREATE TRIGGER count_record_moved AFTER UPDATE OF state ON records
      WHEN new.kind NOT IN ('lease', 'release') AND new.state <> old.state BEGIN
        UPDATE standing SET
          waiting = waiting + (new.state = 'waiting') - (old.state = 'waiting'),
          quarantined = quarantined + (new.state = 'quarantined') - (old.state = 'quarantined');
      END;
      CREATE TRIGGER count_record_dropped AFTER DELETE ON records WHEN old.kind NOT IN ('lease', 'release') BEGIN
        UPDATE standing SET waiting = waiting - (old.state = 'waiting'), quarantined = quarantined - (old.state = 'quarantined');
      END;
      CREATE TRIGGER count_file_added AFTER INSERT ON files WHEN new.uploaded_at IS NULL BEGIN
        UPDATE standing SET files = files + 1;
      END;
      CREATE TRIGGER count_file_uploaded AFTER UPDATE OF uploaded_at ON files BEGIN
        UPDATE standing SET files = files - (old.uploaded_at IS NULL) + (new.uploaded_at IS NULL);
      END;
      CREATE TRIGGER count_file_dropped AFTER DELETE ON files WHEN old.uploaded_at IS NULL BEGIN
        UPDATE standing SET files = files - 1;
      END;
    `);
  },
};
