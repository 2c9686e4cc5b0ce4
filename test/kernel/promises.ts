import { createInterface } from 'node:readline';
import { done, planLine, type Request, requestLine, resultLine } from './signals.ts';

/** Something to be held to: throws, or does not settle in time, when it is broken. */
export type KernelPromise = { readonly name: string; readonly keep: () => Promise<void> };

/** Milliseconds for one: an emulated processor is some thirty times slower than a real one. */
const most = 30_000;
/** And for what it takes down afterwards. */
const takingDown = 10_000;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Asks the host, and resolves when it has done so. */
export type AskHost = (request: Request) => Promise<void>;

/** Rejects when the work takes too long; to be used where what it began is taken down. */
export const withinItsTime = async (work: Promise<void>, milliseconds = most): Promise<void> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`not done within ${milliseconds} ms`)), milliseconds);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** The host's side of the console. `close` lets the process end. */
export const hostOnConsole = (): { readonly ask: AskHost; close(): void } => {
  const waiting: (() => void)[] = [];
  const lines = createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim() === done) waiting.shift()?.();
  });
  return {
    ask: (request) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      say(requestLine(request));
      return promise;
    },
    close: () => lines.close(),
  };
};

/** One after the other, told as they go; what is broken is explained. True when all were kept. */
export const keepAll = async (promises: readonly KernelPromise[]): Promise<boolean> => {
  let allKept = true;
  say(planLine(promises.length));
  for (const [index, { name, keep }] of promises.entries()) {
    try {
      await withinItsTime(keep(), most + takingDown);
      say(resultLine(true, index + 1, name));
    } catch (error) {
      allKept = false;
      say(resultLine(false, index + 1, name));
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      for (const line of text.split('\n')) say(`# ${line}`);
    }
  }
  return allKept;
};
