import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('shim.c', import.meta.url));

let built: string | undefined;

/** Compiles shim.c once a process. Needs gcc, as `deploy/setup.sh` brings it. */
export const shimLibrary = (): string => {
  if (built !== undefined) return built;
  const library = join(mkdtempSync(join(tmpdir(), 'kiosk-shim-')), 'shim.so');
  execFileSync('gcc', ['-O2', '-shared', '-fPIC', '-o', library, source, '-ldl'], { stdio: 'inherit' });
  built = library;
  return library;
};

/** What a process needs in its environment to be watched. */
export const watchedBy = (options: {
  readonly watch: string;
  readonly record?: string;
  readonly control?: string;
}): NodeJS.ProcessEnv => ({
  ...process.env,
  LD_PRELOAD: shimLibrary(),
  DISK_WATCH: options.watch,
  ...(options.record === undefined ? {} : { DISK_RECORD: options.record }),
  ...(options.control === undefined ? {} : { DISK_CONTROL: options.control }),
});

export const faultKinds = { 'no space': 1, 'I/O error': 2, 'short write': 3 } as const;
export type FaultKind = keyof typeof faultKinds;

/** The words that a process under the shim and whoever breaks its disk have in common: six 32-bit numbers. */
export interface DiskControl {
  /** The call number `n` from now fails; with `lasting` all after it too. */
  arm(kind: FaultKind, n: number, lasting?: boolean): void;
  disarm(): void;
  /** Calls since it was armed, and how many of them failed. */
  seen(): { readonly calls: number; readonly hits: number };
  close(): void;
}

const words = (...numbers: readonly number[]): Buffer => Buffer.from(Int32Array.from(numbers).buffer);

/** `file` is made if absent; it must lie outside what is watched. */
export const openControl = (file: string): DiskControl => {
  const handle = openSync(file, 'a+');
  closeSync(handle);
  const control = openSync(file, 'r+');
  const put = (...numbers: readonly number[]): void => {
    writeSync(control, words(...numbers), 0, 24, 0);
  };
  put(0, 0, 0, 0, 0, 0);
  return {
    arm: (kind, n, lasting = false) => {
      put(0, 0, 0, 0, 0, 0);
      put(1, faultKinds[kind], n, lasting ? 1 : 0, 0, 0);
    },
    // Only the first word: what was seen can still be asked.
    disarm: () => {
      writeSync(control, words(0), 0, 4, 0);
    },
    seen: () => {
      const bytes = Buffer.alloc(24);
      readSync(control, bytes, 0, 24, 0);
      return { calls: bytes.readInt32LE(16), hits: bytes.readInt32LE(20) };
    },
    close: () => closeSync(control),
  };
};
