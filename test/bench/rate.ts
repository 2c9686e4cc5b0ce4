/** How often `work` can be done in a second: as many times as fit into `milliseconds`, at least ten. */
export const rateOf = (work: () => void, milliseconds = 3_000): number => {
  const begun = performance.now();
  let times = 0;
  while (times < 10 || performance.now() - begun < milliseconds) {
    work();
    times += 1;
  }
  return (times * 1000) / (performance.now() - begun);
};

/** The same for work that takes a promise's time. */
export const rateOfLater = async (work: () => Promise<void>, milliseconds = 3_000): Promise<number> => {
  const begun = performance.now();
  let times = 0;
  while (times < 10 || performance.now() - begun < milliseconds) {
    await work();
    times += 1;
  }
  return (times * 1000) / (performance.now() - begun);
};

export const perSecond = (rate: number): string => `${rate < 100 ? rate.toFixed(1) : Math.round(rate)}/s`;
