import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CloseReason } from '../../../devices/transports/transport.ts';
import {
  type Wire,
  type WireEvents,
  type WireOptions,
  WireTransport,
} from '../../../devices/transports/wire.ts';
import { settle } from '../support/virtual-clock.ts';

/** A wire whose every step a test decides. */
const bench = (options: WireOptions = {}) => {
  const taken = Promise.withResolvers<void>();
  const handleGone = Promise.withResolvers<void>();
  const state = { closes: 0, events: undefined as WireEvents | undefined };
  const wire: Wire = {
    write: () => taken.promise,
    close: () => {
      state.closes += 1;
      return handleGone.promise;
    },
  };
  const transport = new WireTransport(
    'test:wire',
    async (events) => {
      state.events = events;
      return wire;
    },
    options,
  );
  const closes: CloseReason[] = [];
  transport.onClose((reason) => closes.push(reason));
  return { transport, taken, handleGone, state, closes };
};

describe('every transport', () => {
  it('is closed only when the handle is gone', async () => {
    const { transport, handleGone } = bench();
    await transport.open();
    let closed = false;
    const closing = transport.close().then(() => {
      closed = true;
    });
    await settle();
    expect(transport.isOpen).toBe(false);
    expect(closed).toBe(false);
    handleGone.resolve();
    await closing;
  });

  it('opens again only after the old handle is gone', async () => {
    const { transport, handleGone, state } = bench();
    await transport.open();
    void transport.close();
    const reopening = transport.open();
    await settle();
    expect(transport.isOpen).toBe(false);
    handleGone.resolve();
    await reopening;
    expect(transport.isOpen).toBe(true);
    expect(state.closes).toBe(1);
  });

  it('an opening that hangs in a driver can be given up, and what it opens later is closed first', async () => {
    const stuck = Promise.withResolvers<Wire>();
    const order: string[] = [];
    const wire = (name: string): Wire => ({
      write: async () => undefined,
      close: async () => {
        order.push(`${name} closed`);
      },
    });
    const results = [stuck.promise, Promise.resolve(wire('second'))];
    const transport = new WireTransport('test:stuck', async () => {
      order.push('opening');
      const result = results.shift();
      if (!result) throw new Error('opened too often');
      return result;
    });
    const giveUp = new AbortController();
    const first = transport.open(giveUp.signal);
    await settle();
    giveUp.abort();
    await expect(first).rejects.toThrow('test:stuck: opening was cancelled');
    const second = transport.open();
    await settle();
    expect(order).toEqual(['opening']);
    stuck.resolve(wire('first'));
    await second;
    expect(order).toEqual(['opening', 'first closed', 'opening']);
    expect(transport.isOpen).toBe(true);
  });

  it('a handle that never closes does not make the next opening hang for ever', async () => {
    const { transport } = bench();
    await transport.open();
    void transport.close();
    const giveUp = new AbortController();
    const reopening = transport.open(giveUp.signal);
    await settle();
    giveUp.abort();
    await expect(reopening).rejects.toThrow('opening was cancelled');
  });

  it('tells a loss that is reported twice, and again after the close, once', async () => {
    const { transport, state, closes, handleGone } = bench();
    handleGone.resolve();
    await transport.open();
    state.events?.lost('gone');
    state.events?.lost('gone again');
    await transport.close();
    state.events?.lost('late');
    expect(closes).toEqual([{ kind: 'lost', detail: 'gone' }]);
    expect(state.closes).toBe(1);
  });

  it('hears nothing from a connection that was closed', async () => {
    const { transport, state, handleGone } = bench();
    handleGone.resolve();
    const heard: Uint8Array[] = [];
    transport.onData((bytes) => heard.push(bytes));
    await transport.open();
    const old = state.events;
    await transport.close();
    await transport.open();
    old?.data(Uint8Array.of(1));
    state.events?.data(Uint8Array.of(2));
    expect(heard).toEqual([Uint8Array.of(2)]);
  });

  it('a pending write fails when the connection goes, also when the system never answers', async () => {
    const { transport, state } = bench();
    await transport.open();
    const writing = transport.write(Uint8Array.of(1));
    state.events?.lost('unplugged');
    await expect(writing).rejects.toThrow('test:wire: unplugged');
  });

  it('a handle that fails to close is still closed', async () => {
    const { transport, handleGone, closes } = bench();
    handleGone.reject(new Error('bad descriptor'));
    await transport.open();
    await transport.close();
    expect(closes).toMatchObject([{ kind: 'closed' }]);
  });
});

describe('a write that is not taken in time', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('fails, and gives the connection up as lost: nobody knows how much of it went out', async () => {
    const { transport, closes, handleGone } = bench({ writeTimeout: 2000 });
    handleGone.resolve();
    await transport.open();
    const writing = transport.write(new Uint8Array(10));
    const refused = expect(writing).rejects.toThrow('a write of 10 bytes was not taken within 2000 ms');
    vi.advanceTimersByTime(2000);
    await refused;
    expect(closes).toMatchObject([{ kind: 'lost' }]);
  });

  it('on a slow line has the time that its bytes, and those before it, take', async () => {
    const { transport, closes, handleGone } = bench({ writeTimeout: 1000, perByte: 2 });
    handleGone.resolve();
    await transport.open();
    const first = transport.write(new Uint8Array(3000)).catch((error: Error) => error.message);
    const second = transport.write(new Uint8Array(1000)).catch((error: Error) => error.message);
    vi.advanceTimersByTime(6999);
    expect(closes).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(await first).toContain('3000 bytes was not taken within 7000 ms');
    expect(await second).toContain('test:wire');
  });

  it('leaves no timer when it was taken', async () => {
    const { transport, taken } = bench();
    await transport.open();
    const writing = transport.write(Uint8Array.of(1));
    taken.resolve();
    await writing;
    expect(vi.getTimerCount()).toBe(0);
  });
});
