import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Draw } from '../../core/support/walk/draw.ts';
import type { DiskCall } from './trace.ts';

/**
 * A disk that remembers only what it was told to sync. The rest is as it happens after a power cut: of each file any
 * of the unsynced writes are there and any are not, in any order, and one may be torn at a sector; of a directory's
 * changes of names the first so many are there, as file systems with a journal keep their order.
 */
type Change =
  | { readonly kind: 'write'; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly length: number };

type File = { durable: Buffer; pending: Change[] };
type NameChange = { readonly path: string; readonly file: File | undefined };

const SECTOR = 512;

const after = (content: Buffer, changes: readonly Change[]): Buffer => {
  if (changes.length === 0) return content;
  const ends = changes.map((change) =>
    change.kind === 'cut' ? change.length : change.offset + change.bytes.length,
  );
  const room = Buffer.alloc(Math.max(content.length, ...ends));
  content.copy(room);
  let length = content.length;
  for (const change of changes) {
    if (change.kind === 'write') {
      change.bytes.copy(room, change.offset);
      length = Math.max(length, change.offset + change.bytes.length);
    } else {
      // What is cut off and grown over again reads as zeros.
      room.fill(0, change.length);
      length = change.length;
    }
  }
  return room.subarray(0, length);
};

/** `all`: only the order of names and syncs counts; `none`: the disk's cache was full of it and lost. */
export type Fate = 'all' | 'none' | 'some' | 'first' | 'torn';
export const fates: readonly Fate[] = ['all', 'none', 'some', 'first', 'torn'];

const torn = (change: Change, draw: Draw): Change | undefined => {
  if (change.kind === 'cut') return undefined;
  const sectors = Math.floor(change.bytes.length / SECTOR);
  if (sectors === 0) return undefined;
  return { ...change, bytes: change.bytes.subarray(0, SECTOR * draw(sectors)) };
};

const survivors = (pending: readonly Change[], fate: Fate, draw: Draw): readonly Change[] => {
  switch (fate) {
    case 'all':
      return pending;
    case 'none':
      return [];
    case 'some':
      return pending.filter(() => draw(2) === 0);
    case 'first':
      return pending.slice(0, draw(pending.length + 1));
    case 'torn': {
      const until = draw(pending.length + 1);
      const last = pending[until];
      const half = last && torn(last, draw);
      return [...pending.slice(0, until), ...(half ? [half] : [])];
    }
  }
};

export class CrashedDisk {
  readonly #names = new Map<string, File>();
  readonly #durableNames = new Map<string, File>();
  readonly #pendingNames: NameChange[] = [];
  readonly #open = new Map<number, { readonly path: string; readonly file: File | undefined }>();
  readonly #root: string;
  /** What the process had acknowledged so far. */
  readonly said: string[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  happen(call: DiskCall): void {
    switch (call.op) {
      case 'opened': {
        this.#open.set(call.fd, { path: call.path, file: this.#opened(call.path) });
        return;
      }
      case 'closed':
        this.#open.delete(call.fd);
        return;
      case 'written':
        this.#fileOf(call.fd).pending.push({ kind: 'write', offset: call.offset, bytes: call.bytes });
        return;
      case 'cut':
        this.#fileOf(call.fd).pending.push({ kind: 'cut', length: call.length });
        return;
      case 'synced':
        return this.#sync(call.fd);
      case 'renamed': {
        const file = this.#names.get(call.from);
        if (file === undefined) return;
        this.#name(call.from, undefined);
        this.#name(call.to, file);
        return;
      }
      case 'removed':
        if (this.#names.has(call.path)) this.#name(call.path, undefined);
        return;
      case 'said':
        this.said.push(call.text);
    }
  }

  /** Writes what is left after a power cut at this moment into `dir`, which is emptied before. */
  write(dir: string, fate: Fate, draw: Draw): void {
    rmSync(dir, { recursive: true, force: true });
    const names = new Map(this.#durableNames);
    const until = fate === 'all' ? this.#pendingNames.length : draw(this.#pendingNames.length + 1);
    const kept = fate === 'none' ? [] : this.#pendingNames.slice(0, until);
    for (const { path, file } of kept) {
      if (file === undefined) names.delete(path);
      else names.set(path, file);
    }
    for (const [path, file] of names) {
      const at = join(dir, path.slice(this.#root.length));
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, after(file.durable, survivors(file.pending, fate, draw)));
    }
  }

  /** A directory has no content; whatever else is opened and not known is new. */
  #opened(path: string): File | undefined {
    const known = this.#names.get(path);
    if (known !== undefined) return known;
    if (!/\.[a-z]+(-\w+)?$/.test(path)) return undefined;
    const file: File = { durable: Buffer.alloc(0), pending: [] };
    this.#name(path, file);
    return file;
  }

  #fileOf(fd: number): File {
    const file = this.#open.get(fd)?.file;
    if (file === undefined) throw new Error(`The trace writes to ${fd}, which is no open file.`);
    return file;
  }

  #name(path: string, file: File | undefined): void {
    if (file === undefined) this.#names.delete(path);
    else this.#names.set(path, file);
    this.#pendingNames.push({ path, file });
  }

  #sync(fd: number): void {
    const at = this.#open.get(fd);
    if (at === undefined) return;
    if (at.file !== undefined) {
      at.file.durable = after(at.file.durable, at.file.pending);
      at.file.pending = [];
      return;
    }
    const others = this.#pendingNames.filter((change) => dirname(change.path) !== at.path);
    for (const { path, file } of this.#pendingNames) {
      if (dirname(path) !== at.path) continue;
      if (file === undefined) this.#durableNames.delete(path);
      else this.#durableNames.set(path, file);
    }
    this.#pendingNames.splice(0, this.#pendingNames.length, ...others);
  }
}
