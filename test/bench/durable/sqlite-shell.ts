import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Contender, submission } from './contender.ts';

const run = (file: string, many: number): number => {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  const text = `'${JSON.stringify(submission('x')).replaceAll("'", "''")}'`;
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

/** SQLite's own command line with FULL, one insert a transaction, without the time that its start takes. */
export const sqliteShell = (dir: string): Contender => ({
  name: 'the sqlite3 command line with FULL',
  take: async (many) => {
    const empty = run(join(dir, 'shell-empty.db'), 0);
    return (many * 1_000) / (run(join(dir, 'shell.db'), many) - empty);
  },
  close: async () => undefined,
});
