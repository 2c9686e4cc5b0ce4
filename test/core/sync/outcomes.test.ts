import { once } from 'node:events';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/core/store/store.ts';
import { openHttp } from '../../../electron/core/sync/http.ts';
import { ours, stranger } from '../../prove/network/certificates.ts';
import { type LineFault, startFaultProxy } from '../../support/fault-proxy.ts';
import { rating } from '../support/sample-records.ts';
import { startBench } from '../support/sync-bench.ts';

let closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.reverse()) await close();
  closers = [];
});

const post = async (url: string, deadline = 5_000) => {
  const http = openHttp({ url, token: 'none', ca: ours.cert, connectWithin: 200 });
  closers.push(() => http.close());
  return http.call({ method: 'POST', path: '/ratings', body: Buffer.from('{}'), deadline });
};

/** Somebody who answers nothing but takes every connection. */
const listen = async (): Promise<number> => {
  const server = createTcp((socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
};

describe('that a request did not go out', () => {
  it('is known where nobody listens', async () => {
    const port = await listen();
    await closers.pop()?.();
    expect(await post(`http://127.0.0.1:${port}`)).toMatchObject({ kind: 'offline', sent: false });
  });

  it('is known where somebody else stands at the other end', async () => {
    const server = createTls(stranger, (socket) => socket.on('error', () => undefined));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    expect(await post(`https://127.0.0.1:${port}`)).toMatchObject({ kind: 'offline', sent: false });
  });

  it('is known where the handshake comes to no end', async () => {
    const port = await listen();
    expect(await post(`https://127.0.0.1:${port}`)).toMatchObject({ kind: 'timeout', sent: false });
  });
});

describe('that a request went out and may have arrived', () => {
  it.each<LineFault>([
    { kind: 'request-cut', after: 5 },
    { kind: 'answer-lost' },
    { kind: 'answer-cut', after: 5 },
    { kind: 'truncated', after: 5 },
    { kind: 'deaf' },
    { kind: 'black-hole' },
  ])('is known of $kind', async (fault) => {
    const { central } = await startBench();
    const proxy = await startFaultProxy({
      to: Number(new URL(central.url).port),
      faultOf: () => fault,
    });
    closers.push(() => proxy.close());
    const result = await post(`http://127.0.0.1:${proxy.port}/api/v1`, 200);
    expect(result).toMatchObject({ kind: expect.stringMatching(/offline|timeout/), sent: true });
  });
});

const save = (store: Store): string => store.saveRecord(rating()).id;

/** What the audit says of one record after it was saved. */
const told = (store: Store, id: string) =>
  store.audit
    .untold(999)
    .map(({ line }) => JSON.parse(line))
    .filter(({ recordId, kind }) => recordId === id && kind !== 'record.saved')
    .map(({ kind, outcome, reason }) => [kind, outcome ?? reason].filter(Boolean).join(' '));

/** The audit stays here to be looked at. */
const bench = async (options: Parameters<typeof startBench>[0] = {}) => {
  const opened = await startBench(options);
  opened.central.faults.failNext('POST', '/events', 503, { times: Number.POSITIVE_INFINITY });
  return opened;
};

describe('in the audit and to staff', () => {
  it('accepted is what was answered at once', async () => {
    const { store, pass } = await bench();
    const id = save(store);
    await pass(0);
    expect(told(store, id)).toEqual(['record.received accepted']);
  });

  it('unclear is what went out and was not answered, once, until it is already accepted', async () => {
    const { store, central, pass } = await bench();
    central.faults.dropAfterProcessing('/ratings', { times: 3 });
    const id = save(store);
    await pass(0);
    expect(store.outcomeOf(id)?.state).toBe('waiting');
    expect(told(store, id)).toEqual(['record.unclear']);
    expect(store.backlog()).toMatchObject({ records: 1, unclear: 1 });
    await pass(60_000);
    expect(told(store, id)).toEqual(['record.unclear', 'record.received already-accepted']);
    expect(store.backlog()).toMatchObject({ records: 0, unclear: 0 });
    expect(central.state.ratings).toHaveLength(1);
  });

  it('unclear stays so over a restart', async () => {
    const opened = await bench();
    opened.central.faults.dropAfterProcessing('/ratings', { times: 1 });
    const id = save(opened.store);
    await opened.pass(0);
    await opened.central.faults.offline();
    await opened.restart();
    expect(opened.store.backlog().unclear).toBe(1);
    await opened.central.faults.online();
    await opened.pass(61_000);
    expect(told(opened.store, id).at(-1)).toBe('record.received already-accepted');
  });

  it('what never got there is neither unclear nor anything else: it waits', async () => {
    const { store, central, pass } = await bench();
    await central.faults.offline();
    const id = save(store);
    await pass(5 * 60_000);
    expect(told(store, id)).toEqual([]);
    expect(store.backlog()).toMatchObject({ records: 1, unclear: 0 });
    await central.faults.online();
    await pass(31_000);
    expect(told(store, id)).toEqual(['record.received accepted']);
  });

  it('refused is told with the answer, for good or not at all when it is for now', async () => {
    const { store, central, pass } = await bench();
    central.faults.failNext('POST', '/ratings', 503);
    central.faults.failNext('POST', '/ratings', 422);
    const id = save(store);
    await pass(31_000);
    expect(told(store, id)).toEqual(['record.quarantined status 422 fault']);
    expect(store.quarantined()).toMatchObject([{ id, reason: 'status 422 fault' }]);
    expect(store.backlog()).toMatchObject({ quarantined: 1, unclear: 0 });
  });

  it('the heartbeat counts as the interface says, and no more', async () => {
    const { store, central, pass } = await bench();
    central.faults.dropAfterProcessing('/ratings', { times: 99 });
    save(store);
    await pass(61_000);
    expect(Object.keys(central.state.heartbeats.at(-1)?.backlog ?? {}).sort()).toEqual([
      'files',
      'oldestAt',
      'quarantined',
      'records',
    ]);
    expect(central.state.violations).toEqual([]);
  });
});
