import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The kiosk as a maintainer starts it: `npm start -- --config FILE`, as a process of its own. */
export type KioskProcess = {
  readonly url: string;
  readonly dataDir: string;
  /** All lines of stderr so far. */
  errors(): string;
  /** The process id of the core, so that a test can kill it. */
  corePid(): number;
  /** For the core it is so much later from now on. A core that is started again has the system's time. */
  passes(milliseconds: number): void;
  stop(): Promise<number | null>;
  kill(): Promise<void>;
};

export type KioskExit = { readonly status: number | null; readonly errors: string };

const start = fileURLToPath(new URL('../../electron/start.ts', import.meta.url));
const key = randomBytes(32).toString('base64');

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'kiosk-test-'));

const passingTime = new URL('passing-time.ts', import.meta.url).href;
const clockOf = (dataDir: string): string => join(dataDir, 'passed-time');

const launch = (dataDir: string, ...options: readonly string[]): ChildProcess =>
  spawn(process.execPath, [start, '--shell', 'web', '--port', '0', '--data', dataDir, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      KIOSK_TEST_KEY: key,
      KIOSK_TEST_CLOCK: clockOf(dataDir),
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${passingTime}`,
    },
  });

const launchWith = (config: object | string, dataDir: string): ChildProcess => {
  const file = join(mkdtempSync(join(tmpdir(), 'kiosk-test-config-')), 'kiosk.json');
  writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config));
  return launch(dataDir, '--config', file);
};

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

const exited = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

/** With this configuration. Rejects with what it said on stderr when it ends before it is ready. */
export const startKiosk = (config: object, dataDir = newDataDir()): Promise<KioskProcess> =>
  ready(launchWith(config, dataDir), dataDir);

/** What `npm start` gives whoever has no configuration: simulated devices, a stand-in central system, the bench. */
export const startDemoKiosk = (dataDir = newDataDir()): Promise<KioskProcess> =>
  ready(launch(dataDir), dataDir);

const ready = async (child: ChildProcess, dataDir: string): Promise<KioskProcess> => {
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`the kiosk ended with ${code} before it was ready: ${errors}`)),
    );
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = /^ready (\S+)$/.exec(line);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
  });
  const corePid = (): number => {
    const [pid] = childrenOf(child.pid ?? 0);
    if (pid === undefined) throw new Error('the core does not run');
    return pid;
  };
  let passed = 0;
  return {
    url,
    dataDir,
    errors: () => errors,
    corePid,
    passes: (milliseconds) => {
      passed += milliseconds;
      writeFileSync(clockOf(dataDir), String(passed));
      process.kill(corePid(), 'SIGUSR2');
    },
    stop: () => {
      child.kill('SIGTERM');
      return exited(child);
    },
    kill: async () => {
      for (const pid of childrenOf(child.pid ?? 0)) process.kill(pid, 'SIGKILL');
      child.kill('SIGKILL');
      await exited(child);
    },
  };
};

/** For configurations that are refused: how it ended and what it said. */
export const runRefused = async (config: object | string): Promise<KioskExit> => {
  const child = launchWith(config, newDataDir());
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  const status = await exited(child);
  return { status, errors };
};
