/** Where the machine's parts come from: Debian's own packages, installed (programs) or only unpacked (the kernel). */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** By the Debian package that brings them. */
const programs: Readonly<Record<string, string>> = {
  'qemu-system-x86': '/usr/bin/qemu-system-x86_64',
  'busybox-static': '/bin/busybox',
  cpio: '/usr/bin/cpio',
  kmod: '/usr/bin/kmod',
  libudev1: '/usr/lib/x86_64-linux-gnu/libudev.so.1',
  'libusb-1.0-0': '/usr/lib/x86_64-linux-gnu/libusb-1.0.so.0',
};

/** What this machine lacks and we cannot get: one English sentence, for the person who ran it. */
export class Missing extends Error {}

const packagesMissing = (): readonly string[] =>
  Object.entries(programs)
    .filter(([, program]) => !existsSync(program))
    .map(([name]) => name);

const isRoot = (): boolean => process.getuid?.() === 0;

/** True when it went well; apt's complaints are shown. */
const aptGet = (...parameters: readonly string[]): boolean => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return (
    spawnSync('apt-get', ['-q', ...parameters], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  );
};

/** Installs what is missing, where we may. Throws `Missing`. */
export const ensurePrograms = (say: (line: string) => void): void => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Missing('This test needs Linux on x86-64.');
  const wanted = packagesMissing();
  if (wanted.length === 0) return;
  const parameters = ['install', '-y', '--no-install-recommends', ...wanted];
  const advice = `Install what is missing: apt-get ${parameters.join(' ')}`;
  if (!isRoot()) throw new Missing(advice);
  say(`installing ${wanted.join(', ')}`);
  aptGet('update');
  if (!aptGet(...parameters)) throw new Missing(`apt-get failed. ${advice}`);
  const still = packagesMissing();
  if (still.length > 0) throw new Missing(`apt-get has not brought ${still.join(', ')}.`);
};

export type Kernel = {
  /** e.g. `6.1.0-30-amd64` */
  readonly release: string;
  readonly image: string;
  /** The folder in which `lib/modules/RELEASE` lies. */
  readonly root: string;
};

const kernelPackage = async (): Promise<string | undefined> => {
  const { stdout } = await run('apt-cache', ['depends', 'linux-image-amd64']).catch(() => ({ stdout: '' }));
  return /Depends: (linux-image-\S+)/.exec(stdout)?.[1];
};

const kernelIn = (cache: string, name: string): Kernel => {
  const release = name.replace(/^linux-image-/, '');
  const root = join(cache, name);
  return { release, image: join(root, 'boot', `vmlinuz-${release}`), root };
};

/**
 * Debian's standard kernel, unpacked into the cache folder and nowhere else; downloaded once.
 * Throws `Missing` where apt cannot bring it.
 */
export const debianKernel = async (cache: string, say: (line: string) => void): Promise<Kernel> => {
  const known = await kernelPackage();
  if (known !== undefined && existsSync(kernelIn(cache, known).image)) return kernelIn(cache, known);
  if (isRoot()) aptGet('update');
  const name = await kernelPackage();
  if (name === undefined)
    throw new Missing('apt knows no linux-image-amd64: is this Debian, and was `apt-get update` run?');
  say(`downloading ${name}`);
  const kernel = kernelIn(cache, name);
  const folder = `${kernel.root}.part`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run('apt-get', ['download', '-q', name], { cwd: folder }).catch((error: unknown) => {
    throw new Missing(`apt-get could not download ${name}: ${String(error)}`);
  });
  const archive = (await readdir(folder)).find((file) => file.endsWith('.deb'));
  if (archive === undefined) throw new Missing(`apt-get download brought no ${name}.`);
  await run('dpkg-deb', ['-x', archive, '.'], { cwd: folder });
  await rm(join(folder, archive));
  await run('/sbin/depmod', ['-b', folder, kernel.release]);
  // Under its own name only when it is whole.
  await rm(kernel.root, { recursive: true, force: true });
  await rename(folder, kernel.root);
  return kernel;
};

/** The files of these modules and of all that they need, in the order of loading. Built-in ones have none. */
export const moduleFiles = async (kernel: Kernel, names: readonly string[]): Promise<readonly string[]> => {
  const files = new Set<string>();
  for (const name of names) {
    const { stdout } = await run('/sbin/modprobe', [
      '-d',
      kernel.root,
      '-S',
      kernel.release,
      '--show-depends',
      name,
    ]);
    for (const [, file = ''] of stdout.matchAll(/^insmod (\S+)/gm)) files.add(file);
  }
  return [...files];
};
