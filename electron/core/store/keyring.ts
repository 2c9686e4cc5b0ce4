import type { RandomBytes, WallClock } from './clock.ts';
import {
  KEYRING_FILES,
  type KeyringFile,
  type KeyringOptions,
  type Mark,
  openKeyringFile,
} from './keyring-file.ts';
import type { NewId } from './uuid.ts';

export interface DataKey {
  readonly id: string;
  /** 32 bytes */
  readonly secret: Uint8Array;
}

/**
 * One data key a record, in two database files of their own that no backup contains: a key erased here is erased
 * everywhere. There are two so that a rotten page costs no key: what one has lost the other gives back at the next
 * start. Keys are made ahead, so that one is on disk, twice, before the record that needs it without a sync of its own.
 * Those that no record uses are swept at the next start.
 */
export interface Keyring {
  /** So many keys and marks one of the files lacked at this opening and has been given again. */
  readonly mended: number;
  /** A key that is on disk and that nobody has had before. */
  take(): DataKey;
  /** Makes keys ahead, so that the next `take` finds one. */
  fill(): void;
  get(id: string): Uint8Array | undefined;
  /** Gone from both files and from their logs when this returns. */
  erase(ids: readonly string[]): void;
  ids(): readonly string[];
  /** A number that outlives a restored database: see starts.ts. */
  mark(name: string): number;
  setMarks(marks: readonly Mark[]): void;
  /** Reads both files through. Throws StoreDamagedError: the next start mends it. */
  examine(): void;
  close(): void;
}

const AHEAD = 512;

const giveMissingKeys = (from: KeyringFile, to: KeyringFile): number => {
  const has = new Set(to.ids());
  const missing = from.ids().filter((id) => !has.has(id));
  to.add(missing.flatMap((id) => from.get(id) ?? []));
  return missing.length;
};

const giveHigherMarks = (from: KeyringFile, to: KeyringFile): number => {
  const has = new Map(to.marks().map(({ name, value }) => [name, value]));
  const higher = from.marks().filter(({ name, value }) => value > (has.get(name) ?? 0));
  if (higher.length > 0) to.setMarks(higher);
  return higher.length;
};

const isEqual = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/**
 * Makes the two alike again: a log that was damaged has lost its end without a word, and a kill may have come between
 * the two. What had been erased from one only comes back by this, and is erased with all that no record needs (sweep.ts).
 */
const mend = (one: KeyringFile, other: KeyringFile): number => {
  const keys = isEqual(one.ids(), other.ids())
    ? 0
    : giveMissingKeys(one, other) + giveMissingKeys(other, one);
  return keys + giveHigherMarks(one, other) + giveHigherMarks(other, one);
};

/** Both or none: what was opened is closed when the other can't be. */
const openBoth = (options: KeyringOptions): readonly [KeyringFile, KeyringFile] => {
  const first = openKeyringFile(KEYRING_FILES[0], options);
  try {
    return [first, openKeyringFile(KEYRING_FILES[1], options)];
  } catch (error) {
    first.close();
    throw error;
  }
};

export const openKeyring = (
  options: KeyringOptions & {
    readonly clock: WallClock;
    readonly random: RandomBytes;
    readonly newId: NewId;
  },
): Keyring => {
  const { clock, random, newId } = options;
  const files = openBoth(options);
  const [first, twin] = files;
  const close = (): void => {
    for (const file of files) file.close();
  };
  let mended: number;
  try {
    mended = mend(first, twin);
  } catch (error) {
    close();
    throw error;
  }
  const unused: DataKey[] = [];
  const fill = (): void => {
    if (unused.length > 0) return;
    const made = Array.from({ length: AHEAD }, () => ({ id: newId(), secret: random(32) }));
    const added_at = clock.now();
    for (const file of files) file.add(made.map((key) => ({ ...key, alg: 'AES-256-GCM', added_at })));
    unused.push(...made);
  };
  return {
    mended,
    take: () => {
      fill();
      const next = unused.shift();
      if (!next) throw new Error('No data key could be made.');
      return next;
    },
    fill,
    get: (id) => first.get(id)?.secret,
    erase: (ids) => {
      if (ids.length > 0) for (const file of files) file.erase(ids);
    },
    ids: first.ids,
    mark: (name) => first.marks().find((mark: Mark) => mark.name === name)?.value ?? 0,
    setMarks: (marks) => {
      for (const file of files) file.setMarks(marks);
    },
    examine: () => {
      for (const file of files) file.readThrough();
    },
    close,
  };
};
