import { benchStore } from './store.ts';
import { benchWire } from './wire.ts';

/**
 * `npm run bench [-- NAME]`: figures as ratios against a peer or a physical limit of the same run, so that they hold
 * when the machine is slow. Nothing here passes or fails.
 */

/** One line of a result. `ratio`: ours divided by the peer's. */
export type Figure = {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: number;
};

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  store: benchStore,
  wire: benchWire,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => benches[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(
    `there is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}\n`,
  );
  process.exit(64);
}
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  for (const { what, ours, peer, ratio } of await bench())
    process.stdout.write(`  ${what}: ${ours}; ${peer}; ratio ${ratio.toFixed(2)}\n`);
}
