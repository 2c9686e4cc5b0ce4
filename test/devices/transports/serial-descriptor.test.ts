import { describe, expect, it } from 'vitest';
import { closeWhenQuiet, type DescriptorBinding } from '../../../devices/transports/serial-descriptor.ts';
import { settle } from '../support/virtual-clock.ts';

/** A port whose reads and writes end when the test says so, as threads do, and that tells when its descriptor is given back. */
const openPort = () => {
  const threads: { end(): void; fail(): void }[] = [];
  const waiting: (() => void)[] = [];
  let closed = 0;
  const onAThread = (): Promise<void> =>
    new Promise((resolve, reject) => {
      threads.push({ end: resolve, fail: () => reject(new Error('EIO')) });
    });
  const port: DescriptorBinding = {
    fd: 20,
    poller: {
      stop: () => {
        for (const cancel of waiting.splice(0)) cancel();
      },
    },
    // A read first waits until there is something to read, which needs no thread.
    read: () => new Promise((_, reject) => waiting.push(() => reject(new Error('Canceled')))),
    write: onAThread,
    flush: onAThread,
    close: async () => {
      closed += 1;
      port.fd = null;
    },
  };
  closeWhenQuiet(port);
  return { port, threads, closed: () => closed };
};

const settled = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: Error) => error.message,
  );

describe('the descriptor of a serial port', () => {
  it('is given back only when no write can use its number any more', async () => {
    const { port, threads, closed } = openPort();
    const writing = settled(port.write(Buffer.of(1)));
    const flushing = settled(port.flush());
    const closing = port.close();
    await settle();
    expect(closed()).toBe(0);
    threads[0]?.end();
    await settle();
    expect(closed()).toBe(0);
    threads[1]?.fail();
    await closing;
    expect(closed()).toBe(1);
    expect([await writing, await flushing]).toEqual(['done', 'EIO']);
  });

  it('is not open for anything new while it waits for that', async () => {
    const { port, threads } = openPort();
    void port.write(Buffer.of(1));
    const closing = port.close();
    expect(port.fd).toBeNull();
    threads[0]?.end();
    await closing;
    expect(port.fd).toBeNull();
  });

  it('is given back at once when only a read waits for bytes that will not come', async () => {
    const { port, closed } = openPort();
    const reading = settled(port.read(Buffer.alloc(8), 0, 8));
    await port.close();
    expect(closed()).toBe(1);
    expect(await reading).toBe('Canceled');
  });
});
