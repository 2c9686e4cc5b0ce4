/**
 * `npm run prove` lists the proofs; `npm run prove -- NAME [--seed N] [--factor F]` runs one. The last line is
 * `N passed, N failed`; exit status 1 when anything failed, 64 when there is no such proof.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prove } from './proof.ts';
import { proofs } from './proofs.ts';

const results = fileURLToPath(new URL('../../test-results/', import.meta.url));

const usage = (complaint?: string): number => {
  const width = Math.max(...proofs.map(({ name }) => name.length));
  if (complaint !== undefined) console.error(complaint);
  console.log('npm run prove -- NAME [--seed N] [--factor F]\n');
  for (const { name, about } of proofs) console.log(`  ${name.padEnd(width)}  ${about}`);
  return complaint === undefined ? 0 : 64;
};

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string', default: '20261123' }, factor: { type: 'string', default: '1' } },
  });
  const [name, ...more] = positionals;
  if (name === undefined) return usage();
  const proof = proofs.find((candidate) => candidate.name === name);
  if (proof === undefined || more.length > 0)
    return usage(`There is no proof called "${positionals.join(' ')}".`);
  const [seed, factor] = [Number(values.seed), Number(values.factor)];
  if (!Number.isInteger(seed)) return usage('--seed must be a whole number.');
  if (!(factor > 0 && factor <= 1000)) return usage('--factor must be a number above 0, at most 1000.');
  await mkdir(results, { recursive: true });
  console.log(`${proof.name}: ${proof.about}\nseed ${seed}, factor ${factor}`);
  const began = performance.now();
  const { passed, failed } = await prove(proof, { seed, factor, results, note: (line) => console.log(line) });
  console.log(`${Math.round((performance.now() - began) / 1000)} s`);
  console.log(`${passed} passed, ${failed.length} failed`);
  return failed.length > 0 ? 1 : 0;
};

process.exitCode = await main();
