import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StorageFullError } from '../../../electron/core/store/errors.ts';
import { rating, supplement } from '../support/sample-records.ts';
import { SmallDisk } from '../support/small-disk.ts';
import { block, TODAY, wish } from '../support/store-bench.ts';
import { startBench } from '../support/sync-bench.ts';

const MINUTE = 60_000;
const FILE = '01900000-0000-7000-8000-0000000000f1';

/** A morning's work that waits for the network, and a central system that takes, refuses, asks for patience and loses an answer. */
const morning = async () => {
  const disk = new SmallDisk();
  const bench = await startBench({ disk });
  const { store, central } = bench;
  await central.faults.offline();
  await bench.pass(0);
  store.addBlock(block({ from: 901, to: 920 }));
  const ticket = store.issueTicket(wish());
  const ids = [
    ...[1, 2, 3, 4].map((score) => store.saveRecord(rating({ score })).id),
    store.saveRecord(supplement(FILE, Buffer.from('%PDF-1.7 paper'))).id,
    store.saveRecord({ kind: 'report', path: '/reports', body: {} }).id,
    ...(ticket.ok ? [ticket.id] : []),
  ];
  await bench.pass(MINUTE);
  central.faults.answerNext(
    'POST',
    '/supplements',
    { status: 201, body: {} },
    { times: Number.POSITIVE_INFINITY },
  );
  central.faults.failNext('POST', '/ratings', 503);
  central.faults.failNext('POST', '/reports', 422, { times: Number.POSITIVE_INFINITY });
  central.faults.dropAfterProcessing('/ratings', { times: 1 });
  central.command({ kind: 'refresh-catalog' });
  bench.ahead = 10 * MINUTE;
  const faults: unknown[] = [];
  store.onFault((fault) => faults.push(fault));
  return { ...bench, disk, ids, faults };
};

const comesBack = async ({ central, pass }: Awaited<ReturnType<typeof morning>>): Promise<void> => {
  await central.faults.online();
  await pass(3 * MINUTE);
};

describe('a disk that is full while what waits is told to the central system', () => {
  it('from any change on loses nothing, sends nothing twice, and all is as it would have been once there is room', async () => {
    const dry = await morning();
    const before = dry.disk.changes;
    await comesBack(dry);
    const changes = dry.disk.changes - before;
    expect(changes).toBeGreaterThan(30);
    expect(dry.faults).toEqual([]);
    for (let fits = 0; fits < changes; fits += 3) {
      const at = `full after ${fits} changes`;
      const bench = await morning();
      const { store, disk, central, ids, faults, sync, pass } = bench;
      disk.fillAfter(fits);
      await comesBack(bench);
      expect(faults[0], at).toBeInstanceOf(StorageFullError);
      expect(ids.every((id) => store.outcomeOf(id) !== undefined)).toBe(true);
      disk.makeRoom();
      await pass(2 * MINUTE);
      const states = ids.map((id) => store.outcomeOf(id)?.state);
      expect(states.filter((state) => state === 'received').length, at).toBe(ids.length - 1);
      expect(states.filter((state) => state === 'quarantined').length, at).toBe(1);
      expect(central.state.ratings, at).toHaveLength(4);
      expect(central.state.ackedCommands, at).toHaveLength(1);
      expect(store.backlog(), at).toMatchObject({ records: 0, files: 0, unclear: 0 });
      store.erase();
      expect(readdirSync(join(store.dir, 'files')), at).toEqual([]);
      const needed = store.outbox.keyIds();
      expect(needed.size, at).toBe(1);
      expect(store.numbersLeft(TODAY).general, at).toBeGreaterThanOrEqual(8);
      expect(store.audit.untold(9), at).toEqual([]);
      expect(store.verifyAudit().ok, at).toBe(true);
      expect(
        sync.state().faults.map(({ kind }) => kind),
        at,
      ).toEqual(['clock-off']);
      expect(central.state.violations, at).toEqual([]);
      await sync.close();
    }
  }, 60_000);
});
