import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { deriveKey } from '../../../electron/core/store/crypto.ts';
import { unlock } from '../../../electron/core/store/database.ts';
import { KEYRING_FILES } from '../../../electron/core/store/keyring-file.ts';
import { KEY } from '../../core/support/store-facts.ts';
import type { Smash } from '../rot.ts';

const PAGE = 4096;
/** https://www.sqlite.org/fileformat2.html#the_write_ahead_log: a header, then frames, each a header and a page. */
const WAL_HEADER = 32;
const FRAME = 24 + PAGE;

type Log = {
  /** Pages that a committed frame holds: what the database file has of them is never read. */
  readonly pages: ReadonlySet<number>;
  /** Where the last committed frame ends: what follows is left over. */
  readonly end: number;
  /** Committed frames that a later committed one has replaced. */
  readonly replaced: ReadonlySet<number>;
};

const readLog = (file: string): Log => {
  const bytes = readFileSync(file);
  const salts = bytes.subarray(16, 24);
  const latest = new Map<number, number>();
  const replaced = new Set<number>();
  let open: [number, number][] = [];
  let end = bytes.length === 0 ? 0 : WAL_HEADER;
  for (let frame = 0; WAL_HEADER + (frame + 1) * FRAME <= bytes.length; frame += 1) {
    const at = WAL_HEADER + frame * FRAME;
    if (!bytes.subarray(at + 8, at + 16).equals(salts)) break;
    open.push([bytes.readUInt32BE(at), frame]);
    if (bytes.readUInt32BE(at + 4) === 0) continue;
    for (const [page, number] of open) {
      const before = latest.get(page);
      if (before !== undefined) replaced.add(before);
      latest.set(page, number);
    }
    open = [];
    end = at + FRAME;
  }
  return { pages: new Set(latest.keys()), end, replaced };
};

/** Pages that hold no row, no index and no list: SQLite never reads what is on them. */
const freePages = (dir: string, name: string, key: Uint8Array): ReadonlySet<number> => {
  const copy = mkdtempSync(join(tmpdir(), 'kiosk-rot-free-'));
  try {
    for (const end of ['', '-wal']) cpSync(join(dir, name + end), join(copy, name + end));
    const db = new Database(join(copy, name));
    unlock(db, key);
    const used = db.prepare<[], number>('SELECT pageno FROM dbstat').pluck().all();
    const count = Number(db.pragma('page_count', { simple: true }));
    db.close();
    const inUse = new Set(used);
    return new Set(Array.from({ length: count }, (_, index) => index + 1).filter((page) => !inUse.has(page)));
  } finally {
    rmSync(copy, { recursive: true });
  }
};

const databases = ['kiosk.db', ...KEYRING_FILES];

/** Whether every byte that was hit lies where the sound folder `dir` has nothing that counts. */
export const holdsNoData = (dir: string, { file, from, length }: Smash): boolean => {
  const name = databases.find((each) => file === each || file === `${each}-wal`);
  if (name === undefined) return false;
  const log = readLog(join(dir, `${name}-wal`));
  const places = Array.from({ length }, (_, index) => from + index);
  if (file !== name) {
    return places.every((place) => {
      if (place >= log.end) return true;
      const within = (place - WAL_HEADER) % FRAME;
      return (
        place >= WAL_HEADER && within >= 24 && log.replaced.has(Math.floor((place - WAL_HEADER) / FRAME))
      );
    });
  }
  const free = freePages(dir, name, name === 'kiosk.db' ? KEY : deriveKey(KEY, 'keyring'));
  return places.every((place) => {
    const page = 1 + Math.floor(place / PAGE);
    return log.pages.has(page) || free.has(page);
  });
};
