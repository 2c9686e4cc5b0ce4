import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Contender, timed } from './contender.ts';

/** 4 kB appended and synced: what the disk gives. */
export const disk = (dir: string): Contender => {
  const file = openSync(join(dir, 'sync'), 'w');
  const page = randomBytes(4096);
  return {
    name: "this disk's fdatasync",
    take: (many) =>
      timed(many, () => {
        for (let count = 0; count < many; count += 1) {
          writeSync(file, page);
          fdatasyncSync(file);
        }
      }),
    close: async () => closeSync(file),
  };
};
