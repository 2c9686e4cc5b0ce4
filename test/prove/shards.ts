import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { ProofContext } from './proof.ts';

/** What a part of a proof needs that runs in a process of its own. */
export type ShardContext = Pick<ProofContext, 'check' | 'note'>;

type Message =
  | { readonly kind: 'held'; readonly cases: number }
  | { readonly kind: 'broken'; readonly promise: string; readonly why: string }
  | { readonly kind: 'note'; readonly line: string }
  | { readonly kind: 'end' };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** In the child: `work` for the seeds that it was started with. */
export const runShard = async (
  work: (context: ShardContext, first: number, count: number) => Promise<void>,
): Promise<void> => {
  const tell = (message: Message): void => void process.send?.(message);
  // Nobody would hear of it any more.
  const orphaned = (): never => process.exit(1);
  process.on('disconnect', orphaned);
  const [first = 0, count = 0] = process.argv.slice(2).map(Number);
  const check: ShardContext['check'] = async (promise, body) => {
    try {
      tell({ kind: 'held', cases: (await body()) ?? 1 });
    } catch (error) {
      tell({ kind: 'broken', promise, why: messageOf(error) });
    }
  };
  await work({ check, note: (line) => tell({ kind: 'note', line }) }, first, count);
  process.off('disconnect', orphaned);
  // Not by running dry: Node may wait for ever for a handle of a connection that broke off. All that was told is through.
  process.send?.({ kind: 'end' } satisfies Message, () => process.exit());
};

/** `count` seeds from `first` on, spread over as many processes as there are processors. `file` calls `runShard`. */
export const inShards = async (
  context: ProofContext,
  file: URL,
  first: number,
  count: number,
): Promise<void> => {
  const shards = Math.min(count, availableParallelism());
  const share = Math.ceil(count / shards);
  const one = (index: number): Promise<void> =>
    new Promise((resolve) => {
      const from = index * share;
      const part = [first + from, Math.min(share, count - from)].map(String);
      const child = fork(file, part);
      child.on('message', (message: Message) => {
        if (message.kind === 'note') context.note(message.line);
        else if (message.kind === 'held') void context.check('', () => message.cases);
        else if (message.kind === 'broken')
          void context.check(message.promise, () => {
            throw new Error(message.why);
          });
      });
      child.on('exit', (code, signal) => {
        if (code !== 0)
          void context.check(`seeds ${part.join(' +')}`, () => {
            throw new Error(`their process ended with ${code ?? signal}`);
          });
        resolve();
      });
    });
  await Promise.all(Array.from({ length: shards }, (_, index) => one(index)));
};
