import type Database from 'better-sqlite3';

/** One step of a schema. Never edited once released: what is wrong in one is put right in the next. */
export interface Migration {
  readonly version: number;
  up(db: Database.Database): void;
}
