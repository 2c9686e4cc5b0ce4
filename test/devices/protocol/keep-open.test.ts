import { describe, expect, it } from 'vitest';
import { KeepOpen, type KeepOpenOptions } from '../../../devices/protocol/keep-open.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import type { ByteTransport } from '../../../devices/transports/transport.ts';
import { settle, VirtualClock } from '../support/virtual-clock.ts';

const bench = (options: Partial<KeepOpenOptions> = {}) => {
  const clock = new VirtualClock();
  const pair = memoryPair('memory:device');
  const events: string[] = [];
  const keepOpen = new KeepOpen({
    transport: pair.host,
    clock,
    onOpen: () => {
      events.push(`${clock.now()} open`);
    },
    onDown: (detail, retryIn) => events.push(`${clock.now()} down, again in ${retryIn}: ${detail}`),
    ...options,
  });
  return { clock, pair, events, keepOpen };
};

/** A transport whose opening never ends by itself. */
const stuckTransport = (): ByteTransport => ({
  address: 'stuck:',
  isOpen: false,
  open: (signal) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('stuck: gave up')))),
  write: async () => undefined,
  onData: () => () => undefined,
  onClose: () => () => undefined,
  flush: async () => undefined,
  close: async () => undefined,
});

describe('keeping a transport open', () => {
  it('the start is over when the first attempt is, with what belongs to it', async () => {
    const begun = Promise.withResolvers<void>();
    const { keepOpen } = bench({ onOpen: () => begun.promise });
    let started = false;
    const starting = keepOpen.start().then(() => {
      started = true;
    });
    await settle();
    expect(keepOpen.phase).toBe('open');
    expect(started).toBe(false);
    begun.resolve();
    await starting;
    await keepOpen.stop();
  });

  it('a device that is not there is tried after 1, 2, 5 and then every 10 seconds', async () => {
    const { keepOpen, pair, clock, events } = bench();
    pair.unplug();
    await keepOpen.start();
    expect(keepOpen.phase).toBe('waiting');
    await clock.advance(29_000);
    expect(events.map((event) => Number.parseInt(event, 10))).toEqual([0, 1000, 3000, 8000, 18_000, 28_000]);
    expect(events[0]).toContain('memory:device: nothing is plugged in');
    await keepOpen.stop();
  });

  it('only an answering device makes the delays begin anew', async () => {
    const { keepOpen, clock, events } = bench();
    await keepOpen.start();
    await keepOpen.reopen('no replies');
    await clock.advance(1000);
    await keepOpen.reopen('no replies');
    await clock.advance(2000);
    keepOpen.working();
    await keepOpen.reopen('no replies');
    expect(events.filter((event) => event.includes('down'))).toEqual([
      '0 down, again in 1000: no replies',
      '1000 down, again in 2000: no replies',
      '3000 down, again in 1000: no replies',
    ]);
    await keepOpen.stop();
  });

  it('a lost device is opened again by itself', async () => {
    const { keepOpen, pair, clock, events } = bench();
    await keepOpen.start();
    pair.unplug();
    expect(keepOpen.phase).toBe('waiting');
    pair.plug();
    await clock.advance(1000);
    expect(keepOpen.phase).toBe('open');
    expect(events).toEqual(['0 open', '0 down, again in 1000: the plug was pulled', '1000 open']);
    await keepOpen.stop();
  });

  it('an opening that hangs is given up after its time', async () => {
    const { keepOpen, clock, events } = bench({ transport: stuckTransport(), openTimeout: 3000 });
    const starting = keepOpen.start();
    await clock.advance(3000);
    await starting;
    expect(events).toEqual(['3000 down, again in 1000: stuck: gave up']);
    await keepOpen.stop();
  });

  it('a stop during a hanging opening ends it', async () => {
    const { keepOpen, clock, events } = bench({ transport: stuckTransport() });
    const starting = keepOpen.start();
    await settle();
    await keepOpen.stop();
    await starting;
    expect(keepOpen.phase).toBe('stopped');
    expect(clock.pending).toBe(0);
    expect(events).toEqual([]);
  });

  it('a stop leaves nothing that could open again', async () => {
    const { keepOpen, pair, clock } = bench();
    pair.unplug();
    await keepOpen.start();
    await keepOpen.stop();
    pair.plug();
    expect(clock.pending).toBe(0);
    await clock.advance(60_000);
    expect(pair.host.isOpen).toBe(false);
  });

  it('a second start changes nothing, and a start after a stop begins anew', async () => {
    const { keepOpen, events, pair } = bench();
    await Promise.all([keepOpen.start(), keepOpen.start()]);
    expect(events).toEqual(['0 open']);
    await keepOpen.stop();
    await keepOpen.start();
    expect(events).toEqual(['0 open', '0 open']);
    expect(pair.host.isOpen).toBe(true);
    await keepOpen.stop();
  });

  it('a back-off without steps is refused', () => {
    expect(() => bench({ backOff: [] })).toThrow(RangeError);
  });
});
