import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pooledRandom } from '../../../electron/core/random.ts';
import { openStore } from '../../../electron/core/store/store.ts';
import { type Contender, submission, timed } from './contender.ts';

/** Sealed record, outbox item with its person's order, audit row, signed head and journal, each on disk when the call returns. */
export const kiosk = (dir: string): Contender => {
  const store = openStore({
    dir: join(dir, 'store'),
    key: randomBytes(32),
    clock: { now: () => Date.now() },
    random: pooledRandom(),
    kioskId: 'HZ-XH-0012',
    timezone: 'Asia/Shanghai',
  });
  let people = 0;
  const save = (): void => {
    people += 1;
    store.saveRecord({
      kind: 'submission',
      path: '/submissions',
      personKey: `resident-id:${people}`,
      body: ({ id }) => submission(id),
    });
  };
  return {
    name: 'the kiosk',
    take: (many) =>
      timed(many, () => {
        for (let count = 0; count < many; count += 1) save();
      }),
    close: async () => store.close(),
  };
};
