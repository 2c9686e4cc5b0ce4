import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, watch } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Two serial ports joined by a cable, made by socat. `near` is the program's end, `far` the device's. */
export type PtyPair = {
  readonly near: string;
  readonly far: string;
  /** Pulls the cable: both ends vanish as an unplugged converter does. */
  cut(): Promise<void>;
  /** The same before this call returns, while nothing else of this process runs. */
  cutAtOnce(): void;
  /** Puts it back under the same names. */
  join(): Promise<void>;
  close(): Promise<void>;
};

const exists = async (folder: string, paths: readonly string[]): Promise<void> => {
  const watcher = watch(folder);
  try {
    const all = () => paths.every((path) => existsSync(path));
    while (!all()) await once(watcher, 'change');
  } finally {
    watcher.close();
  }
};

/** Gone, or a zombie that holds no file any more. */
const hasEnded = (pid: number): boolean => {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
};

export const ptyPair = async (): Promise<PtyPair> => {
  const folder = await mkdtemp(join(tmpdir(), 'pty-'));
  const near = join(folder, 'near');
  const far = join(folder, 'far');
  let socat: ChildProcess | undefined;
  const join_ = async () => {
    const made = exists(folder, [near, far]);
    socat = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], {
      stdio: 'ignore',
    });
    const failed = once(socat, 'error').then(([error]: unknown[]) => {
      throw error;
    });
    await Promise.race([made, failed]);
    failed.catch(() => undefined);
  };
  const cut = async () => {
    const running = socat;
    socat = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill('SIGTERM');
    await gone;
  };
  const cutAtOnce = () => {
    const pid = socat?.pid;
    if (pid === undefined) return;
    process.kill(pid, 'SIGKILL');
    while (!hasEnded(pid));
  };
  await join_();
  return {
    near,
    far,
    cut,
    cutAtOnce,
    join: join_,
    close: async () => {
      await cut();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
