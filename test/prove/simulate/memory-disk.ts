import Database from 'better-sqlite3';
import { migrate, type OpenDatabase, transactor } from '../../../electron/core/store/database.ts';
import { PowerCut } from './power-cut.ts';

interface Kept {
  readonly db: Database.Database;
  readonly transact: ReturnType<typeof transactor>;
}

/** A statement that an earlier opening has compiled is compiled still. */
const keepStatements = (db: Database.Database): void => {
  const known = new Map<string, Database.Statement>();
  const prepare = db.prepare.bind(db);
  const prepareOnce = (source: string): Database.Statement => {
    const statement = known.get(source) ?? prepare(source);
    known.set(source, statement);
    return statement;
  };
  Object.assign(db, { prepare: prepareOnce });
};

/**
 * A disk that outlives the power: the databases of one kiosk, real SQL in memory. What was committed is there at the
 * next opening, what was not is not; whoever opened it before can do nothing more with it.
 */
export class MemoryDisk {
  readonly #kept = new Map<string, Kept>();
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
    const { db, transact } = this.#kept.get(name) ?? this.#make(name, migrations);
    const opening = this.#opening;
    return {
      file,
      db,
      transact: (work) => {
        if (opening !== this.#opening) throw new PowerCut();
        return transact(work);
      },
      checkpoint: () => true,
      close: () => undefined,
    };
  };

  #make(name: string, migrations: Parameters<OpenDatabase>[0]['migrations']): Kept {
    const image = this.#images.get(name);
    const db = new Database(image ?? ':memory:');
    db.pragma('foreign_keys = ON');
    if (!image) {
      migrate(db, migrations, name);
      this.#images.set(name, db.serialize());
    }
    keepStatements(db);
    const kept = { db, transact: transactor(db) };
    this.#kept.set(name, kept);
    return kept;
  }

  close(): void {
    for (const { db } of this.#kept.values()) db.close();
  }
}
