import type { Busy } from './busy.ts';

/** Work of one name at a time; asked for while it is under way, it is left for the next time. */
export type Beside = (name: string, work: () => Promise<void>) => void;

/** `onFailure` is told what work threw. */
export const openBeside = (busy: Busy, onFailure: (error: unknown) => void): Beside => {
  const underWay = new Set<string>();
  return (name, work) => {
    if (underWay.has(name)) return;
    underWay.add(name);
    void busy
      .run(work)
      .catch(onFailure)
      .finally(() => underWay.delete(name));
  };
};
