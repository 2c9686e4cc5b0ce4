import { readdir } from 'node:fs/promises';
import { whenStatus } from '../devices/support/events.ts';
import { settle } from '../devices/support/virtual-clock.ts';
import type { Proof } from './proof.ts';
import { type Cable, cables } from './unplugs/cables.ts';

/** How often each cable is pulled in a full proof: years of a kiosk. */
const full = 1_000;

/** What a leak would add to: open descriptors, and what keeps the event loop alive. */
const held = async (): Promise<{ readonly descriptors: number; readonly active: readonly string[] }> => ({
  descriptors: (await readdir('/proc/self/fd').catch(() => [])).length,
  active: process
    .getActiveResourcesInfo()
    .filter((name) => !/^(Immediate|FSReqPromise|CloseReq|Timeout)/.test(name))
    .sort(),
});

/** The far ends of the last sockets and processes hear of their end some turns later. Ends early when this is held. */
const heldAtRest = async (expected?: string): Promise<string> => {
  let found = JSON.stringify(await held());
  for (let turns = 0; found !== expected && turns < 1_000; turns += 1) {
    await settle();
    found = JSON.stringify(await held());
  }
  return found;
};

const pull = async ({ device, unplug, plug }: Cable, times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1) {
    await unplug();
    await whenStatus(device, ({ link }) => link === 'absent');
    await plug();
    await whenStatus(device, ({ link }) => link === 'ready');
  }
};

/** Node tells of emitters and signals that more and more listen to. */
const warned = async (work: () => Promise<void>): Promise<readonly string[]> => {
  const warnings: string[] = [];
  const onWarning = ({ message }: Error) => warnings.push(message);
  process.on('warning', onWarning);
  try {
    await work();
    await settle();
  } finally {
    process.off('warning', onWarning);
  }
  return warnings;
};

export const unplugs: Proof = {
  name: 'unplugs',
  about:
    'Every kind of device, unplugged a thousand times, is ready again each time and leaves nothing open.',
  run: async (context) => {
    for (const [name, connect] of Object.entries(cables))
      await context.check(`${name}: pulled and put back, and nothing is left`, async () => {
        const times = context.times(full, 5);
        // What is loaded and opened once, by the first of its kind, is no leak.
        const first = await connect();
        await first.device.start();
        await pull(first, 1);
        await first.device.stop();
        await first.close();
        const before = await heldAtRest();
        const warnings = await warned(async () => {
          const cable = await connect();
          await cable.device.start();
          await pull(cable, times);
          await cable.device.stop();
          await cable.close();
        });
        const after = await heldAtRest(before);
        if (after !== before) throw new Error(`held before ${before}, after ${after}`);
        if (warnings.length > 0) throw new Error(warnings.join('\n'));
        return times;
      });
  },
};
