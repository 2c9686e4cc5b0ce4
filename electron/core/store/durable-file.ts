import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the names in a directory durable. Windows has no such call and needs none. */
export const syncDirectory = (dir: string): void => {
  if (process.platform === 'win32') return;
  const handle = openSync(dir, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Writes the parts under another name, syncs, renames, syncs the directory: afterwards whole and on disk, or absent. */
export const writeDurably = (file: string, ...parts: readonly Uint8Array[]): void => {
  const making = `${file}.making`;
  const handle = openSync(making, 'w', 0o600);
  try {
    try {
      for (const part of parts) {
        for (let written = 0; written < part.length; ) {
          written += writeSync(handle, part, written, part.length - written);
        }
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(making, file);
  } catch (error) {
    rmSync(making, { force: true });
    throw error;
  }
  syncDirectory(dirname(file));
};
