/** What the tests of the commands share: a terminal that remembers, devices on loopback, a computer without any device. */
import { afterEach } from 'vitest';
import type { Sources } from '../../../devices/cli/find.ts';
import { succeeded } from '../../../devices/device.ts';
import { serveTcp as servePrinter } from '../../../devices/models/escpos/simulator/tcp-port.ts';
import { EscposSimulator } from '../../../devices/models/escpos/simulator.ts';
import { SamSimulator, serveTcp as serveReader } from '../../../devices/models/sam/simulator.ts';

export const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

export const terminal = () => {
  const said: string[] = [];
  const complained: string[] = [];
  return {
    said,
    complained,
    say: (line: string) => said.push(line),
    complain: (line: string) => complained.push(line),
  };
};

export const nothing: Sources = {
  serial: async () => succeeded([]),
  hid: async () => succeeded([]),
  sane: async () => succeeded([]),
  printers: async () => succeeded([]),
  queues: async () => succeeded([]),
};

export const reader = async () => {
  const simulator = new SamSimulator();
  const { port, close } = await serveReader(simulator);
  closers.push(close);
  return { simulator, at: `tcp://127.0.0.1:${port}` };
};

export const printer = async () => {
  const simulator = new EscposSimulator();
  const { address, close } = await servePrinter(simulator);
  closers.push(close);
  return { simulator, at: address };
};
