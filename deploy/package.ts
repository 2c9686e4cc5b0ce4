import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Platform, build as packageApp } from 'electron-builder';
import { build } from '../electron/build.ts';

/** `npm run package`: the packaged build, then electron-builder; a folder in `release/`. */

const root = fileURLToPath(new URL('..', import.meta.url));

export type PackageOptions = {
  /** A folder that holds Electron for Linux; without it electron-builder fetches one. */
  readonly electronDist?: string;
  /** Where the package goes; `release` of the project where left out. */
  readonly output?: string;
};

/** The bytes that mark a real Electron's fuses; a stand-in has none that could be set. */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

const hasFuses = (dist: string): boolean => {
  const program = join(dist, 'electron');
  return existsSync(program) && readFileSync(program).includes(fuseMark);
};

/** Builds and packages; the folder of the finished kiosk. Throws what the bundler or the packager finds wrong. */
export const packageKiosk = async ({ electronDist, output }: PackageOptions): Promise<string> => {
  await build({ packaged: true });
  const out = output ?? join(root, 'release');
  const withoutFuses = electronDist !== undefined && !hasFuses(electronDist);
  if (withoutFuses) process.stderr.write('the given Electron has no fuses: they are left as they are\n');
  // Laid over electron-builder.yml.
  await packageApp({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      directories: { output: out },
      ...(electronDist === undefined ? {} : { electronDist }),
      ...(withoutFuses ? { electronFuses: null } : {}),
    },
  });
  return join(out, process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked');
};

if (import.meta.main) {
  const electronDist = process.env.ELECTRON_DIST;
  const folder = await packageKiosk(electronDist === undefined ? {} : { electronDist });
  process.stdout.write(`${folder}\n`);
}
