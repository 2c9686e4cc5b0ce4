import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Place } from './audit-chain.ts';
import type { RandomBytes } from './clock.ts';
import { keyFor, seal, unseal } from './crypto.ts';
import { inOurWords, isStoreFault, type StoreFault } from './errors.ts';
import type { FileFacts } from './files.ts';
import type { OutboxItem } from './outbox.ts';
import type { Entry } from './records.ts';

/**
 * What was saved since the last backup, in a file of its own, so that a damaged database loses nothing: one line a
 * record, base64 of the sealed entry and of the payload, which the seal covers too; a line that can't be opened spoils
 * no other. Between them stand the heads of the audit
 * chain and what settings have become. What is in it was committed before: a database that has less has lost commits, as SQLite takes a damaged log
 * for one that ends there. It is synced by the minute: it answers for rot, not for power cuts, for which the database
 * answers itself. A record's payload is in it as in the database, under the record's own data key, and gone with that.
 */
export interface Journal {
  /** After the commit. Written with the head that the same commit left, in one go. */
  add(entry: Entry, secret: Uint8Array): void;
  /** The audit chain has come so far. Never throws: what is committed holds without it, and the fault is told. */
  mark(head: Place): void;
  /** A setting has another value; `undefined`: none any more. As `add`. */
  set(name: string, value: unknown): void;
  /** Goes on in another file. */
  turnTo(file: string): void;
  sync(): void;
  close(): void;
}

/** An entry as it is on disk; what it says of papers opens with the record's data key alone. */
interface Line {
  readonly kind: Entry['kind'];
  readonly savedAt: number;
  readonly item: OutboxItem;
  /** `bytes`, base64, only in lines of before: they stand beside the entry now. */
  readonly payload: { readonly alg: string; readonly bytes?: string; readonly digest: string };
  /** base64 */
  readonly files?: string;
}

/** How far the audit chain had come. */
interface Mark {
  readonly head: Place;
}

interface SettingLine {
  readonly setting: string;
  readonly value?: unknown;
}

const CONTEXT = 'journal';
const papersOf = (recordId: string): string => `journal files ${recordId}`;
const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** What a line is sealed for: to be in a journal, beside this payload. */
const contextOf = (payload: Uint8Array | undefined): Uint8Array =>
  Buffer.concat([Buffer.from(payload ? `${CONTEXT} ` : CONTEXT), payload ?? Buffer.alloc(0)]);

export const openJournal = (options: {
  readonly file: string;
  /** The storage key */
  readonly key: Uint8Array;
  readonly random: RandomBytes;
  readonly onFault?: (fault: StoreFault) => void;
}): Journal => {
  const { random, onFault } = options;
  const key = keyFor(options.key, CONTEXT);
  const start = (file: string): number => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return openSync(file, 'a', 0o600);
  };
  const sealed = (line: Line | Mark | SettingLine, payload?: Uint8Array): string => {
    const { bytes } = seal(key, Buffer.from(JSON.stringify(line)), contextOf(payload), random);
    return payload ? `${base64(bytes)} ${base64(payload)}` : base64(bytes);
  };
  const write = (lines: readonly string[]): void => {
    // The line end in front as well: what a full disk left of the line before spoils that line only.
    const whole = Buffer.from(`\n${lines.join('\n')}\n`, 'latin1');
    try {
      for (let written = 0; written < whole.length; ) written += writeSync(handle, whole, written);
    } catch (error) {
      const ours = inOurWords(options.file, error);
      if (!isStoreFault(ours)) throw ours;
      onFault?.(ours);
    }
  };
  let handle = start(options.file);
  let open = true;
  let added: { readonly line: Line; readonly payload: Uint8Array }[] = [];
  return {
    add: ({ kind, savedAt, item, payload, files }, secret) => {
      const { alg, bytes, digest } = payload;
      const papers = Buffer.from(JSON.stringify(files));
      const line: Line = {
        kind,
        savedAt,
        item,
        payload: { alg, digest },
        ...(files.length === 0
          ? {}
          : { files: base64(seal(secret, papers, papersOf(item.recordId), random).bytes) }),
      };
      added.push({ line, payload: bytes });
    },
    mark: (head) => {
      const lines = added;
      added = [];
      const last = lines.pop();
      write([
        ...lines.map(({ line, payload }) => sealed(line, payload)),
        last ? sealed({ ...last.line, head }, last.payload) : sealed({ head }),
      ]);
    },
    set: (setting, value) => write([sealed({ setting, value })]),
    turnTo: (file) => {
      const next = start(file);
      fsyncSync(handle);
      closeSync(handle);
      handle = next;
    },
    sync: () => fsyncSync(handle),
    close: () => {
      if (open) closeSync(handle);
      open = false;
    },
  };
};

export interface JournalRead {
  readonly entries: readonly Entry[];
  /** How far the audit chain had come. */
  readonly head?: Place;
  /** What settings have become since; `undefined`: removed. */
  readonly settings: ReadonlyMap<string, unknown>;
  /** Lines that can't be opened: damaged, or cut off by a power cut. */
  readonly unreadable: number;
}

const sealedAs = (text: string) => ({ alg: 'AES-256-GCM', bytes: Buffer.from(text, 'base64') });

/** `secretOf`: a record's data key, if it has not been erased; records without one are left out. */
export const readJournal = (
  file: string,
  storageKey: Uint8Array,
  secretOf: (keyId: string) => Uint8Array | undefined,
): JournalRead => {
  const key = keyFor(storageKey, CONTEXT);
  const entries: Entry[] = [];
  const settings = new Map<string, unknown>();
  let unreadable = 0;
  let head: Place | undefined;
  for (const text of readFileSync(file, 'latin1').split('\n')) {
    if (text === '') continue;
    const [entry = '', beside] = text.split(' ');
    const bytes = beside === undefined ? undefined : Buffer.from(beside, 'base64');
    const plain = unseal(key, sealedAs(entry), contextOf(bytes));
    if (!plain) {
      unreadable += 1;
      continue;
    }
    const line = JSON.parse(plain.toString()) as Line | Mark | (Line & Mark) | SettingLine;
    if ('head' in line) head = line.head;
    if ('setting' in line) settings.set(line.setting, line.value);
    if (!('item' in line)) continue;
    const { kind, savedAt, item, payload, files } = line;
    const secret = item.keyId === undefined ? undefined : secretOf(item.keyId);
    if (!secret) continue;
    const papers = files === undefined ? undefined : unseal(secret, sealedAs(files), papersOf(item.recordId));
    entries.push({
      kind,
      savedAt,
      item,
      payload: { ...payload, bytes: bytes ?? Buffer.from(payload.bytes ?? '', 'base64') },
      files: papers ? (JSON.parse(papers.toString()) as FileFacts[]) : [],
    });
  }
  return { entries, settings, unreadable, ...(head ? { head } : {}) };
};
