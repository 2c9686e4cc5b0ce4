import type { Migration } from './migration.ts';

/** Of which records nobody here knows whether the central system has them: they went out and the answer was lost. */
export const unclear: Migration = {
  version: 7,
  up: (db) => {
    db.exec(`
      ALTER TABLE outbox ADD COLUMN unclear INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX outbox_unclear ON outbox (seq) WHERE unclear = 1 AND held = 0;
    `);
  },
};
