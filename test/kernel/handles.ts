import { readdir, readlink } from 'node:fs/promises';

/** The device files that this process has open whose path begins so; an unplugged one ends in ` (deleted)`. */
export const openHandles = async (begin: string): Promise<readonly string[]> => {
  const paths: string[] = [];
  for (const descriptor of await readdir('/proc/self/fd')) {
    // The listing's own descriptor is gone by now.
    const path = await readlink(`/proc/self/fd/${descriptor}`).catch(() => '');
    if (path.startsWith(begin)) paths.push(path);
  }
  return paths;
};
