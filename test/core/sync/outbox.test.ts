import { describe, expect, it } from 'vitest';
import { rating, report } from '../support/sample-records.ts';
import { TODAY, wish, ZHANG } from '../support/store-bench.ts';
import { startBench, statuses } from '../support/sync-bench.ts';

describe('sending what was saved', () => {
  it('is received once, and the citizen can be told', async () => {
    const { store, sync, central } = await startBench();
    const told: string[] = [];
    store.onOutcome((outcome) => told.push(`${outcome.kind} ${outcome.state}`));
    const ticket = store.issueTicket(wish({ personKey: ZHANG }));
    if (!ticket.ok) throw new Error(ticket.reason);
    expect(store.outcomeOf(ticket.id)?.state).toBe('waiting');
    await sync.settled();
    expect(store.outcomeOf(ticket.id)).toMatchObject({
      state: 'received',
      answer: { number: ticket.number },
    });
    expect(central.state.tickets.map(({ number }) => number)).toEqual([ticket.number]);
    expect(told).toContain('ticket received');
    expect(central.state.violations).toEqual([]);
  });

  it('arrives once when the answer was lost, by the same key and the same bytes', async () => {
    const { store, central, pass } = await startBench();
    central.faults.dropAfterProcessing('/ratings', { times: 2 });
    const { id } = store.saveRecord(rating());
    for (let turn = 0; turn < 4; turn += 1) await pass(2_000);
    const tries = central.state.requests.filter(({ path }) => path === '/ratings');
    expect(tries.map(({ status }) => status)).toEqual(['lost', 'lost', 200]);
    expect(new Set(tries.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([id]));
    expect(new Set(tries.map(({ body }) => body.toString('hex'))).size).toBe(1);
    expect(central.state.ratings).toHaveLength(1);
    expect(store.outcomeOf(id)?.state).toBe('received');
  });

  it('is tried again after 408, 409, 425, 429 and 5xx, later each time, until it is received', async () => {
    const { store, central, clock, pass } = await startBench();
    const refusals = [408, 409, 425, 429, 500, 503];
    for (const status of refusals) central.faults.failNext('POST', '/ratings', status);
    const { id } = store.saveRecord(rating());
    const times: number[] = [];
    for (let count = 0; count <= refusals.length; count += 1) {
      await pass(count === 0 ? 0 : 500 * 2 ** (count - 1));
      times.push(clock.now());
      expect(statuses(central, 'POST', /^\/ratings/)).toEqual([...refusals, 201].slice(0, count + 1));
    }
    expect(store.outcomeOf(id)?.state).toBe('received');
    expect(new Set(times).size).toBe(times.length);
  });

  it('waits as long as Retry-After says', async () => {
    const { store, central, pass } = await startBench();
    central.faults.failNext('POST', '/ratings', 429, { retryAfter: 20 });
    const { id } = store.saveRecord(rating());
    await pass(19_000);
    expect(statuses(central, 'POST', /^\/ratings/)).toEqual([429]);
    await pass(2_000);
    expect(store.outcomeOf(id)?.state).toBe('received');
  });

  it('keeps a refused record for staff, and lets all others by', async () => {
    const { store, central, pass } = await startBench();
    central.faults.failNext('POST', '/ratings', 422);
    const bad = store.saveRecord({ ...rating(), personKey: ZHANG });
    const good = store.saveRecord({ ...rating(), personKey: ZHANG });
    await pass(10_000);
    expect(store.outcomeOf(bad.id)?.state).toBe('quarantined');
    expect(store.outcomeOf(good.id)?.state).toBe('received');
    expect(store.quarantined()).toMatchObject([{ id: bad.id, kind: 'rating', reason: 'status 422 fault' }]);
    expect(store.backlog()).toMatchObject({ records: 0, quarantined: 1 });
    expect(store.records.retry(bad.id)).toBe(true);
    await pass(0);
    expect(store.outcomeOf(bad.id)?.state).toBe('received');
  });

  it('passes by a record that the central system can never take in', async () => {
    const { store, central, pass } = await startBench();
    central.faults.failNext('POST', '/reports', 500, { times: Number.POSITIVE_INFINITY });
    const stuck = store.saveRecord(report());
    const others = [1, 2, 3, 4, 5].map(() => store.saveRecord(rating()));
    await pass(5_000);
    expect(store.outcomeOf(stuck.id)?.state).toBe('waiting');
    expect(others.map(({ id }) => store.outcomeOf(id)?.state)).toEqual(others.map(() => 'received'));
  });

  it('passes by a hundred records that the central system can never take in', async () => {
    const { store, central, pass } = await startBench();
    central.faults.failNext('POST', '/reports', 500, { times: Number.POSITIVE_INFINITY });
    for (let count = 0; count < 100; count += 1) store.saveRecord(report());
    await pass(60_000);
    const { id } = store.saveRecord(rating());
    await pass(5_000);
    expect(store.outcomeOf(id)?.state).toBe('received');
    expect(store.backlog()).toMatchObject({ records: 100 });
  });

  it('sends what belongs to different people side by side, and what belongs to one in turn', async () => {
    const { store, central, pass } = await startBench();
    const gate = Promise.withResolvers<void>();
    central.faults.delayNext('POST', '/reports', gate.promise);
    const slow = store.saveRecord({ ...report(), personKey: ZHANG });
    store.saveRecord({ ...rating({ score: 2 }), personKey: ZHANG });
    const others = [3, 4, 5].map((score) => store.saveRecord(rating({ score })));
    await central.until(({ ratings }) => ratings.length === others.length);
    expect(central.state.ratings.map(({ score }) => score).sort()).toEqual([3, 4, 5]);
    expect(store.outcomeOf(slow.id)?.state).toBe('waiting');
    gate.resolve();
    await pass(0);
    expect(central.state.ratings.slice(3).map(({ score }) => score)).toEqual([2]);
  });

  it('sends what is saved at once, beside twenty whose answers do not come', async () => {
    const { store, central, pass } = await startBench();
    const gate = Promise.withResolvers<void>();
    for (let count = 0; count < 20; count += 1) {
      central.faults.delayNext('POST', '/reports', gate.promise);
      store.saveRecord(report());
    }
    const { id } = store.saveRecord(rating());
    await central.until(({ ratings }) => ratings.length === 1);
    expect(central.state.ratings.map(({ id: arrived }) => arrived)).toEqual([id]);
    gate.resolve();
    await pass(0);
    expect(store.backlog().records).toBe(0);
  });

  it('writes down what was taken in though the rest of a backlog gets no answer', async () => {
    const { store, central, clock } = await startBench();
    const gate = Promise.withResolvers<void>();
    for (let count = 0; count < 31; count += 1) central.faults.delayNext('POST', '/reports', gate.promise);
    const received = new Set<string>();
    store.onOutcome(({ id }) => received.add(id));
    const [first] = store.saveRecords([rating(), ...Array.from({ length: 31 }, report)]);
    while (received.size === 0) await clock.advance(1);
    expect([...received]).toEqual([first?.id]);
    expect(store.backlog().records).toBe(31);
    gate.resolve();
  });

  it("keeps the order of one person's records, and only of one person's", async () => {
    const { store, central, pass } = await startBench();
    central.faults.failNext('POST', '/ratings', 503);
    const first = store.saveRecord({ ...rating({ score: 1 }), personKey: ZHANG });
    store.saveRecord({ ...rating({ score: 2 }), personKey: ZHANG });
    store.saveRecord({ ...rating({ score: 3 }), personKey: 'resident-id:330106199001011234' });
    await pass(0);
    expect(store.outcomeOf(first.id)?.state).toBe('waiting');
    await pass(5_000);
    expect(central.state.ratings.map(({ score }) => score)).toEqual([3, 1, 2]);
  });

  it('goes on after a restart with what was waiting', async () => {
    const bench = await startBench({ offline: true });
    const { id } = bench.store.saveRecord(rating());
    await bench.pass(5_000);
    expect(bench.sync.state().online).toBe(false);
    await bench.central.faults.online();
    await bench.restart();
    expect(bench.store.outcomeOf(id)?.state).toBe('received');
    expect(bench.central.state.ratings).toHaveLength(1);
  });

  it('goes on by the next heartbeat when the network is back after long', async () => {
    const { store, central, pass, sync } = await startBench();
    await central.faults.offline();
    const records = [1, 2, 3].map(() => store.saveRecord(rating()));
    await pass(20 * 60_000);
    expect(store.backlog()).toMatchObject({ records: 3 });
    expect(sync.state().online).toBe(false);
    await central.faults.online();
    await pass(31_000);
    expect(records.map(({ id }) => store.outcomeOf(id)?.state)).toEqual(records.map(() => 'received'));
    expect(sync.state().online).toBe(true);
  });

  it('takes a page of somebody in between for no answer', async () => {
    const { store, central, pass } = await startBench();
    const page = Buffer.from('<html>Log in</html>');
    central.faults.answerNext('POST', '/ratings', {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: page,
    });
    const { id } = store.saveRecord(rating());
    await pass(0);
    expect(store.outcomeOf(id)?.state).toBe('waiting');
    await pass(1_000);
    expect(store.outcomeOf(id)?.state).toBe('received');
  });

  it('voids a ticket after the ticket', async () => {
    const { store, central, pass } = await startBench();
    central.faults.failNext('POST', '/tickets', 503);
    const ticket = store.issueTicket(wish());
    if (!ticket.ok) throw new Error(ticket.reason);
    expect(store.voidTicket(ticket.id, 'slip not printed')).toBe(true);
    await pass(5_000);
    expect(central.state.tickets).toMatchObject([{ id: ticket.id, voided: 'slip not printed' }]);
    expect(central.state.tickets[0]?.businessDate).toBe(TODAY);
    expect(central.state.violations).toEqual([]);
  });
});

describe('not being let in', () => {
  it.each([
    ['any call', 'POST', '/ratings', 401],
    ['the heartbeat', 'POST', '/kiosks/{kioskId}/heartbeat', 401],
    ['the heartbeat', 'POST', '/kiosks/{kioskId}/heartbeat', 403],
  ])('at %s stops the sync until a heartbeat is let in', async (_, method, path, status) => {
    const { store, central, pass, sync } = await startBench();
    central.faults.failNext(method, '/kiosks/{kioskId}/heartbeat', status, { times: 3 });
    if (path === '/ratings') central.faults.failNext(method, path, status);
    else await pass(30_000);
    const { id } = store.saveRecord(rating());
    await pass(0);
    expect(sync.state().stopped).toBe(`status ${status}`);
    expect(sync.state().faults).toMatchObject([{ kind: 'not-let-in' }]);
    const sent = statuses(central, 'POST', /^\/ratings/).length;
    await pass(30_000);
    expect(statuses(central, 'POST', /^\/ratings/)).toHaveLength(sent);
    await pass(60_000);
    await pass(30_000);
    expect(sync.state().stopped).toBeUndefined();
    expect(sync.state().faults).toEqual([]);
    expect(store.outcomeOf(id)?.state).toBe('received');
    expect(central.state.ratings).toHaveLength(1);
  });

  it('by 403 at another call quarantines that record only', async () => {
    const { store, central, pass, sync } = await startBench();
    central.faults.failNext('POST', '/ratings', 403);
    const { id } = store.saveRecord(rating());
    await pass(0);
    expect(store.outcomeOf(id)?.state).toBe('quarantined');
    expect(sync.state().stopped).toBeUndefined();
  });
});
