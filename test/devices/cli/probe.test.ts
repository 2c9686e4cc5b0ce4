import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { main } from '../../../devices/cli/main.ts';
import { probe } from '../../../devices/cli/probe.ts';
import { EscposSimulator } from '../../../devices/models/escpos/simulator.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import { closers, nothing, printer, reader, terminal } from './bench.ts';

describe('probe', () => {
  it('tells of a reader that works, with its module’s number', async () => {
    const { at } = await reader();
    const out = terminal();
    expect(await main(['probe', 'sam', at], systemClock, out)).toBe(0);
    expect(out.said.join('\n')).toMatch(/link: ready/);
    expect(out.said.join('\n')).toContain('SAM number: 05.03-20130411-0000000001-0000000002');
  });

  it('gives the device its options: a printer is asked its name only when that is wished', async () => {
    const simulator = new EscposSimulator();
    const received: number[] = [];
    let ended = Promise.resolve();
    const server = createServer((socket) => {
      ended = new Promise((resolve) => socket.once('close', () => resolve()));
      socket.on('error', () => undefined);
      const line = simulator.attach((bytes) => socket.writable && socket.write(bytes));
      socket.on('data', (bytes) => {
        received.push(...bytes);
        line.receive(bytes);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => server.close(resolve)));
    const address = server.address();
    const at = `tcp://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
    const askedItsName = async (...options: readonly string[]) => {
      expect(await main(['probe', 'escpos', at, ...options], systemClock, terminal())).toBe(0);
      await ended;
      return Buffer.from(received).includes(Buffer.from('1d4942', 'hex'));
    };
    expect(await askedItsName()).toBe(false);
    expect(await askedItsName('identify=true')).toBe(true);
  });

  it('ends with 1 when the device can not work, and says why', async () => {
    const { simulator, at } = await printer();
    simulator.set({ paper: 'out' });
    const out = terminal();
    expect(await main(['probe', 'escpos', at], systemClock, out)).toBe(1);
    expect(out.said.join('\n')).toMatch(/error: paper-out/);
  });

  it('ends with 1 within its deadline when nothing is there', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = address !== null && typeof address === 'object' ? address.port : 1;
    const out = terminal();
    expect(await probe('sam', `tcp://127.0.0.1:${port}`, systemClock, out, { deadline: 200 })).toBe(1);
    expect(out.said.join('\n')).toMatch(/link: absent .*ECONNREFUSED/);
  });

  it.each([
    [['probe', 'nothing', 'tcp://h:1'], /no driver "nothing"/],
    [['probe', 'sam', 'file:/dev/x'], /sam is reached by serial, tcp, hid/],
    [['probe', 'sam', 'hid:0425:8159'], /say how its reports carry bytes: \?framing=length/],
    [['probe', 'hid-pos', 'hid:05e0:1300?framing=length'], /leave framing out/],
    [['probe', 'cups-lp', 'office'], /must be cups:/],
    [['probe', 'sam'], /npm run devices/],
    [['probe', 'sam', 'tcp://h:1', 'often'], /"often": must be NAME=VALUE/],
    [
      ['probe', 'sam', 'tcp://h:1', 'timings.pollEvery=5'],
      /timings\.pollEvery must be a whole number from 50/,
    ],
    [['what'], /npm run devices/],
    [[], /npm run devices/],
  ])('%j is refused with a reason', async (words, reason) => {
    const out = terminal();
    expect(await main(words, systemClock, out, nothing)).toBe(1);
    expect(out.complained.join('\n')).toMatch(reason);
  });
});
