import { describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/core/store/store.ts';
import { toldBy } from '../../../electron/core/sync/heartbeat.ts';
import { rating } from '../support/sample-records.ts';
import { block, MONDAY_MORNING, TODAY, wish } from '../support/store-bench.ts';
import { startBench, statuses } from '../support/sync-bench.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TOMORROW = '2026-03-03';

const savedAt = (store: Store): number | undefined => store.outcomeOf(store.saveRecord(rating()).id)?.savedAt;
const compared = (store: Store) =>
  store.audit
    .untold(999)
    .map(({ line }) => JSON.parse(line))
    .filter(({ kind }) => kind === 'clock.compared');

describe('a clock that is set while the kiosk runs', () => {
  it.each([DAY, -DAY, 20 * 365 * DAY])('by %d ms moves no business date and no time', async (jump) => {
    const bench = await startBench();
    const { store, clock, central, sync } = bench;
    const asked = statuses(central, 'POST', /ticket-blocks$/).length;
    bench.ahead = jump;
    await bench.pass(5 * 60_000);
    expect(store.openBlocks().every(({ businessDate }) => businessDate === TODAY)).toBe(true);
    expect(statuses(central, 'POST', /ticket-blocks/)).toHaveLength(asked);
    expect(store.numbersLeft(TODAY)).toMatchObject({ general: 20 });
    expect(Math.abs((savedAt(store) ?? 0) - clock.now())).toBeLessThan(1_000);
    expect(sync.state().faults).toMatchObject([
      { kind: 'clock-off', detail: expect.stringMatching(/corrected/) },
    ]);
  });

  it.each([DAY, -DAY])('by %d ms holds nothing up that waits to be sent', async (jump) => {
    const bench = await startBench();
    const { central, store } = bench;
    central.faults.failNext('POST', '/ratings', 503, { times: 3 });
    const ids = [1, 2, 3].map(() => store.saveRecord(rating()).id);
    await bench.pass(0);
    bench.ahead = jump;
    await bench.pass(30_000);
    expect(ids.map((id) => store.outcomeOf(id)?.state)).toEqual(['received', 'received', 'received']);
  });

  it.each([DAY, -DAY])(
    'by %d ms during an outage holds nothing up when the network is back',
    async (jump) => {
      const bench = await startBench();
      const { central, store } = bench;
      await central.faults.offline();
      const ids = [1, 2, 3].map(() => store.saveRecord(rating()).id);
      await bench.pass(10 * 60_000);
      bench.ahead = jump;
      await bench.pass(10 * 60_000);
      await central.faults.online();
      await bench.pass(31_000);
      expect(ids.map((id) => store.outcomeOf(id)?.state)).toEqual(['received', 'received', 'received']);
    },
  );

  it('is told in the audit with its offset, once, and again when it is right', async () => {
    const bench = await startBench();
    const { store, sync } = bench;
    bench.ahead = DAY;
    await bench.central.faults.failNext('POST', '/events', 503, { times: 99 });
    await bench.pass(5 * 60_000);
    expect(sync.state().clockOffset).toBe(-DAY);
    expect(compared(store).at(-1)).toMatchObject({ offsetSeconds: -86_400, corrected: true });
    const told = compared(store).length;
    expect(told).toBeLessThanOrEqual(2);
    bench.ahead = 0;
    await bench.pass(5 * 60_000);
    expect(compared(store).at(-1)).toMatchObject({ offsetSeconds: 0, corrected: false });
    expect(compared(store)).toHaveLength(told + 1);
    expect(sync.state().faults).toEqual([]);
  });
});

describe('a clock that is wrong at a start', () => {
  it('by a day ahead gives back no number that is good for today, and gives none out for tomorrow once it knows', async () => {
    const bench = await startBench();
    bench.ahead = DAY;
    await bench.restart();
    await bench.pass(61_000);
    const { store, central } = bench;
    expect(statuses(central, 'POST', /release$/)).toEqual([]);
    expect(store.numbersLeft(TODAY)).toMatchObject({ general: 20 });
    expect(store.issueTicket(wish())).toMatchObject({ ok: true });
  });

  it('by a day behind asks for no numbers of yesterday once it knows, and keeps those of today', async () => {
    const bench = await startBench({ ahead: -DAY });
    await bench.pass(61_000);
    const { store, central } = bench;
    expect(store.numbersLeft(TODAY)).toMatchObject({ general: 20 });
    const asked = statuses(central, 'POST', /ticket-blocks$/).length;
    for (let count = 0; count < 15; count += 1) store.issueTicket(wish());
    await bench.pass(61_000);
    expect(statuses(central, 'POST', /ticket-blocks$/).length).toBeGreaterThan(asked);
    // What was leased for yesterday meanwhile goes back.
    expect(store.openBlocks().every(({ businessDate }) => businessDate === TODAY)).toBe(true);
    expect(central.state.violations).toEqual([]);
  });

  it.each([DAY, -DAY])('by %d ms without a network loses nothing and gives nothing back', async (ahead) => {
    const bench = await startBench();
    const ids = [1, 2].map(() => bench.store.saveRecord(rating()).id);
    await bench.pass(0);
    const blocks = bench.store.openBlocks();
    await bench.central.faults.offline();
    const later = [1, 2].map(() => bench.store.saveRecord(rating()).id);
    bench.ahead = ahead;
    await bench.restart();
    await bench.pass(2 * HOUR);
    expect(bench.store.openBlocks()).toEqual(blocks);
    expect(bench.store.backlog().records).toBe(2);
    await bench.central.faults.online();
    await bench.pass(6 * 60_000);
    expect([...ids, ...later].every((id) => bench.store.outcomeOf(id)?.state === 'received')).toBe(true);
    expect(bench.store.openBlocks()).toEqual(expect.arrayContaining([...blocks]));
  });
});

describe('a time that the central system tells', () => {
  it.each([
    ['2026-03-02T17:00:00', 'without its offset'],
    ['2027', 'that is a mere year'],
    ['+020260-03-02T09:00:00Z', 'beyond the year 9999'],
    ['Tue, 03 Mar 2026 09:00:00 GMT', 'in another form'],
    ['yesterday', 'that is none'],
  ])('as %s, %s, moves nothing', async (serverTime) => {
    const bench = await startBench();
    bench.central.faults.answerNext(
      'POST',
      '/kiosks/{kioskId}/heartbeat',
      { status: 200, body: { serverTime } },
      { times: Number.POSITIVE_INFINITY },
    );
    await bench.pass(3 * 60_000);
    expect(Math.abs((savedAt(bench.store) ?? 0) - bench.clock.now())).toBeLessThan(1_000);
    expect(bench.sync.state().faults).toEqual([]);
    expect(bench.store.numbersLeft(TODAY)).toMatchObject({ general: 20 });
  });

  it.each([
    (at: number) => new Date(at - 5 * HOUR).toISOString().replace('Z', '-05:00'),
    (at: number) => new Date(at).toISOString().toLowerCase(),
    (at: number) => `${new Date(at + 8 * HOUR).toISOString().slice(0, 19)}.123456789+08:00`,
  ])('in any zone is the same time (%#)', (write) => {
    const told = toldBy({ serverTime: write(MONDAY_MORNING), commands: [] });
    expect(Math.abs((told ?? 0) - MONDAY_MORNING)).toBeLessThan(1_000);
  });
});

describe('a day is over', () => {
  it('when midnight has passed in the hall and a heartbeat was answered', async () => {
    const bench = await startBench({ at: MONDAY_MORNING + 14 * HOUR + 59 * 60_000 });
    await bench.pass(50_000);
    expect(bench.store.numbersLeft(TODAY)).toMatchObject({ general: 20 });
    await bench.pass(45_000);
    expect(bench.store.openBlocks().some(({ businessDate }) => businessDate === TODAY)).toBe(false);
    expect(bench.store.numbersLeft(TOMORROW)).toMatchObject({ general: 20 });
    expect(statuses(bench.central, 'POST', /release$/).length).toBeGreaterThan(0);
  });

  it('also for a central system that tells no time', async () => {
    const bench = await startBench({ at: MONDAY_MORNING + 14 * HOUR + 59 * 60_000 });
    bench.central.faults.answerNext(
      'POST',
      '/kiosks/{kioskId}/heartbeat',
      { status: 200, body: {} },
      { times: Number.POSITIVE_INFINITY },
    );
    await bench.pass(3 * 60_000);
    expect(bench.store.openBlocks().some(({ businessDate }) => businessDate === TODAY)).toBe(false);
  });

  it('not before the network is back, as nothing can be given back without', async () => {
    const bench = await startBench({ at: MONDAY_MORNING + 14 * HOUR });
    await bench.central.faults.offline();
    const blocks = bench.store.openBlocks();
    await bench.pass(2 * HOUR);
    expect(bench.store.openBlocks()).toEqual(blocks);
    await bench.central.faults.online();
    await bench.pass(6 * 60_000);
    expect(bench.store.openBlocks().some(({ businessDate }) => businessDate === TODAY)).toBe(false);
  });

  it('not because the central system’s clock jumps for one answer', async () => {
    let ahead = 0;
    const clock = { at: () => MONDAY_MORNING };
    const bench = await startBench({ clock: () => new Date(clock.at() + ahead) });
    clock.at = () => bench.clock.now();
    await bench.pass(31_000);
    ahead = DAY;
    await bench.pass(30_000);
    ahead = 0;
    await bench.pass(60_000);
    expect(bench.store.numbersLeft(TODAY)).toMatchObject({ general: 20 });
    expect(statuses(bench.central, 'POST', /release$/)).toEqual([]);
  });
});

describe('a kiosk that lives long', () => {
  it.each([
    ['the last second of 32 bits', '2038-01-19T03:14:07Z'],
    ['the last second of 32 bits without a sign', '2106-02-07T06:28:15Z'],
    ['the last night of a century that leaps not', '2100-02-28T15:59:59Z'],
  ])('goes on over %s', async (_, moment) => {
    const at = Date.parse(moment) - 45_000;
    const bench = await startBench({ at });
    const day = new Date(at + 8 * HOUR).toISOString().slice(0, 10);
    const later = new Date(at + 8 * HOUR + 2 * 60_000).toISOString().slice(0, 10);
    bench.store.saveRecord(rating());
    bench.store.addBlock(block({ businessDate: day, from: 901, to: 910 }));
    await bench.pass(2 * 60_000);
    bench.store.saveRecord(rating());
    bench.store.backUp();
    await bench.pass(31_000);
    expect(bench.central.state.ratings).toHaveLength(2);
    expect(bench.store.numbersLeft(later).general ?? 0).toBeGreaterThanOrEqual(20);
    await bench.restart();
    await bench.pass(31_000);
    const { id } = bench.store.saveRecord(rating());
    await bench.pass(0);
    expect(bench.store.outcomeOf(id)?.state).toBe('received');
    expect(bench.store.verifyAudit().ok).toBe(true);
    expect(bench.store.restored).toBe(false);
    expect(bench.sync.state().faults).toEqual([]);
    expect(bench.central.state.violations).toEqual([]);
  });
});
