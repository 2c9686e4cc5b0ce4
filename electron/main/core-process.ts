import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { afterExit } from './core-restart.ts';

type FromCore =
  | { readonly kind: 'ready' }
  | { readonly kind: 'need-key' }
  /** For shells that answer questions; this one has nobody who asks. */
  | { readonly kind: 'health'; readonly health: object };

export type CoreEvents = {
  /** It takes ports from now on. */
  readonly ready: () => void;
  /** Base64 of the storage key; nothing when it can't be had, which the giver has dealt with. */
  readonly key: () => string | undefined;
  /** It has ended for good. */
  readonly ended: (status: number) => void;
};

export type CoreProcess = {
  /** False while there is no core that takes ports. */
  readonly isReady: () => boolean;
  readonly give: (port: MessagePortMain) => void;
  /** Resolves when the process is gone, within 4.5 s. */
  readonly stop: () => Promise<void>;
};

const POLITE_MS = 3_500;
const KILL_MS = 4_300;

/** The core as a utility process: SIGKILL is a normal way for it to end, and it is started again. */
export const startCore = (entry: string, args: readonly string[], events: CoreEvents): CoreProcess => {
  let child: UtilityProcess | undefined;
  let ready = false;
  let failures = 0;
  let stopping = false;
  let again: NodeJS.Timeout | undefined;

  const take = (message: FromCore): void => {
    if (message.kind === 'ready') {
      ready = true;
      events.ready();
    } else if (message.kind === 'need-key') {
      const base64 = events.key();
      if (base64 !== undefined) child?.postMessage({ kind: 'key', base64 });
    }
  };

  const start = (): void => {
    const startedAt = performance.now();
    const running = utilityProcess.fork(entry, [...args], {
      serviceName: 'kiosk core',
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child = running;
    running.on('message', take);
    running.once('exit', (code) => {
      child = undefined;
      ready = false;
      const verdict = afterExit({ code, ranMs: performance.now() - startedAt, failures, stopping });
      if (verdict.kind === 'end') return events.ended(verdict.status);
      failures = verdict.failures;
      process.stderr.write(`the core ended (${code}); starting it again in ${verdict.afterMs} ms\n`);
      again = setTimeout(start, verdict.afterMs);
    });
  };

  start();
  return {
    isReady: () => ready,
    give: (port) => child?.postMessage({ kind: 'port' }, [port]),
    stop: () => {
      stopping = true;
      clearTimeout(again);
      const running = child;
      if (running === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        // Before it is ready it hears no `stop`, but every signal.
        const ask = setTimeout(() => running.kill(), ready ? POLITE_MS : 0);
        const force = setTimeout(() => {
          if (running.pid !== undefined) process.kill(running.pid, 'SIGKILL');
          resolve();
        }, KILL_MS);
        running.once('exit', () => {
          clearTimeout(ask);
          clearTimeout(force);
          resolve();
        });
        running.postMessage({ kind: 'stop' });
      });
    },
  };
};
