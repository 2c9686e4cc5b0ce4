import { describe, expect, it } from 'vitest';
import { FIRST_ATTEMPT_AT_MOST } from '../../../electron/core/sync/sync-loop.ts';
import { MONDAY_MORNING, TODAY, wish } from '../support/store-bench.ts';
import { smallCatalogue, startBench, statuses } from '../support/sync-bench.ts';

const EVENING = Date.parse('2026-03-02T18:00:30+08:00');

describe('ticket blocks', () => {
  it('are leased at the first attempt for every queue that is open, and topped up before they end', async () => {
    const { store, central, sync } = await startBench();
    expect(store.numbersLeft(TODAY)).toEqual({ general: 20, 'public-security': 20 });
    for (let index = 0; index < 13; index += 1) expect(store.issueTicket(wish()).ok).toBe(true);
    await sync.settled();
    expect(store.numbersLeft(TODAY)).toMatchObject({ general: 27 });
    expect(central.state.blocks).toHaveLength(3);
    expect(new Set(central.state.tickets.map(({ number }) => number)).size).toBe(13);
    expect(central.state.violations).toEqual([]);
  });

  it('are not leased for a queue whose hours are over', async () => {
    const { store } = await startBench({ at: Date.parse('2026-03-02T17:45:00+08:00') });
    expect(Object.keys(store.numbersLeft(TODAY))).toEqual(['general']);
  });

  it('of tomorrow are leased from six in the evening', async () => {
    const { store, pass } = await startBench({ at: EVENING - 60_000 });
    expect(store.numbersLeft('2026-03-03')).toEqual({});
    await pass(90_000);
    expect(store.numbersLeft('2026-03-03')).toEqual({ general: 20, 'public-security': 20 });
  });

  it('of a day that is over are released, less what was given out', async () => {
    const { store, central, pass } = await startBench({ at: Date.parse('2026-03-02T23:59:45+08:00') });
    store.issueTicket(wish());
    await pass(31_000);
    const yesterday = central.state.blocks.find(({ businessDate }) => businessDate === TODAY);
    expect(yesterday?.released).toEqual([{ from: 2, to: 20 }]);
    expect(store.issueTicket(wish())).toEqual({ ok: false, reason: 'no-numbers-left' });
    expect(central.state.violations).toEqual([]);
  });

  it('are not leased twice when the answer was lost', async () => {
    const { store, central, pass } = await startBench({ offline: true, catalogue: smallCatalogue() });
    await central.faults.online();
    central.faults.dropAfterProcessing('/ticket-blocks', { times: 2 });
    await pass(31_000);
    await pass(10_000);
    expect(central.state.blocks).toHaveLength(2);
    expect(store.numbersLeft(TODAY)).toEqual({ general: 20, 'public-security': 20 });
  });

  it('that are refused are a fault for staff, asked for again later, and no heap of records', async () => {
    const { store, central, pass, sync } = await startBench({ offline: true });
    central.faults.failNext('POST', '/ticket-blocks', 404, { times: 2 });
    await central.faults.online();
    await pass(31_000);
    await pass(60_000);
    expect(statuses(central, 'POST', /^\/ticket-blocks/)).toEqual([404, 404]);
    expect(sync.state().faults).toMatchObject([{ kind: 'blocks-refused', detail: 'status 404 fault' }]);
    expect(store.backlog()).toMatchObject({ records: 0, quarantined: 0 });
    await pass(6 * 60_000);
    expect(store.numbersLeft(TODAY)).toEqual({ general: 20, 'public-security': 20 });
    expect(sync.state().faults).toEqual([]);
  });

  it('that overlap what this kiosk had before are not taken', async () => {
    const { store, central, sync } = await startBench();
    const had = store.openBlocks().find(({ queueId }) => queueId === 'general');
    central.faults.answerNext('POST', '/ticket-blocks', {
      status: 201,
      body: { ...had, id: '01900000-0000-7000-8000-0000000000aa' },
    });
    for (let index = 0; index < 13; index += 1) store.issueTicket(wish());
    await sync.settled();
    expect(sync.state().faults.map(({ kind }) => kind)).not.toContain('blocks-refused');
    const numbers = central.state.tickets.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect([...store.audit.untold(500)].filter(({ line }) => line.includes('block.refused'))).toHaveLength(1);
  });

  it('whose answers are of no use are not asked for again and again', async () => {
    const { central, pass, sync } = await startBench({ offline: true });
    central.faults.answerNext('POST', '/ticket-blocks', { status: 201, body: {} }, { times: 2 });
    await central.faults.online();
    await pass(31_000);
    await pass(120_000);
    expect(statuses(central, 'POST', /^\/ticket-blocks/)).toEqual([201, 201]);
    expect(sync.state().faults).toMatchObject([{ kind: 'blocks-refused' }]);
    await pass(300_000);
    expect(central.state.blocks).toHaveLength(2);
    expect(sync.state().faults).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('that does not fit is refused whole, the last good one stays, and staff are told where', async () => {
    const { central, pass, sync } = await startBench();
    const good = sync.catalogue();
    central.faults.answerNext('GET', '/catalog', {
      status: 200,
      headers: { ETag: '"bad"' },
      body: { ...good, version: 'bad', items: [...(good?.items ?? []), { id: 'x' }] },
    });
    await pass(10 * 60_000);
    expect(sync.catalogue()).toEqual(good);
    expect(sync.state().faults).toMatchObject([{ kind: 'catalogue-refused' }]);
    expect(sync.state().faults[0]?.detail).toMatch(new RegExp(`^items\\.${good?.items.length}\\.`));
    await pass(10 * 60_000);
    expect(sync.state().faults).toEqual([]);
  });

  it('is fetched when the heartbeat names another version, and not again when unchanged', async () => {
    const { central, pass, sync } = await startBench();
    const versions: string[] = [];
    sync.onCatalogue(({ version }) => versions.push(version));
    central.setCatalogue({ ...smallCatalogue(), version: '2026-12-01.1' });
    await pass(31_000);
    await pass(10 * 60_000);
    expect(versions).toEqual(['2026-12-01.1']);
    expect(statuses(central, 'GET', /^\/catalog/).filter((status) => status === 304).length).toBeGreaterThan(
      0,
    );
  });

  it('is there at the next start without any network', async () => {
    const bench = await startBench();
    await bench.central.faults.offline();
    await bench.restart();
    expect(bench.sync.catalogue()?.version).toBe(smallCatalogue().version);
    expect(bench.sync.queues()?.loads[0]).toMatchObject({ id: 'general' });
    expect(bench.sync.staff()).toHaveLength(3);
    expect(bench.sync.state().online).toBe(false);
  });

  it('comes soon after a start without network', async () => {
    const { central, pass, sync } = await startBench({ offline: true });
    expect(sync.catalogue()).toBeUndefined();
    await central.faults.online();
    await pass(31_000);
    expect(sync.catalogue()?.version).toBe(smallCatalogue().version);
    expect(sync.staff()).toHaveLength(3);
  });
});

describe('the heartbeat', () => {
  it('tells backlog and a signed audit head every 30 s, and the audit chain goes up unbroken', async () => {
    const { central, pass, store } = await startBench();
    await pass(61_000);
    expect(central.state.heartbeats).toHaveLength(3);
    expect(central.state.heartbeats.at(-1)).toMatchObject({
      kioskId: 'HZ-XH-0012',
      backlog: { records: 0, files: 0, quarantined: 0 },
      auditHead: { alg: 'Ed25519' },
    });
    expect(central.state.events.length).toBeGreaterThan(5);
    expect(central.state.violations).toEqual([]);
    expect(store.verifyAudit().ok).toBe(true);
  });

  it('brings commands that are carried out once, also when told again after a restart', async () => {
    const bench = await startBench();
    const id = bench.central.command({ kind: 'restart-app' });
    await bench.pass(31_000);
    expect(bench.commands.map((command) => command.id)).toEqual([id]);
    await bench.restart();
    await bench.pass(31_000);
    expect(bench.commands).toHaveLength(1);
    expect(bench.central.state.ackedCommands).toEqual([id]);
  });

  it('tells when the clocks differ', async () => {
    const skewed = () => new Date(MONDAY_MORNING + 600_000);
    const { sync } = await startBench({ clock: skewed });
    expect(sync.state().clockOffset).toBe(600_000);
    expect(sync.state().faults).toMatchObject([{ kind: 'clock-off' }]);
  });

  it('that is missing there stops nothing', async () => {
    const { central, pass, store, sync } = await startBench({ offline: true });
    central.faults.failNext('POST', '/kiosks/{kioskId}/heartbeat', 404, { times: Number.POSITIVE_INFINITY });
    await central.faults.online();
    await pass(31_000);
    expect(sync.state()).toMatchObject({ online: true });
    expect(store.numbersLeft(TODAY)).toMatchObject({ general: 20 });
    expect(central.state.events.length).toBeGreaterThan(0);
  });
});

describe('staff', () => {
  it('log in by PIN without a network; the received hash is not kept', async () => {
    const { store, sync, central } = await startBench();
    const [someone] = sync.staff();
    if (!someone) throw new Error('no staff');
    expect(await store.pins.fits('999999', someone.pin)).toBe(false);
    expect(JSON.stringify(store.cache.get('staff'))).not.toContain(
      (await import('../../central/data.ts')).sampleStaff()[0]?.pin.hash,
    );
    expect(central.state.violations).toEqual([]);
  });
});

describe('the first attempt', () => {
  it('leaves 3 s of the 10 s before the ready line to the start itself', () => {
    expect(FIRST_ATTEMPT_AT_MOST).toBeLessThanOrEqual(10_000 - 3_000);
  });

  it('ends in time when nobody answers', async () => {
    const { central, clock, sync, restart } = await startBench();
    for (const path of ['/catalog', '/queues', '/staff']) central.faults.hangNext('GET', path);
    const restarted = restart();
    let over = false;
    void restarted.then(() => {
      over = true;
    });
    expect(over).toBe(false);
    await sync.settled();
    await central.until(({ requests }) => requests.filter(({ status }) => status === 'hung').length === 3);
    await clock.advance(FIRST_ATTEMPT_AT_MOST);
    await central.faults.offline();
    await restarted;
    expect(over).toBe(true);
  });
});
