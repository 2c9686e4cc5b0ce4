import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import PouchDB from 'pouchdb';
import { systemClock } from '../../devices/transports/transport.ts';
import { pooledRandom } from '../../electron/core/random.ts';
import { openStore } from '../../electron/core/store/store.ts';
import { openCentralClient } from '../../electron/core/sync/central-client.ts';
import { openHttp } from '../../electron/core/sync/http.ts';
import { startSync } from '../../electron/core/sync/sync-loop.ts';
import { ours } from '../prove/network/certificates.ts';
import type { Figure } from './bench.ts';
import { perSecond } from './rate.ts';

const RECORDS = 100_000;
const AT_ONCE = 1_000;

const form = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`field${index}`, '浙江省杭州市西湖区测试路一号']),
);

/** The other end, in a process of its own. */
const startEnd = async (name: string): Promise<{ readonly port: number; readonly end: ChildProcess }> => {
  const file = fileURLToPath(new URL(`./drain/${name}.ts`, import.meta.url));
  const end = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(createInterface({ input: end.stdout }), 'line')) as [string];
  return { port: Number(port), end };
};

const batches = function* (records: number): Generator<number> {
  for (let left = records; left > 0; left -= AT_ONCE) yield Math.min(AT_ONCE, left);
};

/** One write a record, as the contract has it, over TLS; each settled on disk: payload and key gone, audit row added. */
const ourRate = async (dir: string, records: number): Promise<number> => {
  const { port, end } = await startEnd('central-end');
  const store = openStore({
    dir: join(dir, 'store'),
    key: randomBytes(32),
    clock: systemClock,
    random: pooledRandom(),
    kioskId: 'HZ-XH-0012',
    timezone: 'Asia/Shanghai',
  });
  try {
    for (const count of batches(records))
      store.saveRecords(
        Array.from({ length: count }, () => ({
          kind: 'submission' as const,
          path: '/submissions',
          body: ({ id }: { id: string }) => ({ id, form }),
        })),
      );
    const at = { url: `https://127.0.0.1:${port}/api/v1`, token: 'none', ca: ours.cert };
    const begun = performance.now();
    const drained = new Promise<void>((resolve) => {
      let left = records;
      store.onOutcome(() => {
        left -= 1;
        if (left === 0) resolve();
      });
    });
    const sync = startSync({
      store,
      client: openCentralClient({ ...at, now: () => Date.now() }),
      clock: systemClock,
      chance: Math.random,
      reporter: () => ({
        appVersion: '0.1.0',
        state: 'in-service',
        lastPaintAt: '2026-11-23T09:00:00+08:00',
        devices: [],
        consumables: [],
        services: [],
      }),
      onCommand: () => undefined,
    });
    await drained;
    const rate = (records * 1_000) / (performance.now() - begun);
    await sync.close();
    const http = openHttp(at);
    const told = await http.call({ method: 'GET', path: '/arrived', deadline: 5_000 });
    await http.close();
    if (told.kind !== 'answer' || Number(told.body.toString()) !== records)
      throw new Error('not every record arrived once');
    return rate;
  } finally {
    store.close();
    end.kill();
  }
};

/** Up to 100 documents a request, nothing synced, nothing erased, no order, in clear. */
const pouchRate = async (dir: string, records: number): Promise<number> => {
  const { port, end } = await startEnd('couch-end');
  const local = new PouchDB(join(dir, 'pouch'));
  try {
    for (const count of batches(records))
      await local.bulkDocs(
        Array.from({ length: count }, () => ({ _id: randomBytes(16).toString('hex'), form })),
      );
    const begun = performance.now();
    const { docs_written } = await local.replicate.to(`http://127.0.0.1:${port}/arrived`);
    if (docs_written !== records) throw new Error(`PouchDB wrote ${docs_written} of ${records}`);
    return (records * 1_000) / (performance.now() - begun);
  } finally {
    await local.close();
    end.kill();
  }
};

/** How fast a backlog is told when the network is back. */
export const drainFigures = async (records = RECORDS): Promise<readonly Figure[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'kiosk-drain-'));
  try {
    const rate = await ourRate(dir, records);
    const pouch = await pouchRate(dir, records);
    return [
      {
        what: `a backlog of ${records.toLocaleString('en')} records told`,
        ours: `${perSecond(rate)} (a request each over TLS, each acceptance synced, audited, its payload erased)`,
        peer: `PouchDB's replication ${perSecond(pouch)} (100 a request in clear, nothing synced or erased here; both other ends in memory)`,
        ratio: rate / pouch,
      },
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};
