import type { Sql } from './database.ts';

/** How much of citizens' is still here; the time it takes to say does not grow with it. */
export interface BacklogCounts {
  /** Not yet received, and not in quarantine. */
  readonly records: number;
  /** Papers that have not gone up. */
  readonly files: number;
  readonly quarantined: number;
  /** Of `records`, those that the central system may have already: their answer was lost. At most 1000. */
  readonly unclear: number;
  /** Milliseconds since 1970 of the oldest record that waits. */
  readonly oldest?: number;
}

export const openBacklog = (sql: Sql): (() => BacklogCounts) => {
  const counts = sql.db.prepare<[], Pick<BacklogCounts, 'files' | 'quarantined'> & { waiting: number }>(
    'SELECT waiting, files, quarantined FROM standing',
  );
  const oldest = sql.db.prepare<[], { at: number }>(
    `SELECT created_at AS at FROM outbox JOIN records ON records.id = outbox.record_id
     WHERE held = 0 AND kind NOT IN ('lease', 'release') ORDER BY seq LIMIT 1`,
  );
  const unclear = sql.db
    .prepare<[], number>(
      'SELECT count(*) FROM (SELECT 1 FROM outbox WHERE unclear = 1 AND held = 0 LIMIT 1000)',
    )
    .pluck();
  return () => {
    const { waiting = 0, files = 0, quarantined = 0 } = counts.get() ?? {};
    const first = oldest.get();
    return {
      records: waiting,
      files,
      quarantined,
      unclear: unclear.get() ?? 0,
      ...(first ? { oldest: first.at } : {}),
    };
  };
};
