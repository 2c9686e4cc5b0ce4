import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { z } from 'zod';
import { type BenchClient, type BenchCommand, type BenchRole, BenchState } from './bench-client.ts';

type Bench = {
  client: BenchClient;
  state: BenchState | null;
  /** What the last command came to, when it failed. */
  problem: string | null;
  run: (role: BenchRole, command: BenchCommand) => void;
};

const POLL_EVERY_MS = 800;
const BenchContext = createContext<Bench | null>(null);

/** Asks again and again while the panel is open: it is a developer's tool on loopback. */
export const usePolled = <T,>(client: BenchClient, path: string, shape: z.ZodType<T>): T | null => {
  const [value, setValue] = useState<T | null>(null);
  useEffect(() => {
    let timer = 0;
    let current = true;
    const ask = async (): Promise<void> => {
      const answer = await client.get(path, shape);
      if (!current) return;
      setValue((before) => (JSON.stringify(before) === JSON.stringify(answer) ? before : answer));
      timer = window.setTimeout(() => void ask(), POLL_EVERY_MS);
    };
    void ask();
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [client, path, shape]);
  return value;
};

export const BenchProvider = ({ client, children }: { client: BenchClient; children: ReactNode }) => {
  const state = usePolled(client, '/bench/state', BenchState);
  const [problem, setProblem] = useState<string | null>(null);
  const bench = useMemo(
    () => ({
      client,
      state,
      problem,
      run: (role: BenchRole, command: BenchCommand) => {
        void client.run(role, command).then(setProblem);
      },
    }),
    [client, state, problem],
  );
  return <BenchContext value={bench}>{children}</BenchContext>;
};

export const useBench = (): Bench => {
  const bench = useContext(BenchContext);
  if (!bench) throw new Error('useBench outside of a BenchProvider');
  return bench;
};
