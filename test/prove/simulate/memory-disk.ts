import Database from 'better-sqlite3';
import { migrate, type OpenDatabase, type Transaction } from '../../../electron/core/store/database.ts';
import { PowerCut } from './power-cut.ts';

/**
 * A disk that outlives the power: the databases of one kiosk, real SQL in memory. What was committed is there at the
 * next opening, what was not is not; whoever opened it before can do nothing more with it.
 */
export class MemoryDisk {
  readonly #databases = new Map<string, Database.Database>();
  readonly #images: Map<string, Buffer>;
  #opening = 0;

  /** `images`: freshly made databases by name, shared by all disks; filled by the first. */
  constructor(images: Map<string, Buffer>) {
    this.#images = images;
  }

  /** Gives every opening before this one up. */
  cut(): void {
    this.#opening += 1;
  }

  readonly open: OpenDatabase = ({ file, migrations }) => {
    const name = file.split('/').at(-1) ?? '';
    const db = this.#databases.get(name) ?? this.#make(name, migrations);
    this.#databases.set(name, db);
    const opening = this.#opening;
    return {
      file,
      db,
      transact: (work) => {
        if (opening !== this.#opening) throw new PowerCut();
        const later: (() => void)[] = [];
        const transaction = { db, onCommit: (call: () => void) => void later.push(call) } as Transaction;
        const result = db.transaction(() => work(transaction)).immediate();
        for (const call of later) call();
        return result;
      },
      checkpoint: () => true,
      close: () => undefined,
    };
  };

  #make(name: string, migrations: Parameters<OpenDatabase>[0]['migrations']): Database.Database {
    const image = this.#images.get(name);
    if (image) {
      const db = new Database(image);
      db.pragma('foreign_keys = ON');
      return db;
    }
    const db = new Database(':memory:');
    db.pragma('foreign_keys = ON');
    migrate(db, migrations, name);
    this.#images.set(name, db.serialize());
    return db;
  }

  close(): void {
    for (const db of this.#databases.values()) db.close();
  }
}
