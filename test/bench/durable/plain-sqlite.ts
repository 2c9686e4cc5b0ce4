import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Contender, submission, timed } from './contender.ts';

/** One insert a transaction from Node, in clear: what durability costs without anything of ours. */
export const plainSqlite = (dir: string): Contender => {
  const db = new Database(join(dir, 'plain.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE record (id TEXT PRIMARY KEY, body TEXT)');
  const insert = db.prepare('INSERT INTO record VALUES (?, ?)');
  return {
    name: 'better-sqlite3 with FULL',
    take: (many) =>
      timed(many, () => {
        for (let count = 0; count < many; count += 1)
          insert.run(randomBytes(16).toString('hex'), JSON.stringify(submission('x')));
      }),
    close: async () => void db.close(),
  };
};
