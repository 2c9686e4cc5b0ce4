import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { verifyRows } from './audit.ts';
import type { ChainVerdict } from './audit-chain.ts';
import { headSeal } from './audit-head.ts';
import { deriveKey, type Signer, signerFrom } from './crypto.ts';
import { StoreDamagedError, StoreInUseError } from './errors.ts';
import { checkKey } from './key-check.ts';
import { migrations } from './migrations/index.ts';
import { readBeside } from './read-beside.ts';

/** Looking at a store beside a running kiosk. Throws as `readBeside` does, and StorageKeyError. */
export interface StoreAt {
  readonly dir: string;
  /** 32 bytes */
  readonly key: Uint8Array;
}

export const hasStore = (dir: string): boolean => existsSync(join(dir, 'kiosk.db'));

const read = <T>({ dir, key }: StoreAt, what: (db: Database.Database) => T): T => {
  checkKey(dir, key);
  return readBeside({ file: join(dir, 'kiosk.db'), key, migrations }, what);
};

const signerIn = (db: Database.Database): Signer | undefined => {
  const found = db
    .prepare<[], { secret: Uint8Array }>("SELECT secret FROM identity WHERE name = 'signing'")
    .get();
  return found && signerFrom(found.secret);
};

const chainIn = (db: Database.Database, key: Uint8Array): ChainVerdict => {
  const publicKey = signerIn(db)?.publicKey;
  return verifyRows(db, (head) => publicKey !== undefined && headSeal(key).fits(head, publicKey));
};

/** Verifies the audit chain and its signed head. A directory without a store has an empty chain. */
export const inspectAudit = (at: StoreAt): ChainVerdict =>
  hasStore(at.dir) ? read(at, (db) => chainIn(db, at.key)) : { ok: true, rows: 0 };

/** PEM; what the kiosk's receipts and audit heads are verified with. `undefined` before the first start. */
export const inspectPublicKey = (at: StoreAt): string | undefined =>
  hasStore(at.dir) ? read(at, (db) => signerIn(db)?.publicKey) : undefined;

/** Whether a kiosk has this store open: it keeps the keyring for itself alone for as long as it runs. */
export const isInUse = ({ dir, key }: StoreAt): boolean => {
  const file = join(dir, 'keyring.db');
  if (!existsSync(file)) return false;
  try {
    readBeside({ file, key: deriveKey(key, 'keyring') }, (db) =>
      db.prepare('SELECT count(*) FROM keys').get(),
    );
    return false;
  } catch (error) {
    if (error instanceof StoreInUseError) return true;
    throw error;
  }
};

export interface StoreFindings {
  readonly audit: ChainVerdict;
  /** Records of citizens that have not been received, and those that were refused. */
  readonly waiting: number;
  readonly quarantined: number;
}

/** Reads every page, walks the audit chain, counts what is unsent. Throws StoreDamagedError for a damaged page. */
export const inspectStore = (at: StoreAt): StoreFindings =>
  read(at, (db) => {
    const found = db.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new StoreDamagedError(db.name, String(found));
    const count = db.prepare<[string], { n: number }>(
      "SELECT count(*) AS n FROM records WHERE state = ? AND kind NOT IN ('lease', 'release')",
    );
    return {
      audit: chainIn(db, at.key),
      waiting: count.get('waiting')?.n ?? 0,
      quarantined: count.get('quarantined')?.n ?? 0,
    };
  });
