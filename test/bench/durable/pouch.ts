import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import leveldown from 'leveldown';
import PouchDB from 'pouchdb';
import { type Contender, submission, timed } from './contender.ts';

/** PouchDB has no option for it, but takes another LevelDB: this one syncs its log at each write. */
const synced = (location: string): ReturnType<typeof leveldown> => {
  const level = leveldown(location);
  const batch = level._batch.bind(level);
  level._batch = (operations, options, callback) => batch(operations, { ...options, sync: true }, callback);
  return level;
};

const contender = (name: string, db: PouchDB): Contender => ({
  name,
  take: (many) =>
    timed(many, async () => {
      for (let count = 0; count < many; count += 1)
        await db.put({ ...submission('x'), _id: randomBytes(16).toString('hex') });
    }),
  close: () => db.close(),
});

/** As it comes, it leaves it to the system when a document gets to the disk: a power cut takes what was acknowledged. */
export const pouch = (dir: string): Contender =>
  contender('PouchDB on LevelDB, which does not sync', new PouchDB(join(dir, 'pouch')));

export const syncedPouch = (dir: string): Contender =>
  contender('PouchDB on LevelDB, made to sync', new PouchDB(join(dir, 'pouch-synced'), { db: synced }));
