import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from '../../../electron/core/store/database.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';
import { idMaker } from '../../../electron/core/store/uuid.ts';
import { type Contender, submission } from './contender.ts';

const FULL = 'PRAGMA synchronous = FULL;';
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const body = quoted(JSON.stringify(submission('x')));

const run = (file: string, statements: readonly string[]): number => {
  const input = [FULL, ...statements].join('\n');
  const began = performance.now();
  const { status, error, stderr } = spawnSync('sqlite3', ['-bail', file], { input });
  if (status !== 0) throw new Error(`sqlite3 did not run: ${error?.message ?? stderr.toString()}`);
  return performance.now() - began;
};

/** SQLite's own command line with FULL, a transaction a submission, without the time that its start takes. */
const shell = (
  name: string,
  file: string,
  schema: (db: Database.Database) => void,
  next: () => string,
): Contender => {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  schema(db);
  db.close();
  return {
    name,
    take: async (many) => {
      const statements = Array.from({ length: many }, next);
      const start = run(file, []);
      return (many * 1_000) / (run(file, statements) - start);
    },
    close: async () => undefined,
  };
};

/** The least that a submission can be: one row of its own, in clear. */
export const bareShell = (dir: string): Contender => {
  let row = 0;
  return shell(
    'one bare row each typed into the sqlite3 command line with FULL',
    join(dir, 'bare-shell.db'),
    (db) => db.exec('CREATE TABLE record (id TEXT PRIMARY KEY, body TEXT)'),
    () => {
      row += 1;
      return `INSERT INTO record VALUES ('id-${row}', ${body});`;
    },
  );
};

/** The very rows of the kiosk's own schema, in clear and ready made: nothing to seal, hash, chain or keep twice. */
export const sqliteShell = (dir: string): Contender => {
  const hash = (): string => quoted(randomBytes(32).toString('hex'));
  const newId = idMaker({ now: () => Date.now() }, (count) => randomBytes(count));
  let seq = 0;
  return shell(
    'the same rows typed into the sqlite3 command line with FULL',
    join(dir, 'shell.db'),
    (db) => migrate(db, migrations, 'shell.db'),
    () => {
      seq += 1;
      const id = newId();
      const fields = quoted(JSON.stringify({ recordId: id, recordKind: 'submission', files: 0 }));
      return `BEGIN IMMEDIATE;
        INSERT INTO outbox (seq, record_id, path, lane, order_key, key_id, hash, seal_alg, payload)
          VALUES (${seq}, '${id}', '/submissions', 'light', ${hash()}, '${newId()}', ${hash()}, 'none', CAST(${body} AS BLOB));
        INSERT INTO records (id, kind, created_at, state, outbox_seq, digest, digest_alg)
          VALUES ('${id}', 'submission', ${Date.now()}, 'waiting', ${seq}, ${hash()}, 'SHA-256');
        INSERT INTO audit (epoch, seq, id, at, kind, fields, prev, hash)
          VALUES (1700000000, ${seq}, '${newId()}', '2026-03-02T09:00:00.000+08:00', 'record.saved', ${fields}, ${hash()}, ${hash()});
        UPDATE standing SET epoch = 1700000000, seq = ${seq}, hash = ${hash()}, signature = ${hash()}, alg = 'HMAC-SHA256';
        COMMIT;`;
    },
  );
};
