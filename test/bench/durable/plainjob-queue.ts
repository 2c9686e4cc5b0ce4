import { join } from 'node:path';
import Database from 'better-sqlite3';
import { better, defineQueue } from 'plainjob';
import { type Contender, submission, timed } from './contender.ts';

const silent = (): void => undefined;
const logger = { error: silent, warn: silent, info: silent, debug: silent };

/** plainjob sets `synchronous` to NORMAL, with which a power cut undoes jobs; it is put to FULL here. */
export const plainjob = (dir: string): Contender => {
  const db = new Database(join(dir, 'plainjob.db'));
  const queue = defineQueue({ connection: better(db), logger });
  db.pragma('synchronous = FULL');
  return {
    name: 'plainjob, put to FULL',
    take: (many) =>
      timed(many, () => {
        for (let count = 0; count < many; count += 1) queue.add('submission', submission('x'));
      }),
    // It closes its connection too.
    close: async () => queue.close(),
  };
};
