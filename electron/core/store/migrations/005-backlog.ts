import type { Migration } from './migration.ts';

/**
 * What is asked at every save and every look for work must not grow with what waits: an index in the order in which
 * items are tried, and running counts, kept by the database itself so that they join every transaction.
 */
export const backlog: Migration = {
  version: 5,
  up: (db) => {
    db.exec(`
      CREATE INDEX outbox_by_due ON outbox (lane, not_before, seq) WHERE held = 0;

      CREATE TABLE tallies (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO tallies VALUES
        ('waiting', (SELECT count(*) FROM records WHERE state = 'waiting' AND kind NOT IN ('lease', 'release'))),
        ('quarantined', (SELECT count(*) FROM records WHERE state = 'quarantined' AND kind NOT IN ('lease', 'release'))),
        ('files', (SELECT count(*) FROM files WHERE uploaded_at IS NULL));

      CREATE TRIGGER tally_record_added AFTER INSERT ON records WHEN new.kind NOT IN ('lease', 'release') BEGIN
        UPDATE tallies SET n = n + 1 WHERE name = new.state;
      END;
      CREATE TRIGGER tally_record_moved AFTER UPDATE OF state ON records
      WHEN new.kind NOT IN ('lease', 'release') AND new.state <> old.state BEGIN
        UPDATE tallies SET n = n - 1 WHERE name = old.state;
        UPDATE tallies SET n = n + 1 WHERE name = new.state;
      END;
      CREATE TRIGGER tally_record_dropped AFTER DELETE ON records WHEN old.kind NOT IN ('lease', 'release') BEGIN
        UPDATE tallies SET n = n - 1 WHERE name = old.state;
      END;
      CREATE TRIGGER tally_file_added AFTER INSERT ON files WHEN new.uploaded_at IS NULL BEGIN
        UPDATE tallies SET n = n + 1 WHERE name = 'files';
      END;
      CREATE TRIGGER tally_file_uploaded AFTER UPDATE OF uploaded_at ON files BEGIN
        UPDATE tallies SET n = n - (old.uploaded_at IS NULL) + (new.uploaded_at IS NULL) WHERE name = 'files';
      END;
      CREATE TRIGGER tally_file_dropped AFTER DELETE ON files WHEN old.uploaded_at IS NULL BEGIN
        UPDATE tallies SET n = n - 1 WHERE name = 'files';
      END;

      DELETE FROM ticket_leases WHERE record_id IN (SELECT id FROM records WHERE state = 'received');
    `);
  },
};
