import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { supplement } from '../support/sample-records.ts';
import { seededRandom } from '../support/store-bench.ts';
import { startBench, statuses } from '../support/sync-bench.ts';

const SIZE = 2_500_000;
const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), seededRandom('scan')(SIZE)]);
const FILE = '01900000-0000-7000-8000-0000000000f1';

const posts = /^\/files$/;
const uploads = /^\/files\/.+/;

describe('a scanned paper', () => {
  it('goes up whole before the record that names it, and is erased here when that is received', async () => {
    const { store, central, pass } = await startBench();
    central.faults.answerNext('POST', '/supplements', { status: 201, body: { acceptedAt: 'x' } });
    const { id } = store.saveRecord(supplement(FILE, scan, 2));
    expect(readdirSync(join(store.dir, 'files'))).toEqual([`${FILE}.sealed`]);
    await pass(0);
    const file = central.state.files.get(FILE);
    expect(file).toMatchObject({ recordId: id, filetype: 'application/pdf', complete: true });
    expect(file?.sha256).toBe(createHash('sha256').update(scan).digest('hex'));
    const paths = central.state.requests.map(({ path }) => path).filter((path) => /files|supp/.test(path));
    expect(paths.at(0)).toBe('/files');
    expect(paths.at(-1)).toBe('/supplements');
    expect(store.outcomeOf(id)?.state).toBe('received');
    store.erase();
    expect(readdirSync(join(store.dir, 'files'))).toEqual([]);
  });

  it('goes on where it was cut, also after a restart, and is not sent from the beginning', async () => {
    const bench = await startBench();
    bench.central.faults.answerNext('POST', '/supplements', { status: 201, body: {} });
    bench.central.faults.cutUpload(600_000);
    bench.central.faults.failNext('HEAD', '/files/{id}', 503);
    const { id } = bench.store.saveRecord(supplement(FILE, scan, 2));
    await bench.pass(0);
    expect(bench.store.outcomeOf(id)?.state).toBe('waiting');
    await bench.restart();
    expect(bench.store.outcomeOf(id)?.state).toBe('received');
    expect(statuses(bench.central, 'POST', posts)).toHaveLength(1);
    const offsets = bench.central.state.requests
      .filter(({ method, path }) => method === 'PATCH' && uploads.test(path))
      .map(({ headers }) => Number(headers['upload-offset']));
    expect(offsets.filter((offset) => offset === 0)).toHaveLength(1);
    expect(offsets[1]).toBeGreaterThan(0);
    expect(bench.central.state.files.get(FILE)?.complete).toBe(true);
  });

  it.each([404, 410])('is created again when its upload is gone (%i)', async (status) => {
    const { store, central, pass } = await startBench();
    central.faults.answerNext('POST', '/supplements', { status: 201, body: {} });
    central.faults.failNext('PATCH', '/files/{id}', status);
    const { id } = store.saveRecord(supplement(FILE, scan, 2));
    await pass(0);
    expect(statuses(central, 'POST', posts)).toEqual([201, 201]);
    expect(store.outcomeOf(id)?.state).toBe('received');
  });

  it.each([409, 460])('asks how far it is after %i', async (status) => {
    const { store, central, pass } = await startBench();
    central.faults.answerNext('POST', '/supplements', { status: 201, body: {} });
    central.faults.failNext('PATCH', '/files/{id}', status);
    const { id } = store.saveRecord(supplement(FILE, scan, 2));
    await pass(0);
    expect(statuses(central, 'HEAD', uploads)).toEqual([200]);
    expect(statuses(central, 'POST', posts)).toEqual([201]);
    expect(store.outcomeOf(id)?.state).toBe('received');
  });

  it('goes on at once when the line broke and is back, however often it breaks', async () => {
    const { store, central, pass, clock } = await startBench();
    central.faults.answerNext('POST', '/supplements', { status: 201, body: {} });
    for (let cut = 0; cut < 12; cut += 1) central.faults.cutUpload(150_000);
    const begun = clock.now();
    const { id } = store.saveRecord(supplement(FILE, scan, 2));
    await pass(0);
    expect(store.outcomeOf(id)?.state).toBe('received');
    expect(clock.now()).toBe(begun);
    expect(statuses(central, 'POST', posts)).toHaveLength(1);
    expect(central.state.files.get(FILE)?.complete).toBe(true);
  });

  it('that the other end says is held by a call that broke off is asked for again, not given up', async () => {
    const { store, central, pass } = await startBench();
    central.faults.answerNext('POST', '/supplements', { status: 201, body: {} });
    central.faults.cutUpload(600_000);
    central.faults.failNext('HEAD', '/files/{id}', 423, { times: 2 });
    const { id } = store.saveRecord(supplement(FILE, scan, 2));
    for (let turn = 0; turn < 3; turn += 1) await pass(5_000);
    expect(statuses(central, 'HEAD', uploads).slice(0, 2)).toEqual([423, 423]);
    expect(store.outcomeOf(id)?.state).toBe('received');
    expect(statuses(central, 'POST', posts)).toHaveLength(1);
  });

  it('is not given up for one 400, as a request that was cut on its way is answered so too, but for one that stays', async () => {
    const { store, central, pass } = await startBench();
    central.faults.answerNext('POST', '/supplements', { status: 201, body: {} });
    central.faults.failNext('PATCH', '/files/{id}', 400);
    const { id } = store.saveRecord(supplement(FILE, scan, 2));
    await pass(0);
    expect(store.outcomeOf(id)?.state).toBe('received');
    central.faults.failNext('PATCH', '/files/{id}', 400, { times: Number.POSITIVE_INFINITY });
    const other = store.saveRecord({
      ...supplement(FILE, scan, 2),
      files: [
        { id: '01900000-0000-7000-8000-0000000000f2', bytes: scan, mediaType: 'application/pdf', pages: 2 },
      ],
    });
    await pass(0);
    expect(store.outcomeOf(other.id)).toMatchObject({ state: 'quarantined', reason: 'upload status 400' });
  });

  it('is not sent for ever to a system that never finds its hash right', async () => {
    const { store, central, pass } = await startBench();
    const patch = { method: 'PATCH', pattern: '/files/{id}' } as const;
    for (let turn = 0; turn < 40; turn += 1) {
      central.faults.failNext(patch.method, patch.pattern, 460);
      central.faults.failNext('HEAD', '/files/{id}', 404);
    }
    const { id } = store.saveRecord(supplement(FILE, scan, 2));
    await pass(0);
    expect(statuses(central, 'POST', posts)).toHaveLength(2);
    expect(store.outcomeOf(id)?.state).toBe('waiting');
  });

  it('does not hold up a ticket while the central system fails its uploads', async () => {
    const { store, central, pass } = await startBench();
    central.faults.failNext('POST', '/files', 503, { times: Number.POSITIVE_INFINITY });
    const { id } = store.saveRecord(supplement(FILE, scan, 2));
    const ticket = store.issueTicket({
      queueId: 'general',
      businessDate: '2026-03-02',
      priority: 'none',
      onBehalf: false,
      issuedAt: '2026-03-02T09:00:00+08:00',
    });
    await pass(0);
    expect(ticket.ok && store.outcomeOf(ticket.id)?.state).toBe('received');
    expect(store.outcomeOf(id)?.state).toBe('waiting');
    expect(store.backlog()).toMatchObject({ records: 1, files: 1 });
  });

  it('that is damaged on this disk quarantines its record, and nothing wrong goes up', async () => {
    const { store, central, pass } = await startBench({ offline: true });
    const { id } = store.saveRecord(supplement(FILE, scan, 2));
    const path = join(store.dir, 'files', `${FILE}.sealed`);
    writeFileSync(path, Buffer.alloc(5_000, 1));
    await central.faults.online();
    await pass(31_000);
    expect(store.outcomeOf(id)).toMatchObject({ state: 'quarantined', reason: 'unreadable' });
    expect(central.state.files.size).toBe(0);
  });
});
