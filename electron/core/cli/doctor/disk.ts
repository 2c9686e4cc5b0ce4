import { accessSync, constants, existsSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeDurably } from '../../store/durable-file.ts';
import { type Finding, fault, warning, well } from './finding.ts';

const MIB = 1024 * 1024;
/** Below this a day of scanned papers may not fit. */
const ENOUGH = 1024 * MIB;
/** Below this the kiosk is near to refusing applications. */
const LITTLE = 100 * MIB;

const size = (bytes: number): string =>
  bytes >= 1024 * MIB ? `${(bytes / (1024 * MIB)).toFixed(1)} GiB` : `${Math.floor(bytes / MIB)} MiB`;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';

const nearest = (dir: string): string => (existsSync(dir) ? dir : nearest(dirname(dir)));

const freeIn = (dir: string): Finding => {
  const { bavail, bsize } = statfsSync(dir);
  const free = bavail * bsize;
  const said = { what: 'space', says: `${size(free)} are free where ${dir} is.` };
  if (free < LITTLE)
    return fault('disk', { ...said, advice: 'Free some space: applications can not be kept.' });
  if (free < ENOUGH) return warning('disk', { ...said, advice: 'Free some space soon.' });
  return well('disk', said);
};

/** Writes a small file of its own, has it synced to the disk with its name, and removes it. */
const writableIn = (dir: string): Finding => {
  const file = join(dir, `.doctor-${process.pid}`);
  try {
    writeDurably(file, Buffer.from('written by kiosk doctor\n'));
    return well('disk', { what: 'writing', says: `${dir} takes files and syncs them to the disk.` });
  } catch (error) {
    const advice = 'Check the owner of the folder, and whether the disk is mounted read-only or failing.';
    return fault('disk', { what: 'writing', says: `${dir} takes no files (${codeOf(error)}).`, advice });
  } finally {
    rmSync(file, { force: true });
  }
};

/** `dir`: the data folder. It is not made here: whoever made it would own it. */
export const examineDisk = (dir: string): readonly Finding[] => {
  const there = nearest(dir);
  if (!statSync(there).isDirectory()) {
    const advice = 'Name another data folder, or take that file away.';
    return [fault('disk', { what: 'writing', says: `${there} is a file, not a folder.`, advice })];
  }
  if (there === dir) return [freeIn(dir), writableIn(dir)];
  try {
    accessSync(there, constants.W_OK);
    return [freeIn(there), well('disk', { what: 'writing', says: `${dir} is made at the first start.` })];
  } catch (error) {
    const advice = `Make ${dir} and give it to the kiosk's user.`;
    const says = `${dir} is not there and can't be made in ${there} (${codeOf(error)}).`;
    return [freeIn(there), fault('disk', { what: 'writing', says, advice })];
  }
};
