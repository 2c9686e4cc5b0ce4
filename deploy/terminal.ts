import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, externals } from '../electron/build.ts';

/** `npm run terminal`: the packaged kiosk without Electron, a folder in `release/terminal` that needs nothing but Debian's libraries. */

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const system = `linux-${process.arch}`;

/** Packages that the bundles leave outside; the font is read as a file. */
const needed = [...externals.filter((name) => name !== 'electron'), '@expo-google-fonts/noto-sans-sc'];

type PackageFile = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

/** Where Node finds `name` from inside of `folder`; undefined when it is not installed. */
const found = (name: string, folder: string): string | undefined => {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  return undefined;
};

/** All folders of packages that these need, theirs included. Throws when one that is not optional is missing. */
export const closureOf = (names: readonly string[]): readonly string[] => {
  const folders = new Set<string>();
  const visit = (name: string, from: string, optional: boolean): void => {
    const folder = found(name, from);
    if (folder === undefined) {
      if (optional) return;
      throw new Error(`${name}, which ${basename(from)} needs, is not installed`);
    }
    if (folders.has(folder)) return;
    folders.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as PackageFile;
    for (const dependency of Object.keys(dependencies))
      visit(dependency, folder, dependency in optionalDependencies);
    for (const dependency of Object.keys(optionalDependencies)) visit(dependency, folder, true);
  };
  for (const name of names) visit(name, root, false);
  return [...folders].sort();
};

const forThisSystem = new RegExp(`(?:^|-)${system}(?:\\.node)?$`);

/** Whether a terminal needs this of a package. `inside`: the path in it; `isNative`: it brings built parts, so that their sources can stay. */
export const isNeeded = (inside: string, isNative: boolean): boolean => {
  const [top = '', second] = inside.split(sep);
  if (top === 'node_modules') return false;
  if (isNative && ['deps', 'src', 'hidapi', 'build'].includes(top)) return false;
  if (top === 'prebuilds' && second !== undefined) return forThisSystem.test(second);
  // One weight of the font draws what the ticket printer lacks, and the notices.
  if (/^\d00[A-Z]/.test(top) && top !== '400Regular') return false;
  return !/\.(?:md|markdown|map|[mc]?ts|gypi?)$/.test(inside);
};

const copyPackage = (folder: string, out: string): void => {
  const isNative = existsSync(join(folder, 'prebuilds'));
  cpSync(folder, join(out, relative(root, folder)), {
    recursive: true,
    filter: (source) => isNeeded(relative(folder, source), isNative),
  });
};

const kioskCommand = `#!/bin/sh
# The operator's commands (doctor, enrol, export, ...) of the kiosk that is installed here.
here=$(dirname "$(readlink -f "$0")")
exec "$here/node" "$here/../app/dist/electron/cli.js" "$@"
`;

/** Builds and gathers; the folder. */
export const gatherTerminal = async (out = join(root, 'release/terminal')): Promise<string> => {
  rmSync(out, { recursive: true, force: true });
  const app = join(out, 'app');
  await build({ packaged: true, only: ['renderer', 'core', 'web', 'cli'], into: join(app, 'dist') });
  for (const folder of closureOf(needed)) copyPackage(folder, app);
  copyFileSync(join(root, 'package.json'), join(app, 'package.json'));
  const bin = join(out, 'bin');
  mkdirSync(bin, { recursive: true });
  copyFileSync(join(modules, `node-${system}`, 'bin/node'), join(bin, 'node'));
  writeFileSync(join(bin, 'kiosk'), kioskCommand);
  for (const program of ['node', 'kiosk']) chmodSync(join(bin, program), 0o755);
  return out;
};

if (import.meta.main) process.stdout.write(`${await gatherTerminal()}\n`);
