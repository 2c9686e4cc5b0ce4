import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEYRING_FILES } from '../../electron/core/store/keyring-file.ts';
import { openStoreOrRecover } from '../../electron/core/store/open-store.ts';
import { openStore, type Store } from '../../electron/core/store/store.ts';
import { uuidV7 } from '../../electron/core/store/uuid.ts';
import { block, KEY, MONDAY_MORNING, seededRandom, wish } from '../core/support/store-facts.ts';
import { type Draw, drawFrom, pick } from '../core/support/walk/draw.ts';
import type { Proof } from './proof.ts';
import { holdsNoData } from './rot/no-data.ts';

const smashes = 1_000;
const shelf = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** What was acknowledged and not yet accepted: the record, what its body says, the file names of its papers. */
type Held = { readonly id: string; readonly number: number; readonly papers: readonly string[] };
type Kept = { readonly dir: string; readonly held: readonly Held[] };

const options = (dir: string, later: number) => ({
  dir,
  key: KEY,
  clock: { now: () => MONDAY_MORNING + later },
  random: seededRandom(`rot ${later}`),
  kioskId: 'HZ-XH-0012',
  timezone: 'Asia/Shanghai',
});

/** When it was started for the last time: from there on its keyrings' logs hold keys of records that wait. */
const RESTART = 60;

/** A kiosk's data folder after some days, as a kill leaves it: two backups, two journals, logs that are not empty. */
const lived = (folder: string): Kept => {
  const dir = join(folder, 'alive');
  let store = openStore(options(dir, 0));
  const random = seededRandom('lived');
  const held: Held[] = [];
  const save = (number: number): void => {
    const file = {
      id: uuidV7(MONDAY_MORNING + number, random),
      bytes: random(2_000 + ((number * 997) % 9_000)),
      mediaType: 'application/pdf',
      pages: 1,
    };
    const files = number % 4 === 0 ? [file] : [];
    const { id } = store.saveRecord({
      kind: 'submission',
      path: '/submissions',
      body: { number, form: 'x'.repeat(200 + ((number * 37) % 900)) },
      files,
    });
    held.push({ id, number, papers: files.map((each) => `${each.id}.sealed`) });
  };
  store.addBlock(block());
  for (let number = 0; number < 78; number += 1) {
    if (number === RESTART) {
      store.close();
      store = openStore(options(dir, 1));
    }
    save(number);
    if (number % 9 === 8) store.issueTicket(wish());
    if (number === 25 || number === 45) store.backUp();
    if (number % 10 === 9) {
      const accepted = held.splice(2, 1)[0];
      if (accepted) store.records.settle(accepted.id, { receiptNumber: `HZ-${number}` });
      if (number < RESTART) store.erase();
    }
  }
  const still = join(folder, 'still');
  cpSync(dir, still, { recursive: true });
  store.close();
  return { dir: still, held };
};

const flips = (bytes: Buffer, from: number, length: number, draw: Draw): void => {
  const manner = draw(3);
  for (let at = from; at < from + length; at += 1)
    bytes[at] = manner === 0 ? 0 : manner === 1 ? draw(256) : (bytes[at] ?? 0) ^ (1 << draw(8));
};

/** The files that hold data, weighed so that each kind is hit often. Papers of accepted records only wait to be erased. */
const filesOf = (held: readonly Held[]): readonly string[] => [
  ...Array.from({ length: 12 }, () => 'kiosk.db'),
  ...Array.from({ length: 6 }, () => 'kiosk.db-wal'),
  ...KEYRING_FILES.flatMap((name) => [name, name, name, `${name}-wal`, `${name}-wal`]),
  ...held.flatMap(({ papers }) => papers.map((name) => join('files', name))),
];

export type Smash = { readonly file: string; readonly from: number; readonly length: number };

const smash = (dir: string, held: readonly Held[], draw: Draw): Smash | undefined => {
  const file = pick(draw, filesOf(held)) ?? 'kiosk.db';
  const path = join(dir, file);
  const { size } = statSync(path);
  if (size === 0) return undefined;
  const from = draw(size);
  const length = Math.min(size - from, 1 + draw(pick(draw, [1, 16, 600, 9_000]) ?? 1));
  const before = readFileSync(path);
  const bytes = Buffer.from(before);
  flips(bytes, from, length, draw);
  if (bytes.equals(before)) return undefined;
  writeFileSync(path, bytes);
  return { file, from, length };
};

/** What a start and the daily look at all that is unsent make of it. */
const noticedBy = (dir: string): { noticed: boolean; store: Store } => {
  const store = openStoreOrRecover(options(dir, 60_000));
  const unreadable = store.scrub();
  return { noticed: store.recovery !== undefined || store.keysMended > 0 || unreadable > 0, store };
};

const examine = (store: Store, held: readonly Held[], hit: Smash): void => {
  if (!store.verifyAudit().ok) throw new Error('the audit chain does not hold');
  for (const { id, number, papers } of held) {
    // Of a scanned paper there is no second copy: whoever handed it in is asked again.
    if (papers.some((name) => hit.file === join('files', name))) continue;
    const body = store.records.bodyOf(id);
    if (body === undefined) throw new Error(`the acknowledged record ${number} is lost`);
    if ((JSON.parse(Buffer.from(body).toString()) as Held).number !== number)
      throw new Error(`record ${number} holds something else`);
    if (store.outcomeOf(id)?.state !== 'waiting') throw new Error(`record ${number} is not sent any more`);
    if (!store.files.of(id).every(store.files.isSound))
      throw new Error(`a paper of record ${number} is lost`);
  }
};

export const rot: Proof = {
  name: 'rot',
  about:
    'Bytes that a disk gives back wrongly are noticed, and a backup and the journal give back every record.',
  run: async (context) => {
    const folder = mkdtempSync(join(shelf, 'kiosk-rot-'));
    try {
      const kept = lived(folder);
      const dir = join(folder, 'data');
      const draw = drawFrom(context.seedFor('smashes'));
      await context.check('a sound folder has nothing to be noticed', () => {
        cpSync(kept.dir, dir, { recursive: true });
        const { noticed, store } = noticedBy(dir);
        examine(store, kept.held, { file: '', from: 0, length: 0 });
        store.close();
        if (noticed) throw new Error('something was noticed');
      });
      const seen = { noticed: 0, 'where no data is': 0 };
      for (let turn = 0, left = context.times(smashes, 20); left > 0; turn += 1) {
        rmSync(dir, { recursive: true, force: true });
        cpSync(kept.dir, dir, { recursive: true });
        const hit = smash(dir, kept.held, draw);
        if (hit === undefined) continue;
        left -= 1;
        await context.check(`smash ${turn}: ${hit.length} bytes of ${hit.file} from ${hit.from}`, () => {
          const { noticed, store } = noticedBy(dir);
          try {
            examine(store, kept.held, hit);
          } finally {
            store.close();
          }
          if (noticed) seen.noticed += 1;
          else if (holdsNoData(kept.dir, hit)) seen['where no data is'] += 1;
          else throw new Error('nobody noticed it');
        });
      }
      context.note(
        Object.entries(seen)
          .map(([what, many]) => `${many} ${what}`)
          .join(', '),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
