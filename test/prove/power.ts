import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, type Store } from '../../electron/core/store/store.ts';
import { KEY, MONDAY_MORNING, seededRandom } from '../core/support/store-facts.ts';
import { drawFrom } from '../core/support/walk/draw.ts';
import { CrashedDisk, fates } from './disk/crashed-disk.ts';
import { watchedBy } from './disk/shim.ts';
import type { Said } from './disk/submitting.ts';
import { type DiskCall, readTrace } from './disk/trace.ts';
import type { Proof, ProofContext } from './proof.ts';

const submissions = 200;
const images = 5_000;
const carelessImages = 600;
const program = fileURLToPath(new URL('disk/submitting.ts', import.meta.url));
/** In memory where the system has such a place: an image is written and thrown away, its disk is another. */
const shelf = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** What a run of submissions did to its disk. */
const recorded = (
  count: number,
  manner: 'careful' | 'careless',
): { root: string; calls: readonly DiskCall[] } => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-power-'));
  const [root, record] = [join(folder, 'data'), join(folder, 'trace')];
  mkdirSync(root);
  execFileSync(process.execPath, [program, root, String(count), manner], {
    env: watchedBy({ watch: root, record }),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const calls = readTrace(readFileSync(record));
  rmSync(folder, { recursive: true });
  return { root, calls };
};

const opened = (dir: string): Store =>
  openStore({
    dir,
    key: KEY,
    clock: { now: () => MONDAY_MORNING + 3_600_000 },
    random: seededRandom('after the power cut'),
    kioskId: 'HZ-XH-0012',
    timezone: 'Asia/Shanghai',
  });

/** Throws what is not as it was acknowledged. */
const examine = (store: Store, said: readonly Said[]): void => {
  const audit = store.verifyAudit();
  if (!audit.ok) throw new Error(`the audit chain is ${audit.fault} at ${audit.epoch}/${audit.seq}`);
  if (store.restored) throw new Error('it takes itself for a restored past');
  const settled = new Set(said.flatMap((thing) => ('settled' in thing ? [thing.settled] : [])));
  const called = said.flatMap((thing) => ('called' in thing ? [thing.called] : []));
  if (new Set(called).size !== called.length) throw new Error('a number was given out twice');
  for (const thing of said) {
    const id = 'saved' in thing ? thing.saved : 'ticket' in thing ? thing.ticket : thing.settled;
    const state = store.outcomeOf(id)?.state;
    if (state === undefined) throw new Error(`${JSON.stringify(thing)} is not there`);
    if (settled.has(id) && state !== 'received') throw new Error(`the answer to ${id} is gone`);
    if (state === 'received') continue;
    const body = store.records.bodyOf(id);
    if (body === undefined) throw new Error(`the body of ${JSON.stringify(thing)} can't be opened`);
    const { number } = JSON.parse(Buffer.from(body).toString()) as { number: unknown };
    if (number !== ('saved' in thing ? thing.number : 'ticket' in thing ? thing.called : number))
      throw new Error(`${id} holds something else`);
    const papers = store.files.of(id);
    if ('saved' in thing && papers.length !== thing.papers) throw new Error(`a paper of ${id} is gone`);
    if (!papers.every(store.files.isSound)) throw new Error(`a paper of ${id} is damaged`);
  }
};

const saidOn = (disk: CrashedDisk): readonly Said[] =>
  disk.said.flatMap((text) => text.split('\n').filter(Boolean)).map((line) => JSON.parse(line) as Said);

type Image = { readonly at: number; readonly seed: number };

/** Looks at each image, in order of time; `broken` is told of those that do not hold. */
const cutPower = (
  run: { readonly root: string; readonly calls: readonly DiskCall[] },
  cuts: readonly Image[],
  broken: (image: Image, why: string) => void,
): void => {
  const folder = mkdtempSync(join(shelf, 'kiosk-power-'));
  const dir = join(folder, 'data');
  const disk = new CrashedDisk(run.root);
  let next = 0;
  try {
    for (const [index, call] of run.calls.entries()) {
      for (; cuts[next]?.at === index; next += 1) {
        const image = cuts[next] as Image;
        const draw = drawFrom(image.seed);
        disk.write(dir, fates[draw(fates.length)] ?? 'none', draw);
        try {
          const store = opened(dir);
          try {
            examine(store, saidOn(disk));
          } finally {
            store.close();
          }
        } catch (error) {
          broken(image, error instanceof Error ? error.message : String(error));
        }
      }
      disk.happen(call);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const cutsOf = (context: ProofContext, part: string, calls: number, count: number): readonly Image[] => {
  const draw = drawFrom(context.seedFor(part));
  return Array.from({ length: count }, () => ({ at: draw(calls), seed: draw(2 ** 31) })).sort(
    (a, b) => a.at - b.at,
  );
};

export const power: Proof = {
  name: 'power',
  about: 'Whatever a power cut leaves of 200 submissions opens, verifies, and holds every acknowledged one.',
  run: async (context) => {
    const run = recorded(context.times(submissions, 24), 'careful');
    context.note(`${run.calls.length} calls to the disk`);
    const cuts = cutsOf(context, 'careful', run.calls.length, context.times(images));
    const failures: { image: Image; why: string }[] = [];
    cutPower(run, cuts, (image, why) => failures.push({ image, why }));
    await context.check('every image opens, verifies, and holds what was acknowledged', () => {
      const [first] = failures;
      if (first)
        throw new Error(
          `${failures.length} of ${cuts.length} do not; the first after call ${first.image.at}, seed ${first.image.seed}: ${first.why}`,
        );
      return cuts.length;
    });

    const careless = recorded(context.times(submissions, 24), 'careless');
    let lost = 0;
    const more = cutsOf(context, 'careless', careless.calls.length, context.times(carelessImages, 40));
    cutPower(careless, more, () => {
      lost += 1;
    });
    context.note(`with synchronous=NORMAL ${lost} of ${more.length} images had lost something`);
    await context.check('the same with synchronous=NORMAL loses some: the proof can tell', () => {
      if (lost === 0) throw new Error('nothing was lost');
    });
  },
};
