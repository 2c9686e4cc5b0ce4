/**
 * A store whose disk fails at one call after the other, in one process under shim.c. One line on stdout a case.
 * Arguments: data directory (watched), control file, scenario, every how many-th call.
 */
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { backupsIn } from '../../../electron/core/store/backups.ts';
import { deriveKey } from '../../../electron/core/store/crypto.ts';
import { openDatabase } from '../../../electron/core/store/database.ts';
import { isStoreFault, StorageFailingError, StorageFullError } from '../../../electron/core/store/errors.ts';
import { keyringSchema } from '../../../electron/core/store/keyring-file.ts';
import { openStoreOrRecover } from '../../../electron/core/store/open-store.ts';
import { openStore, type Store } from '../../../electron/core/store/store.ts';
import { uuidV7 } from '../../../electron/core/store/uuid.ts';
import { KEY, MONDAY_MORNING, seededRandom } from '../../core/support/store-facts.ts';
import { type FaultKind, openControl } from './shim.ts';

export type Case = { readonly fault: string; readonly call: number; readonly why?: string };

/** How the disk fails: once, or from then on. */
type Fault = { readonly name: string; readonly kind: FaultKind; readonly lasting: boolean };
const faults: readonly Fault[] = [
  { name: 'no space once', kind: 'no space', lasting: false },
  { name: 'no space from then on', kind: 'no space', lasting: true },
  { name: 'I/O error once', kind: 'I/O error', lasting: false },
  { name: 'I/O error from then on', kind: 'I/O error', lasting: true },
  { name: 'short write', kind: 'short write', lasting: false },
  { name: 'short write, then no space', kind: 'short write', lasting: true },
];

const [dir = '', controlFile = '', scenario = '', step = '1'] = process.argv.slice(2);
const control = openControl(controlFile);
const template = `${dir}-template`;
let openings = 0;
let now = MONDAY_MORNING;

const options = () => {
  openings += 1;
  now += 1_000;
  return {
    dir,
    key: KEY,
    clock: { now: () => now },
    random: seededRandom(`opening ${openings}`),
    kioskId: 'HZ-XH-0012',
    timezone: 'Asia/Shanghai',
    patience: 50,
  };
};
const paperRandom = seededRandom('papers');
const paper = () => ({
  id: uuidV7(now, paperRandom),
  bytes: Buffer.alloc(40_000, 7),
  mediaType: 'application/pdf',
  pages: 1,
});
const save = (store: Store): string =>
  store.saveRecord({ kind: 'submission', path: '/submissions', body: { form: 'x' }, files: [paper()] }).id;

const keysOnDisk = (): readonly unknown[] => {
  const ring = openDatabase({
    file: join(dir, 'keyring.db'),
    key: deriveKey(KEY, 'keyring'),
    migrations: keyringSchema,
  });
  const ids = ring.db.prepare('SELECT id FROM keys').pluck().all();
  ring.close();
  return ids;
};

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};
const holdsAll = (store: Store, ids: readonly string[]): void => {
  for (const id of ids) {
    must(store.records.bodyOf(id) !== undefined, `the acknowledged ${id} is gone`);
    must(
      store.files.of(id).length === 1 && store.files.of(id).every(store.files.isSound),
      `the paper of ${id}`,
    );
  }
  must(store.verifyAudit().ok, 'the audit chain does not hold');
  const papers = readdirSync(join(dir, 'files')).length;
  must(papers === store.backlog().files, `${papers} papers lie there for ${store.backlog().files}`);
};

/** Runs `work` with the n-th call failing. What it threw, or nothing; `undefined` when it makes fewer calls. */
const broken = ({ kind, lasting }: Fault, n: number, work: () => void): { thrown?: unknown } | undefined => {
  control.arm(kind, n, lasting);
  let thrown: unknown;
  try {
    work();
  } catch (error) {
    thrown = error;
  }
  control.disarm();
  if (control.seen().hits === 0) return undefined;
  if (thrown === undefined) return {};
  must(isStoreFault(thrown), `it is not said what failed, but: ${String(thrown)}`);
  // SQLite keeps to itself why a sync, a cut or an opening failed.
  const unsaid = thrown instanceof StorageFailingError && /FSYNC|TRUNCATE|CANTOPEN/.test(thrown.message);
  const fits = thrown instanceof (kind === 'I/O error' ? StorageFailingError : StorageFullError);
  must(fits || unsaid, `${kind} is called ${thrown}`);
  return { thrown };
};

/** A kiosk goes on after a full disk, and starts anew after an I/O error. */
const goOn = (store: Store, { thrown }: { thrown?: unknown }): Store => {
  if (!(thrown instanceof StorageFailingError)) return store;
  store.close();
  return openStore(options());
};

type Scenario = (fault: Fault, n: number, kept: readonly string[]) => boolean;

const scenarios: Readonly<Record<string, Scenario>> = {
  'a submission': (fault, n, kept) => {
    const store = openStore(options());
    let id: string | undefined;
    const end = broken(fault, n, () => {
      id = save(store);
    });
    if (end === undefined) {
      store.close();
      return false;
    }
    const acknowledged = id === undefined ? kept : [...kept, id];
    must(store.backlog().records === acknowledged.length, 'the count is wrong');
    const running = goOn(store, end);
    const all = [...acknowledged, save(running)];
    holdsAll(running, all);
    running.close();
    const again = openStore(options());
    must(
      again.backlog().records === all.length,
      'after the next start there are more or fewer than acknowledged',
    );
    holdsAll(again, all);
    again.close();
    return true;
  },
  'a checkpoint': (fault, n, kept) => {
    const store = openStore(options());
    const [accepted = '', ...rest] = kept;
    const keyId = store.outbox.keyIdOf(accepted);
    store.records.settle(accepted, { receiptNumber: 'HZ-1' });
    const end = broken(fault, n, store.erase);
    if (end === undefined) {
      store.close();
      return false;
    }
    const running = goOn(store, end);
    running.erase();
    must(running.outcomeOf(accepted)?.state === 'received', 'the answer is gone');
    must(statSync(join(dir, 'kiosk.db-wal')).size === 0, 'the log is not empty');
    holdsAll(running, rest);
    running.close();
    must(keyId !== undefined && !keysOnDisk().includes(keyId), 'the data key is still there');
    const again = openStore(options());
    holdsAll(again, rest);
    again.close();
    return true;
  },
  'a backup': (fault, n, kept) => {
    const store = openStore(options());
    const before = backupsIn(dir).length;
    let made = false;
    const end = broken(fault, n, () => {
      store.backUp();
      made = true;
    });
    if (end === undefined) {
      store.close();
      return false;
    }
    must(made || backupsIn(dir).length >= before, 'an older backup is gone');
    const running = goOn(store, end);
    const all = [...kept, save(running)];
    running.close();
    writeFileSync(join(dir, 'kiosk.db'), Buffer.alloc(statSync(join(dir, 'kiosk.db')).size, 0xa5));
    const again = openStoreOrRecover(options());
    holdsAll(again, all);
    must(existsSync(again.backUp()), 'there is no backup afterwards');
    again.close();
    return true;
  },
  'a start': (fault, n, kept) => {
    let store: Store | undefined;
    const end = broken(fault, n, () => {
      store = openStore(options());
    });
    store?.close();
    if (end === undefined) return false;
    const again = openStore(options());
    holdsAll(again, [...kept, save(again)]);
    again.close();
    return true;
  },
};

const run = scenarios[scenario];
if (run === undefined) throw new Error(`there is no scenario "${scenario}"`);
/** Unsent records that every case begins with. */
const first = openStore(options());
const kept = [save(first), save(first), save(first)];
first.backUp();
kept.push(save(first));
first.close();
cpSync(dir, template, { recursive: true });

const say = (what: Case): void => {
  writeSync(1, `${JSON.stringify(what)}\n`);
};
for (const fault of faults) {
  for (let call = 1; ; call += Number(step)) {
    rmSync(dir, { recursive: true, force: true });
    cpSync(template, dir, { recursive: true });
    try {
      if (!run(fault, call, kept)) break;
      say({ fault: fault.name, call });
    } catch (error) {
      control.disarm();
      say({ fault: fault.name, call, why: error instanceof Error ? error.message : String(error) });
    }
  }
}
control.close();
