import Database from 'better-sqlite3';
import { migrate, type OpenDatabase, transactor } from '../../../electron/core/store/database.ts';
import { PowerCut } from './power-cut.ts';

interface Kept {
  readonly db: Database.Database;
  readonly transact: ReturnType<typeof transactor>;
}

const RECORDS = 'kiosk.db';

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
  #past: Buffer | undefined;
  #opening = 0;

  /** `images`: freshly made databases by name, shared by all disks; filled by the first. */
  constructor(images: Map<string, Buffer>) {
    this.#images = images;
  }

  /** Gives every opening before this one up. */
  cut(): void {
    this.#opening += 1;
  }

  /** What the database of records is now, `fallBack` makes it again. */
  remember(): void {
    this.#past = this.#kept.get(RECORDS)?.db.serialize();
  }

  /** As when a damaged log has lost its end: commits are gone without a word. `false`: nothing is remembered. */
  fallBack(): boolean {
    const past = this.#past;
    if (!past) return false;
    this.#kept.get(RECORDS)?.db.close();
    this.#keep(RECORDS, new Database(past));
    return true;
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
    if (!image) {
      migrate(db, migrations, name);
      this.#images.set(name, db.serialize());
    }
    return this.#keep(name, db);
  }

  #keep(name: string, db: Database.Database): Kept {
    db.pragma('foreign_keys = ON');
    keepStatements(db);
    const kept = { db, transact: transactor(db) };
    this.#kept.set(name, kept);
    return kept;
  }

  close(): void {
    for (const { db } of this.#kept.values()) db.close();
  }
}
