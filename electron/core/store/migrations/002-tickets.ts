import type { Migration } from './migration.ts';

/**
 * Leased numbers and the tickets made of them. The two unique indexes are the last word on "no number twice" and
 * "one live ticket a person and queue", whatever the code above does.
 */
export const tickets: Migration = {
  version: 2,
  up: (db) => {
    db.exec(`
      CREATE TABLE ticket_blocks (
        id             TEXT PRIMARY KEY,
        queue_id       TEXT NOT NULL,
        business_date  TEXT NOT NULL,
        prefix         TEXT NOT NULL,
        first          INTEGER NOT NULL,
        last           INTEGER NOT NULL,
        next           INTEGER NOT NULL,
        state          TEXT NOT NULL CHECK (state IN ('open', 'used', 'released', 'given-up')),
        added_at       INTEGER NOT NULL,
        CHECK (first <= last AND next BETWEEN first AND last + 1)
      ) STRICT;
      CREATE INDEX ticket_blocks_open ON ticket_blocks (queue_id, business_date) WHERE state = 'open';

      CREATE TABLE ticket_leases (
        record_id      TEXT PRIMARY KEY REFERENCES records (id),
        queue_id       TEXT NOT NULL,
        business_date  TEXT NOT NULL
      ) STRICT;

      CREATE TABLE tickets (
        record_id      TEXT PRIMARY KEY REFERENCES records (id),
        block_id       TEXT NOT NULL REFERENCES ticket_blocks (id),
        queue_id       TEXT NOT NULL,
        business_date  TEXT NOT NULL,
        number         TEXT NOT NULL,
        person_hash    TEXT,
        order_key      TEXT,
        voided_at      INTEGER
      ) STRICT;
      CREATE UNIQUE INDEX tickets_no_number_twice ON tickets (queue_id, business_date, number);
      CREATE UNIQUE INDEX tickets_one_a_person ON tickets (person_hash, queue_id, business_date)
        WHERE voided_at IS NULL AND person_hash IS NOT NULL;
    `);
  },
};
