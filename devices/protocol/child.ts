/** Runs one child process that may hang: silence and total deadline, then SIGTERM, then SIGKILL, to its whole process group. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Clock } from '../transports/transport.ts';

/** How a child ended: an exit status, or the signal that ended it. */
export type ChildExit = { readonly status: number | null; readonly signal: string | null };

/** What a reader of its messages may do with the process. */
export type Reins = {
  /** It shows signs of life: the silence begins anew. */
  readonly alive: () => void;
  /** It has nothing more to do: it is ended unless it ends within so many milliseconds. */
  readonly expectEndWithin: (milliseconds: number) => void;
};

export type ChildOrder = {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly directory?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What it reads on its standard input; without it that is empty. */
  readonly input?: Uint8Array;
  readonly totalMs: number;
  /** Ended when it shows no sign of life for so long; see `Reins`. */
  readonly silenceMs?: number;
  /** Between SIGTERM (a scanner then parks its carriage) and SIGKILL. */
  readonly graceMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onOutputLine?: (line: string) => void;
  /** Takes its standard output as bytes, for programs whose output is no text; `stdout` is then empty and no line is told. */
  readonly onOutputBytes?: (bytes: Uint8Array) => void;
  readonly onErrorText?: (text: string, reins: Reins) => void;
};

export type ChildEnd = ChildExit & {
  /** Why we ended it, if we did. */
  readonly ended?: 'cancelled' | 'deadline';
  /** It never ran: the program is not there or may not be run. */
  readonly notStarted?: string;
  readonly stdout: string;
  /** The last 4 KiB. */
  readonly stderr: string;
};

const STDERR_KEPT = 4096;
const STDOUT_KEPT = 256 * 1024;

/** Resolves when the process is gone; never rejects. */
export const runChild = (order: ChildOrder): Promise<ChildEnd> =>
  new Promise((resolve) => {
    let stdout = '';
    let stderr = '';
    let line = '';
    let ended: ChildEnd['ended'];
    const timers = new Set<() => void>();
    let cancelSilence = (): void => {};

    const child: ChildProcess = spawn(order.command, [...order.arguments], {
      cwd: order.directory,
      env: { ...order.environment },
      stdio: [order.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });

    // A program that has ended before it read everything tells so by its exit status.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(order.input);

    const kill = (signal: 'SIGTERM' | 'SIGKILL'): void => {
      try {
        if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, signal);
        else child.kill(signal);
      } catch {
        // Already gone: its `exit` event is on the way.
      }
    };
    const end = (why: 'cancelled' | 'deadline'): void => {
      if (ended !== undefined) return;
      ended = why;
      kill('SIGTERM');
      timers.add(
        order.clock.after(order.graceMs, () => {
          kill('SIGKILL');
          // A process stuck in the kernel (a USB transfer that never returns) outlives even this: we go on without it.
          timers.add(order.clock.after(order.graceMs, () => finish({ status: null, signal: 'SIGKILL' })));
        }),
      );
    };
    const alive = (): void => {
      cancelSilence();
      if (order.silenceMs !== undefined)
        cancelSilence = order.clock.after(order.silenceMs, () => end('deadline'));
    };
    const reins: Reins = {
      alive,
      expectEndWithin: (milliseconds) => timers.add(order.clock.after(milliseconds, () => end('deadline'))),
    };
    const abort = (): void => end('cancelled');

    let finished = false;
    const finish = (exit: ChildExit, notStarted?: string): void => {
      if (finished) return;
      finished = true;
      cancelSilence();
      child.stdin?.destroy();
      child.stdout?.destroy();
      child.stderr?.destroy();
      for (const cancel of timers) cancel();
      order.signal.removeEventListener('abort', abort);
      if (line !== '') order.onOutputLine?.(line);
      resolve({ ...exit, stdout, stderr, ...(ended && { ended }), ...(notStarted && { notStarted }) });
    };

    child.once('error', (error) => finish({ status: null, signal: null }, error.message));
    // `close` comes when the pipes are empty too. Should a runaway grandchild hold them, `exit` and some patience do.
    child.once('exit', (status, signal) => {
      timers.add(order.clock.after(order.graceMs, () => finish({ status, signal })));
    });
    child.once('close', (status, signal) => {
      if (child.pid !== undefined) finish({ status, signal });
    });
    const { onOutputBytes } = order;
    if (onOutputBytes)
      child.stdout?.on('data', (bytes: Buffer) => {
        onOutputBytes(bytes);
        alive();
      });
    else
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        if (stdout.length < STDOUT_KEPT) stdout += text;
        const lines = (line + text).split('\n');
        line = lines.pop() ?? '';
        for (const whole of lines) order.onOutputLine?.(whole);
        alive();
      });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-STDERR_KEPT);
      order.onErrorText?.(text, reins);
    });

    timers.add(order.clock.after(order.totalMs, () => end('deadline')));
    alive();
    if (order.signal.aborted) abort();
    else order.signal.addEventListener('abort', abort, { once: true });
  });

/** Of our own environment only what a system's programs may need: no key or token of the kiosk reaches a child. Speaks English. */
export const childEnvironment = (
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => {
  const names = [
    'PATH',
    'HOME',
    'TMPDIR',
    'LD_LIBRARY_PATH',
    'SANE_CONFIG_DIR',
    'CUPS_SERVER',
    'USER',
    'SYSTEMROOT',
  ];
  const own = names
    .map((name) => [name, process.env[name]] as const)
    .filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...more, LC_ALL: 'C', LANGUAGE: 'C' };
};
