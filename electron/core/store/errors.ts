/** The key does not open this store. Nothing is written to it; the operator has to bring the right key. */
export class StorageKeyError extends Error {
  override readonly name = 'StorageKeyError';
}

/** A page of the store can't be read or is not what was written. `damage` is SQLite's own word for it. */
export class StoreDamagedError extends Error {
  override readonly name = 'StoreDamagedError';
  readonly file: string;
  readonly damage: string;

  constructor(file: string, damage: string) {
    super(`The store ${file} is damaged: ${damage}`);
    this.file = file;
    this.damage = damage;
  }
}

/** Another program has the store open. */
export class StoreInUseError extends Error {
  override readonly name = 'StoreInUseError';
}

/** The disk is full: nothing of the attempted change was kept. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** The disk does not take what is written. What is on it may be whole. */
export class StorageFailingError extends Error {
  override readonly name = 'StorageFailingError';
}

/** The store was written by a newer version of this program. */
export class StoreTooNewError extends Error {
  override readonly name = 'StoreTooNewError';
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What staff or another start has to deal with: told wherever it is met, and thrown as well. */
export type StoreFault = StorageFullError | StorageFailingError | StoreDamagedError;

export const isStoreFault = (error: unknown): error is StoreFault =>
  error instanceof StorageFullError ||
  error instanceof StorageFailingError ||
  error instanceof StoreDamagedError;

/** What was read is not what was written, or can't be read. */
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB|IOERR_(READ|SHORT_READ|DATA|CORRUPTFS|IN_PAGE))/;
const FAILING = /^(SQLITE_(IOERR|CANTOPEN|READONLY)|EIO$|EROFS$)/;

/** Puts SQLite's and the file system's failures into the words above; anything else is passed on as it is. */
export const inOurWords = (file: string, error: unknown): unknown => {
  const code = codeOf(error);
  const said = error instanceof Error ? error.message : String(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new StorageFullError('The disk is full.', { cause: error });
  }
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') {
    return new StoreInUseError(`The store ${file} is open in another program.`, { cause: error });
  }
  if (FAILING.test(code) && !DAMAGE.test(code))
    return new StorageFailingError(`The disk does not take what is written: ${code}`, { cause: error });
  if (DAMAGE.test(code)) return new StoreDamagedError(file, `${code}: ${said}`);
  return error;
};
