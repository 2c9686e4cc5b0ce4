/**
 * Where page images live for the moment between the scanner and memory: a private directory (0700) that is emptied page by
 * page and removed at the end. What a killed program left behind is removed at the next start.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScannedPage } from '../../classes/scanner.ts';
import { failed, type Outcome, succeeded } from '../../device.ts';
import { inspectImage } from '../../protocol/image-integrity.ts';

const PREFIX = 'kiosk-scan-';

/** The name carries the process id, so that a sweep never touches the directory of a program that still runs. */
export const openPageDirectory = (root: string): Promise<string> =>
  mkdtemp(join(root, `${PREFIX}${process.pid}-`));

export const removePageDirectory = (directory: string): Promise<void> =>
  rm(directory, { recursive: true, force: true, maxRetries: 3 });

/** Reads one page and removes its file at once. A picture that is not whole is refused. */
export const takePage = async (directory: string, name: string): Promise<Outcome<ScannedPage>> => {
  const path = join(directory, name);
  try {
    const bytes = new Uint8Array(await readFile(path));
    await rm(path, { force: true });
    const verdict = inspectImage(bytes);
    return verdict.whole
      ? succeeded({ mediaType: verdict.mediaType, bytes })
      : failed('malformed-reply', `page image is ${verdict.fault} (${bytes.length} bytes)`);
  } catch (error) {
    return failed(
      'malformed-reply',
      `page image can't be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`,
    );
  }
};

/** Removes the page directories of processes that are gone. Never rejects: a directory in use elsewhere is left alone. */
export const sweepPageDirectories = async (root: string): Promise<void> => {
  const names = await readdir(root).catch(() => []);
  for (const name of names) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || runs(Number(pid))) continue;
    await removePageDirectory(join(root, name)).catch(() => undefined);
  }
};

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
