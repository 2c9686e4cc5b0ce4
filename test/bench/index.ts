/**
 * `npm run bench` runs every bench, `npm run bench -- NAME...` the named ones. Nothing here passes or fails; exit status 64
 * when there is no such bench.
 */
import type { Bench } from './bench.ts';
import { devices } from './devices.ts';
import { search } from './search.ts';
import { store } from './store.ts';

const benches: readonly Bench[] = [devices, search, store];

const usage = (complaint: string): number => {
  console.error(`${complaint}\n\nnpm run bench [-- NAME...]\n`);
  for (const { name, about } of benches) console.error(`  ${name.padEnd(8)}  ${about}`);
  return 64;
};

const main = async (names: readonly string[]): Promise<number> => {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) return usage(`There is no bench called "${unknown.join('", "')}".`);
  for (const { name, about, run } of benches) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${name}: ${about}`);
    for (const { what, ours, peer, ratio } of await run())
      console.log(`  ${what}: ${ours}; ${peer}; ratio ${ratio.toFixed(2)}`);
  }
  return 0;
};

process.exitCode = await main(process.argv.slice(2));
