import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, build as viteBuild } from 'vite';

/** `npm run build`: what `npm start` and the package are made of. */

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const root = at('..');

/** The things that are built, each by itself. `web`: the web shell as a program; `cli`: the operator's commands: at a desk both run from their sources. */
export type Part = 'renderer' | 'main' | 'preload' | 'core' | 'web' | 'cli';
export const parts: readonly Part[] = ['renderer', 'main', 'preload', 'core'];

export type BuildOptions = {
  /** Without simulated devices and the bench, and refusing both; into `dist/packaged` instead of `dist`. */
  readonly packaged: boolean;
  /** Into this folder instead. */
  readonly into?: string;
  /** What Electron needs where it is left out. */
  readonly only?: readonly Part[];
};

/** Natively built or reading files beside themselves: they stay packages. Whatever else is used is bundled. */
export const externals = [
  'electron',
  'better-sqlite3',
  'serialport',
  'node-hid',
  'sharp',
  'pdfkit',
  'pdf-lib',
] as const;

/** What only a kiosk at a desk has: doors to the simulated hardware, and what stands in their place in a hall. */
const deskDoors: Readonly<Record<string, string>> = {
  'devices/simulated/index.ts': 'export const openSimulated = async () => undefined;',
  'electron/core/bench.ts': `export const benchAnswer = () =>
    ({ status: 404, mediaType: 'text/plain', bytes: new Uint8Array() });`,
};
const deskOnly = /\/devices\/simulated\/|\/devices\/models\/.*\/simulat|\/renderer\/bench\/|\/test\//;

/** Closes the doors, and throws where something of the desk has come in by another one. */
const withoutDesk = (): Plugin => ({
  name: 'without-desk',
  load: (id) => deskDoors[relative(root, id)],
  generateBundle(_options, bundle) {
    for (const [name, chunk] of Object.entries(bundle)) {
      const ids = chunk.type === 'chunk' ? chunk.moduleIds : [];
      const isDoor = (id: string): boolean => relative(root, id) in deskDoors;
      // Only a branch that has been cut away led there.
      if (ids.length > 0 && ids.every(isDoor)) delete bundle[name];
      const found = ids.find((id) => deskOnly.test(id) && !isDoor(id));
      if (found !== undefined) this.error(`a packaged kiosk must not have ${relative(root, found)}`);
    }
  },
});

export const outputOf = (packaged: boolean): string => join(root, packaged ? 'dist/packaged' : 'dist');

const sources: Readonly<Record<Part, readonly string[]>> = {
  renderer: ['renderer', 'locales', 'electron/contract', 'vite.config.ts', 'package-lock.json'],
  main: ['electron/main', 'electron/contract'],
  preload: ['electron/preload'],
  core: ['electron/core', 'electron/contract', 'devices', 'locales', 'package.json', 'package-lock.json'],
  web: ['electron/web', 'electron/contract'],
  cli: ['electron/core', 'electron/contract', 'devices', 'package.json', 'package-lock.json'],
};

const filesIn = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [path];

/** Changes with every file that is added, removed or written; read from the folders, not from the files. */
const stateOf = (part: Part): string => {
  const hash = createHash('sha256');
  for (const source of [...sources[part], 'electron/build.ts'])
    for (const file of filesIn(join(root, source)).sort()) {
      const { mtimeMs, size } = statSync(file);
      hash.update(`${relative(root, file)} ${size} ${mtimeMs}\n`);
    }
  return hash.digest('hex');
};

const stampOf = (part: Part, out: string): string => join(out, `.${part}`);
const firstFile: Readonly<Record<Part, string>> = {
  renderer: 'renderer/index.html',
  main: 'electron/main.js',
  preload: 'electron/preload.cjs',
  core: 'electron/core.js',
  web: 'electron/web.js',
  cli: 'electron/cli.js',
};

/** True when that part has been built from exactly the sources that are there now. */
export const isFresh = (part: Part): boolean => {
  const out = outputOf(false);
  const stamp = stampOf(part, out);
  if (!existsSync(stamp) || !existsSync(join(out, firstFile[part]))) return false;
  return readFileSync(stamp, 'utf8') === stateOf(part);
};

export const rendererIsFresh = (): boolean => isFresh('renderer');

const buildRenderer = (packaged: boolean, out: string): Promise<unknown> =>
  viteBuild({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    mode: packaged ? 'packaged' : 'production',
    // Whatever the environment says: tests build the same thing.
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: packaged ? [withoutDesk()] : [],
    build: { outDir: join(out, 'renderer') },
  });

const entryOf = (part: Part): string =>
  join(root, part === 'cli' ? 'electron/core/cli.ts' : `electron/${part}/index.ts`);

const buildForNode = (part: Exclude<Part, 'renderer'>, packaged: boolean, out: string): Promise<unknown> => {
  const preload = part === 'preload';
  return viteBuild({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    plugins: packaged ? [withoutDesk()] : [],
    define: packaged ? { 'process.env.KIOSK_BUILD': '"packaged"' } : {},
    ssr: { noExternal: true, external: [...externals, ...builtinModules] },
    build: {
      ssr: entryOf(part),
      outDir: join(out, 'electron'),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      sourcemap: !packaged,
      rolldownOptions: {
        output: {
          format: preload ? 'cjs' : 'es',
          entryFileNames: preload ? 'preload.cjs' : `${part}.js`,
          chunkFileNames: `${part}-[name]-[hash].js`,
        },
      },
    },
  });
};

/** Builds the parts one after the other; throws what the bundler finds wrong. */
export const build = async ({
  packaged,
  only,
  into: out = outputOf(packaged),
}: BuildOptions): Promise<void> => {
  if (packaged || only === undefined) rmSync(join(out, 'electron'), { recursive: true, force: true });
  for (const part of only ?? parts) {
    const state = stateOf(part);
    rmSync(stampOf(part, out), { force: true });
    if (part === 'renderer') await buildRenderer(packaged, out);
    else await buildForNode(part, packaged, out);
    mkdirSync(out, { recursive: true });
    writeFileSync(stampOf(part, out), state);
  }
};

/** Builds the parts whose sources have changed; the others stay. */
export const buildChanged = (): Promise<void> =>
  build({ packaged: false, only: parts.filter((part) => !isFresh(part)) });

if (import.meta.main) await build({ packaged: process.argv.includes('--packaged') });
