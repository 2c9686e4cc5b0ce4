import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Listeners } from '../../../devices/protocol/listeners.ts';
import { timestampIn } from '../catalog/dates.ts';
import { type Audit, openAudit } from './audit.ts';
import type { ChainVerdict, SignedHead } from './audit-chain.ts';
import { headSeal } from './audit-head.ts';
import { openBacklog } from './backlog.ts';
import { backUp, backupsIn, currentJournal } from './backups.ts';
import { openBlocks } from './blocks.ts';
import { type Cache, openCache } from './cache.ts';
import type { RandomBytes, WallClock } from './clock.ts';
import { deriveKey, type Signed } from './crypto.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { openErasures } from './erasures.ts';
import { inOurWords, type StoreFault } from './errors.ts';
import { type Files, openFiles } from './files.ts';
import { openSigner } from './identity.ts';
import { openJournal } from './journal.ts';
import { checkKey } from './key-check.ts';
import { openKeyring } from './keyring.ts';
import { type Leases, openLeases } from './leases.ts';
import { localCode } from './local-code.ts';
import { migrations } from './migrations/index.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { personHasher } from './person.ts';
import { lostCommits, putBackLost } from './put-back.ts';
import { openRecords, type RecordKind, type Records } from './records.ts';
import type { Recovery } from './recover.ts';
import { type RecordToSave, type SavedRecord, saver } from './save.ts';
import { scrub } from './scrub.ts';
import { openSettings, type Settings } from './settings.ts';
import { type PinPepper, pinPepper } from './staff-pin.ts';
import { countStart } from './starts.ts';
import { sweep } from './sweep.ts';
import { openTickets, type Tickets } from './tickets.ts';
import { idMaker } from './uuid.ts';

export interface StoreOptions {
  /** Made if absent. Holds `kiosk.db`, `keyring.db` and its twin, `key-check.json` and `files/`. */
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
  /** Opens the databases; they may be somewhere else than on a disk. Default: `openDatabase`. */
  readonly open?: OpenDatabase;
  /** What open-store.ts had to do before this opening. */
  readonly recovery?: Recovery;
}

export interface Backlog {
  /** Records of citizens not yet received. */
  readonly records: number;
  readonly files: number;
  readonly quarantined: number;
  /** Of `records`, those that may have been received: their answer was lost. At most 1000. */
  readonly unclear: number;
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
  /** Opening found damage, and what took its place. */
  readonly recovery?: Recovery;
  /** So many keys one of the two keyrings lacked, and has again. */
  readonly keysMended: number;
  /** PEM; verifies receipts and audit heads. */
  readonly publicKey: string;
  /** Signs as this kiosk. The text's first line says what it is, so that nothing signed passes for another thing. */
  sign(text: string): Signed;
  saveRecord(record: RecordToSave): SavedRecord;
  /** All of them in one transaction, or none; what was saved comes in the same order. */
  saveRecords(records: readonly RecordToSave[]): readonly SavedRecord[];
  backlog(): Backlog;
  quarantined(): readonly Quarantined[];
  auditHead(): SignedHead | undefined;
  verifyAudit(): ChainVerdict;
  /** A verified, encrypted copy without data keys, of which two are kept. Returns its path. Blocks while it works. */
  backUp(): string;
  /** When the newest backup was made, in milliseconds since 1970. */
  backedUpAt(): number | undefined;
  /** Erases what was accepted since the last call: data keys, files, payloads in the log. Idempotent. */
  erase(): void;
  /** Syncs the journal. */
  syncJournal(): void;
  /** Reads both keyrings and opens every unsent record and paper; what can't be opened is quarantined as `unreadable`. Returns how many. */
  scrub(): number;
  /** A full or failing disk or damage, wherever it is met; what met it has thrown as well. */
  onFault(listener: (fault: StoreFault) => void): () => void;
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

/** Throws StorageKeyError, StoreDamagedError, StoreInUseError, StoreTooNewError, StorageFullError, StorageFailingError (errors.ts). */
export const openStore = (options: StoreOptions): Store => {
  const { dir, key, clock, random, kioskId, timezone, recovery, open = openDatabase } = options;
  const patience = options.patience ?? 5000;
  const faults = new Listeners<[StoreFault]>();
  const onFault = (fault: StoreFault): void => faults.tell(fault);
  const newId = idMaker(clock, random);
  const ringKey = deriveKey(key, 'keyring');
  const closing: (() => void)[] = [];
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    checkKey(dir, key);
    const keyring = openKeyring({ dir, key: ringKey, clock, random, newId, patience, onFault, open });
    closing.unshift(keyring.close);
    const sql = open({ file: join(dir, 'kiosk.db'), key, migrations, patience, onFault });
    closing.unshift(sql.close);
    const journal = openJournal({ file: currentJournal(dir), key, random, onFault });
    closing.unshift(journal.close);
    const signer = openSigner(sql, random);
    const audit = openAudit({
      ...{ sql, clock, newId, signer, timezone },
      headSeal: headSeal(key),
      onHead: journal.mark,
    });
    const outbox = openOutbox(sql);
    const files = openFiles({ dir, sql, keyring, outbox, clock, random, onFault });
    const erasures = openErasures({ sql, keyring, files });
    const shared = { sql, keyring, erasures, audit, clock };
    const records = openRecords({ ...shared, files, outbox, journal, random });
    const backlog = openBacklog(sql);
    const person = personHasher(key);
    const blocks = openBlocks(sql, clock);
    const tickets = openTickets({ ...shared, records, blocks, person, newId, localCode, kioskId });
    const settings = openSettings(sql, journal);
    const leases = openLeases({ sql, records, tickets, audit, newId, kioskId });
    const found = recovery ?? lostCommits({ dir, key, head: audit.head() });
    const commitsLost = found?.databaseReplaced === true;
    const restored = countStart({ sql, keyring, settings, tickets, leases, audit, commitsLost });
    if (found) putBackLost(found, { sql, storageKey: key, keyring, records, settings, audit });
    if (keyring.mended > 0) audit.append({ kind: 'keyring.mended', fields: { keys: keyring.mended } });
    sweep({ keyring, outbox, files });
    outbox.forgetWaits();
    keyring.fill();

    const saveRecords = saver({ ...shared, files, records, signer, person, newId });
    return {
      ...tickets,
      kioskId,
      timezone,
      restored,
      ...(found ? { recovery: found } : {}),
      keysMended: keyring.mended,
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
      saveRecord: (record) => {
        const [saved] = saveRecords([record]);
        if (saved === undefined) throw new Error('nothing was saved');
        return saved;
      },
      saveRecords,
      outcomeOf: records.outcomeOf,
      onOutcome: records.onOutcome,
      append: audit.append,
      backlog: () => {
        const { oldest, ...counts } = backlog();
        return { ...counts, ...(oldest === undefined ? {} : { oldestAt: timestampIn(oldest, timezone) }) };
      },
      quarantined: () =>
        records.quarantined().map((outcome) => ({
          id: outcome.id,
          kind: outcome.kind,
          reason: outcome.reason ?? '',
          at: timestampIn(outcome.settledAt ?? outcome.savedAt, timezone),
        })),
      auditHead: audit.head,
      verifyAudit: audit.verify,
      backUp: () => backUp({ dir, sql, key, journal }),
      backedUpAt: () => backupsIn(dir)[0]?.madeAt,
      erase: erasures.carryOut,
      syncJournal: journal.sync,
      scrub: () => scrub({ keyring, outbox, records, files }),
      onFault: (listener) => faults.add(listener),
      close: () => {
        for (const close of closing) close();
      },
    };
  } catch (error) {
    for (const close of closing) close();
    throw inOurWords(dir, error);
  }
};
