import { type ChildProcess, fork } from 'node:child_process';

/** Messages of `electron/core/shell-link.ts`, as far as this shell speaks them. */
type FromCore =
  | { readonly kind: 'ready' }
  | { readonly kind: 'health'; readonly health: object }
  | { readonly kind: 'wire-frame'; readonly wire: number; readonly frame: unknown }
  | { readonly kind: 'wire-close'; readonly wire: number; readonly replaced: boolean }
  | {
      readonly kind: 'bench-answer';
      readonly id: number;
      readonly status: number;
      readonly mediaType: string;
      readonly base64: string;
    }
  | { readonly kind: 'need-key' };

export type BenchReply = { readonly status: number; readonly mediaType: string; readonly bytes: Buffer };

export type CoreEvents = {
  ready: () => void;
  frame: (wire: number, frame: unknown) => void;
  closeWire: (wire: number, replaced: boolean) => void;
  /** The core is gone; a new one comes unless the exit is final. */
  lost: () => void;
  /** It can't be started: the status to end with. */
  refused: (status: number) => void;
};

/** Nothing but another configuration would help. */
const badConfiguration = 78;
const asked = 75;
const pauses = [200, 1_000, 2_000, 5_000, 10_000] as const;
/** A core that has run this long had started well. */
const settledAfter = 30_000;

/** The core as a child process: SIGKILL is a normal way for it to end, and it is started again. */
export class CoreChild {
  readonly #program: string;
  readonly #args: readonly string[];
  readonly #events: CoreEvents;
  readonly #benchWaiting = new Map<number, (reply: BenchReply) => void>();
  #child: ChildProcess | undefined;
  #failures = 0;
  #stopping = false;
  #benchCount = 0;
  #again: NodeJS.Timeout | undefined;
  health: object = { state: 'starting' };

  /** `program`: the core's own file. */
  constructor(program: string, args: readonly string[], events: CoreEvents) {
    this.#program = program;
    this.#args = args;
    this.#events = events;
  }

  start(): void {
    const startedAt = Date.now();
    const child = fork(this.#program, [...this.#args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child = child;
    child.on('message', (message: FromCore) => this.#take(message));
    child.on('error', () => undefined);
    child.on('exit', (code, signal) => {
      this.#child = undefined;
      this.health = { state: 'starting' };
      for (const [id, answer] of this.#benchWaiting) {
        this.#benchWaiting.delete(id);
        answer({
          status: 503,
          mediaType: 'application/json',
          bytes: Buffer.from('{"error":"the core is gone"}'),
        });
      }
      if (this.#stopping) return;
      if (code === badConfiguration) {
        this.#events.refused(badConfiguration);
        return;
      }
      this.#events.lost();
      if (Date.now() - startedAt > settledAfter || code === asked) this.#failures = 0;
      const pause = pauses[Math.min(this.#failures, pauses.length - 1)] ?? 10_000;
      this.#failures += 1;
      process.stderr.write(`the core ended (${signal ?? code}); starting it again in ${pause} ms\n`);
      this.#again = setTimeout(() => this.start(), pause);
    });
  }

  #take(message: FromCore): void {
    switch (message.kind) {
      case 'ready':
        this.#failures = 0;
        this.#events.ready();
        return;
      case 'health':
        this.health = message.health;
        return;
      case 'wire-frame':
        this.#events.frame(message.wire, message.frame);
        return;
      case 'wire-close':
        this.#events.closeWire(message.wire, message.replaced);
        return;
      case 'bench-answer': {
        const { id, status, mediaType, base64 } = message;
        this.#benchWaiting.get(id)?.({ status, mediaType, bytes: Buffer.from(base64, 'base64') });
        this.#benchWaiting.delete(id);
        return;
      }
      case 'need-key':
        return;
    }
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  send(message: object): boolean {
    return this.#child?.connected === true && this.#child.send(message);
  }

  bench(method: string, path: string, body: unknown): Promise<BenchReply> {
    this.#benchCount += 1;
    const id = this.#benchCount;
    return new Promise((resolve) => {
      this.#benchWaiting.set(id, resolve);
      if (!this.send({ kind: 'bench', id, method, path, body })) {
        this.#benchWaiting.delete(id);
        resolve({
          status: 503,
          mediaType: 'application/json',
          bytes: Buffer.from('{"error":"the core is gone"}'),
        });
      }
    });
  }

  /** Resolves when the process is gone; within 5 s. */
  stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#again);
    const child = this.#child;
    if (child === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const force = setTimeout(() => child.kill('SIGKILL'), 4_500);
      child.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      child.kill('SIGTERM');
    });
  }
}
