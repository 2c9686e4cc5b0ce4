import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run check`: types of every world, then Biome. Prints what is wrong; ends with 1 when anything is. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const projects = ['electron/contract', 'electron', 'devices', 'renderer', 'test'] as const;

type Step = { readonly name: string; readonly program: string; readonly args: readonly string[] };
const steps: readonly Step[] = [
  ...projects.map((project) => ({ name: `types of ${project}`, program: bin('tsc'), args: ['-p', project] })),
  { name: 'Biome', program: bin('biome'), args: ['check', '--no-errors-on-unmatched', '.'] },
];

const passes = ({ program, args }: Step): boolean =>
  existsSync(program) && spawnSync(program, args, { cwd: root, stdio: 'inherit' }).status === 0;

const failed = steps.filter((step) => !passes(step)).map(({ name }) => name);
process.stdout.write(failed.length === 0 ? 'check: all well\n' : `check: ${failed.join(', ')} failed\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
