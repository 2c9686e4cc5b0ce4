import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A log file that never grows beyond its part of the disk. Lines are written at once: a crash keeps the last one. */
export interface RotatingFile {
  write(line: string): void;
  close(): void;
}

/**
 * `file` is the newest; when it reaches `maxBytes` it becomes `file.1`, the one before `file.2`, up to `keep`.
 * A full disk loses lines, never the program.
 */
export const openRotatingFile = (file: string, maxBytes = 5 * 1024 * 1024, keep = 4): RotatingFile => {
  let handle: number | undefined;
  let size = 0;
  let closed = false;

  const open = (): number => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const opened = openSync(file, 'a', 0o600);
    size = fstatSync(opened).size;
    handle = opened;
    return opened;
  };
  const close = (): void => {
    if (handle !== undefined) closeSync(handle);
    handle = undefined;
  };
  const rotate = (): void => {
    close();
    rmSync(`${file}.${keep}`, { force: true });
    for (let age = keep - 1; age >= 0; age -= 1) {
      const from = age === 0 ? file : `${file}.${age}`;
      try {
        renameSync(from, `${file}.${age + 1}`);
      } catch {
        // There are not yet so many.
      }
    }
    open();
  };
  return {
    write: (line) => {
      if (closed) return;
      try {
        const bytes = Buffer.from(line);
        handle ??= open();
        if (size > 0 && size + bytes.length > maxBytes) rotate();
        size += writeSync(handle, bytes);
      } catch {
        // The disk is full or gone: the kiosk goes on without its log.
      }
    },
    close: () => {
      if (closed) return;
      closed = true;
      close();
    },
  };
};
