/** Counts what is under way, so that one can wait until nothing is. */
export interface Busy {
  /** Never rejects on its own account: a failure of `work` is passed on. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export const openBusy = (): Busy => {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    run: async (work) => {
      count += 1;
      try {
        return await work();
      } finally {
        count -= 1;
        if (count === 0) {
          const tell = waiting;
          waiting = [];
          for (const call of tell) call();
        }
      }
    },
    idle: () =>
      count === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve);
          }),
  };
};
