import { describe, expect, it } from 'vitest';
import { TODAY, wish } from '../support/store-bench.ts';
import { smallCatalogue, startBench, statuses } from '../support/sync-bench.ts';

/** Central systems that have only part of the interface, or keep to it in their own way. */

const always = { times: Number.POSITIVE_INFINITY };
const submission = {
  kind: 'submission' as const,
  path: '/submissions',
  body: ({ id }: { id: string }) => ({ id, itemId: 'x' }),
};

describe('a central system', () => {
  it.each([
    ['GET', '/queues'],
    ['GET', '/staff'],
    ['POST', '/events'],
    ['POST', '/drafts'],
    ['POST', '/kiosks/{kioskId}/heartbeat'],
  ])('without %s %s gives numbers and takes tickets all the same', async (method, path) => {
    const { store, central, pass, sync } = await startBench({ offline: true });
    central.faults.failNext(method, path, 404, always);
    await central.faults.online();
    await pass(61_000);
    const ticket = store.issueTicket(wish());
    if (!ticket.ok) throw new Error(ticket.reason);
    await pass(0);
    expect(store.outcomeOf(ticket.id)?.state).toBe('received');
    expect(sync.state()).toMatchObject({ online: true, faults: [] });
    expect(sync.state().stopped).toBeUndefined();
  });

  it('without drafts costs the draft, and nothing else', async () => {
    const { store, central, pass } = await startBench();
    central.faults.failNext('POST', '/drafts', 404, always);
    const draft = store.saveRecord({ kind: 'draft', path: '/drafts', body: ({ id }) => ({ id }) });
    const ticket = store.issueTicket(wish());
    await pass(0);
    expect(store.outcomeOf(draft.id)).toMatchObject({ state: 'quarantined', reason: 'status 404 fault' });
    expect(ticket.ok && store.outcomeOf(ticket.id)?.state).toBe('received');
  });

  it('without uploads costs the papers of a record, which stays here for staff', async () => {
    const { store, central, pass } = await startBench();
    central.faults.failNext('POST', '/files', 404, always);
    const file = {
      id: '01900000-0000-7000-8000-0000000000f1',
      bytes: Buffer.from('%PDF-1.7'),
      mediaType: 'application/pdf',
      pages: 1,
    };
    const { id } = store.saveRecord({ ...submission, files: [file] });
    await pass(0);
    expect(store.outcomeOf(id)).toMatchObject({ state: 'quarantined', reason: 'upload status 404' });
    expect(statuses(central, 'POST', /^\/submissions/)).toEqual([]);
  });

  it('without entity tags is asked for the whole catalogue each time, and told of it once', async () => {
    const catalogue = smallCatalogue();
    const { central, pass, sync } = await startBench({ offline: true });
    central.faults.answerNext('GET', '/catalog', { status: 200, body: catalogue }, always);
    await central.faults.online();
    await pass(31_000);
    expect(sync.catalogue()?.version).toBe(catalogue.version);
    await pass(10 * 60_000);
    expect(statuses(central, 'GET', /^\/catalog/).every((status) => status === 200)).toBe(true);
    const taken = central.state.events.filter(({ kind }) => kind === 'catalogue.taken');
    expect(taken).toHaveLength(1);
  });

  it.each([
    ['says nothing', { status: 204 }],
    ['answers in another form', { status: 200, body: [1, 2] }],
    ['names no commands', { status: 200, body: { serverTime: '2026-03-02T09:00:00+08:00' } }],
    ['sends commands that are none', { status: 200, body: { commands: [{ kind: 3 }, null, 'restart-app'] } }],
  ])('that %s to a heartbeat has answered it', async (_, answer) => {
    const { store, central, pass, sync, commands } = await startBench({ offline: true });
    const { id } = store.saveRecord({ kind: 'rating', path: '/ratings', body: ({ id }) => ({ id }) });
    central.faults.answerNext('POST', '/ratings', { status: 201 });
    central.faults.answerNext('POST', '/kiosks/{kioskId}/heartbeat', answer, always);
    await central.faults.online();
    await pass(31_000);
    expect(store.outcomeOf(id)?.state).toBe('received');
    expect(sync.state()).toMatchObject({ online: true, faults: [] });
    expect(central.state.events.length).toBeGreaterThan(0);
    expect(commands).toEqual([]);
  });

  it.each([
    ['nothing', { status: 201 }],
    ['a text', { status: 201, body: Buffer.from('accepted') }],
    ['no date of promise', { status: 201, body: { receiptNumber: 'R1', acceptedAt: 'x' } }],
    ['members of other kinds', { status: 200, body: { receiptNumber: 7, waitingAhead: 'three' } }],
  ])('that answers a write with %s has received it', async (_, answer) => {
    const { store, central, pass } = await startBench();
    central.faults.answerNext('POST', '/submissions', answer);
    central.faults.answerNext('POST', '/tickets', answer);
    const { id } = store.saveRecord(submission);
    const ticket = store.issueTicket(wish());
    await pass(0);
    expect(store.outcomeOf(id)?.state).toBe('received');
    expect(ticket.ok && store.outcomeOf(ticket.id)?.state).toBe('received');
  });
});

describe('a block', () => {
  const leasing = async (...answers: readonly object[]) => {
    const all = smallCatalogue();
    const catalogue = { ...all, queues: all.queues.slice(0, 1) };
    const bench = await startBench({ offline: true, catalogue });
    for (const body of answers)
      bench.central.faults.answerNext('POST', '/ticket-blocks', { status: 201, body });
    bench.central.faults.failNext('POST', '/ticket-blocks', 503, always);
    await bench.central.faults.online();
    await bench.pass(31_000);
    return bench;
  };
  const take = (store: Awaited<ReturnType<typeof leasing>>['store'], count: number) =>
    Array.from({ length: count }, () => {
      const ticket = store.issueTicket(wish());
      return ticket.ok ? ticket.number : ticket.reason;
    });

  it('that is smaller than asked is used up, and no number is made up after it', async () => {
    const { store } = await leasing({ prefix: 'A', from: 7, to: 8 });
    expect(take(store, 3)).toEqual(['A007', 'A008', 'no-numbers-left']);
  });

  it('may begin anywhere after the last, and without its members that we know ourselves', async () => {
    const first = { queueId: 'general', businessDate: TODAY, prefix: 'A', from: 1, to: 1 };
    const { store } = await leasing(first, { from: 998, to: 1000 }, { from: 5_000, to: 5_000 });
    expect(take(store, 6)).toEqual(['A001', 'A998', 'A999', 'A1000', 'A5000', 'no-numbers-left']);
  });

  it('of another queue or another day is not what was asked for, and its numbers are not used', async () => {
    const { store, sync } = await leasing(
      { queueId: 'elsewhere', businessDate: TODAY, prefix: 'Z', from: 1, to: 20 },
      { queueId: 'general', businessDate: '2026-03-03', prefix: 'A', from: 1, to: 20 },
    );
    expect(take(store, 1)).toEqual(['no-numbers-left']);
    expect(store.openBlocks()).toEqual([]);
    expect(sync.state().faults.map(({ kind }) => kind)).toContain('blocks-refused');
  });

  it.each([
    ['backwards', { prefix: 'A', from: 20, to: 1 }],
    ['of fractions', { prefix: 'A', from: 1.5, to: 20 }],
    ['below zero', { prefix: 'A', from: -5, to: 20 }],
    ['of texts', { prefix: 'A', from: '1', to: '20' }],
  ])('%s is not used', async (_, body) => {
    const { store } = await leasing(body, body);
    expect(take(store, 1)).toEqual(['no-numbers-left']);
  });
});
