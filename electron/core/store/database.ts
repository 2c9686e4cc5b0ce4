import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { inOurWords, isStoreFault, StoreDamagedError, type StoreFault, StoreTooNewError } from './errors.ts';
import type { Migration } from './migrations/migration.ts';

declare const inside: unique symbol;

/**
 * Proof that the caller is inside a transaction. Whatever takes one joins it: kept together or not at all.
 * Only `transact` makes one; it must not be used after `work` has returned.
 */
export interface Transaction {
  readonly [inside]: true;
  readonly db: Database.Database;
  /** Called before the commit, as a part of it: what is to be written once, however often `work` changes it. */
  atEnd(call: () => void): void;
  /** Called when all of it is on disk; never when it is undone. */
  onCommit(call: () => void): void;
}

/** An open, encrypted database. Calls are synchronous; a change is on disk when `transact` has returned. */
export interface Sql {
  readonly file: string;
  readonly db: Database.Database;
  /** Runs `work` as one transaction that holds the write lock from its start. What `work` throws undoes all of it. */
  transact<T>(work: (transaction: Transaction) => T): T;
  /** Moves what is in the write-ahead log into the database and empties the log. `false`: a reader is in the way. */
  checkpoint(): boolean;
  close(): void;
}

export interface DatabaseOptions {
  readonly file: string;
  /** 32 bytes, used raw: a passphrase would cost 25 ms at each opening and add nothing. */
  readonly key: Uint8Array;
  readonly migrations: readonly Migration[];
  /** Keeps every other program out for as long as it is open. */
  readonly exclusive?: boolean;
  /** How long to wait for another program's lock, in milliseconds. Default 5000. */
  readonly patience?: number;
  readonly onFault?: (fault: StoreFault) => void;
}

/** Where a page's nonce and tag are kept, an encrypted file says in clear how long they are: SQLite's header, byte 20. */
const RESERVED_AT = 20;
const OF_CHACHA20 = 32;

/** Stores made before AEGIS go on as they are; a file that is not there yet, or in memory, is a new one. */
const cipherOf = (file: string): 'aegis' | 'chacha20' => {
  if (!existsSync(file)) return 'aegis';
  const handle = openSync(file, 'r');
  try {
    const reserved = Buffer.alloc(1);
    readSync(handle, reserved, 0, 1, RESERVED_AT);
    return reserved[0] === OF_CHACHA20 ? 'chacha20' : 'aegis';
  } finally {
    closeSync(handle);
  }
};

/**
 * AEGIS-256, with a tag on every page, so that a changed page is noticed and not just decrypted into nonsense; several
 * times as fast as ChaCha20-Poly1305 where the processor knows AES. The write-ahead log's frames are the same encrypted
 * pages. Both ciphers are SQLite3 Multiple Ciphers' own schemes.
 */
export const unlock = (db: Database.Database, key: Uint8Array): void => {
  if (key.length !== 32) throw new RangeError('A storage key has 32 bytes.');
  db.pragma(`cipher = '${cipherOf(db.name)}'`);
  db.pragma(`key = "raw:${Buffer.from(key).toString('hex')}"`);
};

/**
 * FULL is set at each opening: the library is compiled with NORMAL for write-ahead logs, with which a power cut can
 * undo acknowledged work. Temporary tables stay in memory, as files of theirs would not be encrypted.
 */
const harden = (db: Database.Database, exclusive: boolean): void => {
  db.pragma('temp_store = MEMORY');
  if (exclusive) db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  if (db.pragma('journal_mode', { simple: true }) !== 'wal') throw new Error('No write-ahead log here.');
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous=FULL did not take.');
};

const examine = (db: Database.Database, file: string): void => {
  const found = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new StoreDamagedError(file, String(found));
};

export const schemaVersion = (db: Database.Database): number =>
  Number(db.pragma('user_version', { simple: true }));

/**
 * Forward only, in order, each in a transaction of its own that also writes the new version. A table that others refer to
 * can be made anew: references are off meanwhile, and looked through before each commit.
 */
export const migrate = (db: Database.Database, migrations: readonly Migration[], file: string): void => {
  const newest = migrations.at(-1)?.version ?? 0;
  const present = schemaVersion(db);
  if (present > newest) {
    throw new StoreTooNewError(`The store ${file} has schema ${present}; this program knows ${newest}.`);
  }
  const missing = migrations.filter(({ version }) => version > present);
  if (missing.length === 0) return;
  const references = db.pragma('foreign_keys', { simple: true });
  db.pragma('foreign_keys = OFF');
  try {
    for (const migration of missing) {
      db.transaction(() => {
        migration.up(db);
        const [broken] = db.pragma('foreign_key_check') as { table: string }[];
        if (broken) throw new StoreDamagedError(file, `a row of ${broken.table} refers to nothing`);
        db.pragma(`user_version = ${migration.version}`);
      }).immediate();
    }
  } finally {
    db.pragma(`foreign_keys = ${references}`);
  }
};

const openFile = (file: string, timeout: number): Database.Database => {
  try {
    return new Database(file, { timeout });
  } catch (error) {
    throw inOurWords(file, error);
  }
};

type Tell = (error: unknown) => unknown;

/** Whatever a statement meets comes in our words, whoever calls it. */
const watch = (db: Database.Database, tell: Tell): void => {
  const guarded =
    <A extends unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return call(...args);
      } catch (error) {
        throw tell(error);
      }
    };
  const prepare = db.prepare.bind(db);
  const prepared = (source: string): Database.Statement => {
    const statement = prepare(source);
    return Object.assign(statement, {
      run: guarded(statement.run.bind(statement)),
      get: guarded(statement.get.bind(statement)),
      all: guarded(statement.all.bind(statement)),
    });
  };
  Object.assign(db, { prepare: guarded(prepared) });
};

/** A bare `LIMIT ?` makes SQLite plan the statement anew at every call, twenty times the cost of running it. */
export const PLAIN_LIMIT = '? + 0';

/**
 * See `Sql.transact`, but for the words of an error. Transactions are not nested. Making a transaction function costs more
 * than running one: one for all the work on a database.
 */
export const transactor = (db: Database.Database): Sql['transact'] => {
  const run = db.transaction((work: () => unknown) => work()).immediate;
  return (work) => {
    if (db.inTransaction) throw new Error('A transaction was begun within another.');
    const last: (() => void)[] = [];
    const later: (() => void)[] = [];
    const transaction = {
      db,
      atEnd: (call) => void last.push(call),
      onCommit: (call) => void later.push(call),
    } as Transaction;
    const result = run(() => {
      const made = work(transaction);
      for (const call of last) call();
      return made;
    }) as ReturnType<typeof work>;
    for (const call of later) call();
    return result;
  };
};

export type OpenDatabase = (options: DatabaseOptions) => Sql;

/**
 * Opens or makes the database. Throws StoreDamagedError (also for a key that does not fit: see key-check.ts, which
 * is asked first), StoreInUseError, StoreTooNewError, StorageFullError.
 */
export const openDatabase: OpenDatabase = (options) => {
  const { file } = options;
  const db = openFile(file, options.patience ?? 5000);
  try {
    unlock(db, options.key);
    harden(db, options.exclusive ?? false);
    examine(db, file);
    migrate(db, options.migrations, file);
  } catch (error) {
    db.close();
    throw inOurWords(file, error);
  }
  const tell: Tell = (error) => {
    const ours = inOurWords(file, error);
    if (ours !== error && isStoreFault(ours)) options.onFault?.(ours);
    return ours;
  };
  watch(db, tell);
  const transact = transactor(db);
  return {
    file,
    db,
    transact: (work) => {
      try {
        return transact(work);
      } catch (error) {
        throw tell(error);
      }
    },
    checkpoint: () => {
      try {
        const [state] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
        return state?.busy === 0;
      } catch (error) {
        throw tell(error);
      }
    },
    close: () => db.close(),
  };
};
