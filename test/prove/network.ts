import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { sendOver } from './network/broken-line.ts';
import { stranger } from './network/certificates.ts';
import { scheduleOf } from './network/schedule.ts';
import { letHappen } from './network/visit.ts';
import type { Proof } from './proof.ts';
import { inShards, type ShardContext } from './shards.ts';

const SCHEDULES = 2_000;
/** Most of the time of a schedule is waiting. */
const AT_ONCE = 16;

const startStranger = async (): Promise<{ port: number; close(): void }> => {
  const server = createServer(stranger, (socket) => socket.on('error', () => undefined));
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
};

/** So many schedules from this seed on, several at once. */
export const proveSchedules = async (context: ShardContext, first: number, count: number): Promise<void> => {
  const elsewhere = await startStranger();
  const began = performance.now();
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const schedule = scheduleOf(first + next, elsewhere.port);
      next += 1;
      await context.check(`schedule ${schedule.seed}: what was told arrives once`, async () => {
        await letHappen(schedule);
      });
      done += 1;
      if (done % 200 === 0)
        context.note(`${done} schedules, ${Math.round((performance.now() - began) / 1000)} s`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  elsewhere.close();
};

export const network: Proof = {
  name: 'network',
  about:
    'A line with every fault between kiosk and central system: what was told arrives once, and in order.',
  run: async (context) => {
    await context.check('50 MB over a line that breaks every second arrive once', async () => {
      const breaks = await sendOver({ size: 50_000_000, breaksEvery: 1_000, bytesPerSecond: 8_000_000 });
      context.note(`the line broke ${breaks} times under 50 MB`);
      if (breaks < 4) throw new Error(`the line broke ${breaks} times only`);
    });
    await inShards(
      context,
      new URL('./network/shard.ts', import.meta.url),
      context.seed,
      context.times(SCHEDULES),
    );
  },
};
