import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { timestampIn } from '../catalog/dates.ts';
import { type Audit, openAudit } from './audit.ts';
import type { ChainVerdict, SignedHead } from './audit-chain.ts';
import { openBacklog } from './backlog.ts';
import { backUp } from './backup.ts';
import { openBlocks } from './blocks.ts';
import { type Cache, openCache } from './cache.ts';
import type { RandomBytes, WallClock } from './clock.ts';
import { deriveKey, type Signed } from './crypto.ts';
import { openDatabase } from './database.ts';
import { type Files, openFiles } from './files.ts';
import { openSigner } from './identity.ts';
import { checkKey } from './key-check.ts';
import { openKeyring } from './keyring.ts';
import { type Leases, openLeases } from './leases.ts';
import { localCode } from './local-code.ts';
import { migrations } from './migrations/index.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { personHasher } from './person.ts';
import { type Outcome, OWN_BUSINESS, openRecords, type RecordKind, type Records } from './records.ts';
import { type RecordToSave, type SavedRecord, saver } from './save.ts';
import { openSettings, type Settings } from './settings.ts';
import { type PinPepper, pinPepper } from './staff-pin.ts';
import { countStart } from './starts.ts';
import { sweep } from './sweep.ts';
import { openTickets, type Tickets } from './tickets.ts';
import { idMaker } from './uuid.ts';

export interface StoreOptions {
  /** Made if absent. Holds `kiosk.db`, `keyring.db`, `key-check.json` and `files/`. */
  readonly dir: string;
  /** 32 bytes */
  readonly key: Uint8Array;
  readonly clock: WallClock;
  readonly random: RandomBytes;
  readonly kioskId: string;
  /** IANA name */
  readonly timezone: string;
  /** Milliseconds to wait for a program that still has the store open. Default 5000. */
  readonly patience?: number;
}

export interface Backlog {
  /** Records of citizens not yet received. */
  readonly records: number;
  readonly files: number;
  readonly quarantined: number;
  /** RFC 3339 */
  readonly oldestAt?: string;
}

export interface Quarantined {
  readonly id: string;
  readonly kind: RecordKind;
  readonly reason: string;
  /** RFC 3339: since when */
  readonly at: string;
}

/**
 * Everything the kiosk must not lose. What a method says it did is on disk when it returns. All calls are
 * synchronous; a full disk throws StorageFullError, and nothing of that call is kept.
 */
export interface Store
  extends Pick<
      Tickets,
      'issueTicket' | 'voidTicket' | 'numbersLeft' | 'openBlocks' | 'addBlock' | 'closePastDays'
    >,
    Pick<Records, 'outcomeOf' | 'onOutcome'>,
    Pick<Audit, 'append'> {
  readonly kioskId: string;
  readonly timezone: string;
  /** Opening found a restored past: open blocks were given up, a new audit epoch was begun. */
  readonly restored: boolean;
  /** PEM; verifies receipts and audit heads. */
  readonly publicKey: string;
  /** Signs as this kiosk. The text's first line says what it is, so that nothing signed passes for another thing. */
  sign(text: string): Signed;
  saveRecord(record: RecordToSave): SavedRecord;
  backlog(): Backlog;
  quarantined(): readonly Quarantined[];
  auditHead(): SignedHead | undefined;
  verifyAudit(): ChainVerdict;
  /** An encrypted copy without data keys. */
  backUp(to: string): void;
  /** Ends interrupted erasures. Idempotent. */
  sweep(): void;
  close(): void;

  readonly records: Records;
  readonly outbox: Outbox;
  readonly files: Files;
  readonly leases: Leases;
  readonly audit: Audit;
  readonly cache: Cache;
  readonly settings: Settings;
  readonly pins: PinPepper;
}

/** Throws StorageKeyError, StoreDamagedError, StoreInUseError, StoreTooNewError, StorageFullError (errors.ts). */
export const openStore = (options: StoreOptions): Store => {
  const { dir, key, clock, random, kioskId, timezone } = options;
  const patience = options.patience ?? 5000;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  checkKey(dir, key);
  const keyring = openKeyring({ dir, key: deriveKey(key, 'keyring'), clock, patience });
  const closing = [keyring.close];
  try {
    const sql = openDatabase({ file: join(dir, 'kiosk.db'), key, migrations, patience });
    closing.unshift(sql.close);
    const newId = idMaker(clock, random);
    const signer = openSigner(sql, random);
    const audit = openAudit({ sql, clock, newId, signer, timezone });
    const outbox = openOutbox(sql);
    const files = openFiles({ dir, sql, keyring, clock, random });
    const records = openRecords({ sql, keyring, files, outbox, audit, clock, random });
    const backlog = openBacklog(sql);
    const person = personHasher(key);
    const blocks = openBlocks(sql, clock);
    const tickets = openTickets({
      sql,
      keyring,
      records,
      blocks,
      audit,
      person,
      clock,
      random,
      newId,
      localCode,
      kioskId,
    });
    const settings = openSettings(sql);
    const leases = openLeases({ sql, records, tickets, audit, newId, kioskId });
    const restored = countStart({ sql, keyring, settings, tickets, leases, audit });
    sweep({ keyring, records, files });
    outbox.forgetWaits();
    const citizens = (outcomes: readonly Outcome[]): readonly Outcome[] =>
      outcomes.filter((outcome) => !OWN_BUSINESS.has(outcome.kind));

    return {
      ...tickets,
      kioskId,
      timezone,
      restored,
      publicKey: signer.publicKey,
      sign: signer.sign,
      records,
      outbox,
      files,
      leases,
      audit,
      cache: openCache(sql, clock),
      settings,
      pins: pinPepper(key),
      saveRecord: saver({ sql, keyring, files, records, audit, signer, person, random, newId }),
      outcomeOf: records.outcomeOf,
      onOutcome: records.onOutcome,
      append: audit.append,
      backlog: () => {
        const { oldest, ...counts } = backlog();
        return {
          ...counts,
          ...(oldest === undefined ? {} : { oldestAt: timestampIn(oldest, timezone) }),
        };
      },
      quarantined: () =>
        citizens(records.inState('quarantined')).map((outcome) => ({
          id: outcome.id,
          kind: outcome.kind,
          reason: outcome.reason ?? '',
          at: timestampIn(outcome.settledAt ?? outcome.savedAt, timezone),
        })),
      auditHead: audit.head,
      verifyAudit: audit.verify,
      backUp: (to) => backUp(sql, key, to),
      sweep: () => sweep({ keyring, records, files }),
      close: () => {
        for (const close of closing) close();
      },
    };
  } catch (error) {
    for (const close of closing) close();
    throw error;
  }
};
