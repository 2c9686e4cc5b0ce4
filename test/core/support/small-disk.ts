import { type OpenDatabase, openDatabase } from '../../../electron/core/store/database.ts';
import { StorageFullError } from '../../../electron/core/store/errors.ts';

/** A disk that is full from the so-manieth change on until there is room again; a change is whole or not there. */
export class SmallDisk {
  /** Changes asked for so far. */
  changes = 0;
  #fullFrom = Number.POSITIVE_INFINITY;

  /** The next so many changes still fit. */
  fillAfter(changes: number): void {
    this.#fullFrom = this.changes + changes;
  }

  makeRoom(): void {
    this.#fullFrom = Number.POSITIVE_INFINITY;
  }

  readonly open: OpenDatabase = (options) => {
    const sql = openDatabase(options);
    const unlessFull = <T>(change: () => T): T => {
      this.changes += 1;
      if (this.changes <= this.#fullFrom) return change();
      const fault = new StorageFullError('The disk is full.');
      options.onFault?.(fault);
      throw fault;
    };
    return {
      ...sql,
      transact: (work) => unlessFull(() => sql.transact(work)),
      checkpoint: () => unlessFull(() => sql.checkpoint()),
    };
  };
}
