import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { cupsLpModel } from '../../../devices/models/cups-lp/model.ts';
import { type Clock, systemClock } from '../../../devices/transports/transport.ts';
import { type Cups, cupsIsThere, startCups } from '../../support/cups.ts';
import {
  type DocumentPrinterRig,
  documentPrinterConformance,
  type Scene,
} from '../document-printer.conformance.ts';

/** The real clock, and how many timers are set on it. */
const countedClock = (): Clock & { readonly pending: () => number } => {
  const set = new Set<object>();
  return {
    now: () => systemClock.now(),
    after: (milliseconds, callback) => {
      const timer = {};
      set.add(timer);
      const cancel = systemClock.after(milliseconds, () => {
        set.delete(timer);
        callback();
      });
      return () => {
        set.delete(timer);
        cancel();
      };
    },
    pending: () => set.size,
  };
};

/** Somebody else's job is with the backend, and stays there. */
const taken = async (cups: Cups, behaviour: 'empty' | 'hold'): Promise<void> => {
  await cups.behave(behaviour);
  await cups.run('lp', '-d', cups.queue, fileURLToPath(import.meta.url));
  await cups.saw(/Started backend/);
  const waited = () => cups.run('lpstat', '-l', '-p', cups.queue);
  while (behaviour === 'empty' && !(await waited()).includes('media-empty'));
};

const arrange = async (scene: Scene): Promise<DocumentPrinterRig> => {
  const cups = await startCups();
  const clock = countedClock();
  const timing = { poll: 50, jobPoll: 20, cancel: 5000, attention: 300 };
  const { environment, queue } = cups;
  const printer = cupsLpModel.create(`cups:${queue}`, clock, { environment, timing });
  if (scene === 'absent') await cups.kill();
  if (scene === 'paper-out') await taken(cups, 'empty');
  if (scene === 'jam-at-second-page') await cups.behave('jam');
  if (scene === 'stuck') await taken(cups, 'hold');
  return {
    printer,
    until: (promise) => promise,
    documents: async () => (await cups.printed()).length,
    timers: clock.pending,
    dispose: cups.close,
  };
};

describe.runIf(cupsIsThere())('with a real cupsd', () =>
  documentPrinterConformance('cups-lp', arrange, false),
);
