import { setImmediate } from 'node:timers/promises';
import type { ProcedureName } from '../../electron/contract/procedures.ts';
import type { Ending, LinkEvents, Opener } from '../../renderer/link.ts';

type Request = { t: 'q'; i?: string; m: ProcedureName; a: [unknown] };
type Answers = { [N in ProcedureName]?: (input: unknown) => unknown };

/** The other end of a link, frame by frame, with a clock that stands until it is moved. */
export const fakeCore = (answers: Answers) => {
  let now = 0;
  let events: LinkEvents | undefined;
  let toRenderer: (frame: unknown) => void = () => undefined;
  let due: (() => void)[] = [];
  const waits: number[] = [];
  const requests: Request[] = [];

  const open: Opener = (listening) => {
    events = listening;
    return {
      post: (frame) => {
        const request = structuredClone(frame) as Request;
        requests.push(request);
        const result = answers[request.m]?.(request.a[0]) ?? null;
        if (request.i) queueMicrotask(() => toRenderer({ t: 's', i: request.i, r: result }));
      },
      on: (listener) => {
        toRenderer = listener;
      },
    };
  };
  const settled = async (): Promise<void> => {
    await setImmediate();
  };
  return {
    open,
    timers: {
      now: () => now,
      after: (ms: number, run: () => void) => {
        waits.push(ms);
        due.push(run);
      },
    },
    waits,
    settled,
    accept: () => {
      events?.opened();
      return settled();
    },
    close: (why: Ending) => events?.closed(why),
    tell: (snapshot: unknown) => {
      toRenderer({ t: 'q', m: 'snapshot', a: [snapshot] });
      return settled();
    },
    passTimers: () => {
      const ready = due;
      due = [];
      for (const run of ready) run();
    },
    at: (ms: number) => {
      now = ms;
    },
    asked: (name: ProcedureName): unknown[] => requests.filter(({ m }) => m === name).map(({ a }) => a[0]),
  };
};
