import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const run = (file: string, body: string, many: number): number => {
  const text = `'${body.replaceAll("'", "''")}'`;
  const inserts = Array.from(
    { length: many },
    (_, index) => `INSERT INTO record VALUES ('id-${index}', ${text});`,
  );
  const input = [
    'PRAGMA journal_mode = WAL;',
    'PRAGMA synchronous = FULL;',
    'CREATE TABLE record (id TEXT PRIMARY KEY, body TEXT);',
    ...inserts,
  ].join('\n');
  const began = performance.now();
  const { status, error } = spawnSync('sqlite3', [file], { input });
  if (status !== 0) throw new Error(`sqlite3 did not run: ${error?.message ?? status}`);
  return performance.now() - began;
};

/** Inserts a second of SQLite's own command line with FULL, one a transaction, without the time that its start takes. */
export const shellRate = (dir: string, body: string): number => {
  const many = 1_000;
  const empty = run(join(dir, 'shell-empty.db'), body, 0);
  return (many * 1_000) / (run(join(dir, 'shell.db'), body, many) - empty);
};
