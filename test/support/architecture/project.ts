import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { factsOf, type SourceFacts } from './imports.ts';

/** `from` and `to` are paths from the project's root; `to` may also be `node:fs` or `npm:zod`. */
export type Edge = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

export type SourceFile = {
  readonly path: string;
  readonly lines: number;
  readonly facts: SourceFacts;
  readonly edges: readonly Edge[];
};

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folders = ['electron', 'renderer', 'devices', 'locales', 'deploy', 'test'] as const;
const isCode = /\.(ts|tsx|mts|cts|js|mjs|cjs)$/;

/** `@scope/name/rest` and `name/rest` become `npm:@scope/name` and `npm:name`. */
const packageOf = (specifier: string): string =>
  `npm:${specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')}`;

export const targetOf = (from: string, specifier: string): string => {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('node:')) return path;
  if (!path.startsWith('.')) return specifier === '<computed>' ? specifier : packageOf(path);
  return normalize(join(dirname(from), path))
    .split(sep)
    .join('/');
};

/** One file as the rules see it. */
export const sourceFile = (path: string, source: string): SourceFile => {
  const facts = factsOf(path, source);
  const edges = facts.imports.map(({ specifier, typeOnly }) => ({
    from: path,
    to: targetOf(path, specifier),
    typeOnly,
  }));
  return { path, lines: source.split('\n').length - (source.endsWith('\n') ? 1 : 0), facts, edges };
};

/** Every source file of the project. */
export const projectFiles = (): SourceFile[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && isCode.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => sourceFile(file.slice(root.length).split(sep).join('/'), readFileSync(file, 'utf8'))),
  );
