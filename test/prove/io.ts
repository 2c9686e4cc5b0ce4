import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Case } from './disk/breaking.ts';
import type { Seen } from './disk/full-kiosk.ts';
import { openControl, watchedBy } from './disk/shim.ts';
import type { Proof } from './proof.ts';

const scenarios = ['a submission', 'a checkpoint', 'a backup', 'a start'] as const;
const shelf = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** The lines that a program under shim.c says, each a JSON value. */
const under = <T>(program: string, ...args: readonly string[]): readonly T[] => {
  const folder = mkdtempSync(join(shelf, 'kiosk-io-'));
  const outside = mkdtempSync(join(tmpdir(), 'kiosk-io-'));
  const [watch, control] = [join(folder, 'data'), join(outside, 'control')];
  mkdirSync(watch);
  openControl(control).close();
  try {
    const path = fileURLToPath(new URL(`disk/${program}.ts`, import.meta.url));
    const said = execFileSync(process.execPath, [path, watch, control, ...args], {
      env: watchedBy({ watch, control }),
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 64 * 1024 * 1024,
    });
    return said
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as T);
  } finally {
    for (const each of [folder, outside]) rmSync(each, { recursive: true, force: true });
  }
};

const expected: readonly Seen[] = [
  { when: 'room', screen: 'finish' },
  { when: 'a report on a full disk', screen: 'trouble', reason: 'storage-full' },
  { when: 'then', screen: 'out-of-service', reason: 'storage-full' },
  { when: 'room again', screen: 'attract' },
  { when: 'a report', screen: 'finish' },
  { when: 'a start on a full disk', screen: 'out-of-service', reason: 'storage-full' },
  { when: 'the next start', screen: 'attract' },
];

export const io: Proof = {
  name: 'io',
  about: 'Whichever call to the disk fails, and how, nothing acknowledged is lost and nothing is half done.',
  run: async (context) => {
    for (const scenario of scenarios) {
      const step = context.factor >= 1 ? 1 : Math.round(Math.min(40, 1 / context.factor));
      const cases = under<Case>('breaking', scenario, String(step));
      context.note(`${scenario}: ${cases.length} failing calls`);
      await context.check(`${scenario} whose disk fails is whole or not there, and said to be so`, () => {
        const failures = cases.filter(({ why }) => why !== undefined);
        const [first] = failures;
        if (first)
          throw new Error(
            `${failures.length} of ${cases.length}; the first: ${first.fault} at call ${first.call}: ${first.why}`,
          );
        if (cases.length === 0) throw new Error('no call failed');
        return cases.length;
      });
    }
    await context.check('a full disk has a clear screen, and the kiosk is back when there is room', () => {
      const seen = JSON.stringify(under<Seen>('full-kiosk'));
      if (seen !== JSON.stringify(expected)) throw new Error(`seen: ${seen}`);
      return expected.length;
    });
  },
};
