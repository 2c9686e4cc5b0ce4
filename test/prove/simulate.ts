import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Proof } from './proof.ts';
import { inShards, type ShardContext } from './shards.ts';
import { type DayFigures, liveThrough } from './simulate/day.ts';
import { letPowerCutsBe } from './simulate/power-cut.ts';

const DAYS = 10_000;
/** In memory where the system has such a place: there a sync costs nothing. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** So many days from this seed on; in a process of its own, as it hears all errors there that nobody catches. */
export const proveDays = async (context: ShardContext, first: number, count: number): Promise<void> => {
  const folder = mkdtempSync(join(root, 'kiosk-days-'));
  const images = new Map<string, Buffer>();
  const uncaught = letPowerCutsBe();
  const sums: Record<keyof DayFigures, number> = {
    tickets: 0,
    applications: 0,
    prints: 0,
    crashes: 0,
    refused: 0,
  };
  const began = performance.now();
  try {
    for (let day = 0; day < count; day += 1) {
      const seed = first + day;
      await context.check(`the day of seed ${seed} (again: --seed ${seed} --factor 0.0001)`, async () => {
        uncaught.taken();
        const figures = await liveThrough(seed, folder, images);
        const [error] = uncaught.taken();
        if (error !== undefined) throw error;
        for (const [name, value] of Object.entries(figures)) sums[name as keyof DayFigures] += value;
      });
      if ((day + 1) % 500 === 0 || day + 1 === count) {
        const told = Object.entries(sums).map(([name, sum]) => `${sum} ${name}`);
        const each = Math.round((performance.now() - began) / (day + 1));
        context.note(`${day + 1} days, ${each} ms each: ${told.join(', ')}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const simulate: Proof = {
  name: 'simulate',
  about:
    'Days of several kiosks and a central system in simulated time, with broken lines, power cuts and lost commits: nothing lost, nothing twice.',
  run: async (context) => {
    const shard = new URL('./simulate/shard.ts', import.meta.url);
    await inShards(context, shard, context.seed, context.times(DAYS));
  },
};
