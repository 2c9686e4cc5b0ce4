import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceStatus } from '../../../devices/device.ts';
import { escposModel } from '../../../devices/models/escpos/model.ts';
import { EscposSimulator, serveTcp } from '../../../devices/models/escpos/simulator.ts';
import { transportFor } from '../../../devices/transports/address.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import { errorOf, longSlip, never, ticket } from './rig.ts';

const cleanUps: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const printerAt = (address: string) => {
  const printer = escposModel.create(transportFor(address, { serial: escposModel.serial }), systemClock, {
    backOff: [20],
  });
  cleanUps.push(() => printer.stop());
  return printer;
};

const until = (
  printer: ReturnType<typeof printerAt>,
  holds: (status: DeviceStatus) => boolean,
): Promise<void> =>
  new Promise((resolve) => {
    if (holds(printer.status())) return resolve();
    const stop = printer.onStatus((status) => {
      if (!holds(status)) return;
      stop();
      resolve();
    });
  });

const directory = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'escpos-'));
  cleanUps.push(() => rm(path, { recursive: true }));
  return path;
};

/** Resolves with the names in a directory once all of them are there. */
const appear = (path: string, names: readonly string[]): Promise<void> =>
  new Promise((resolve) => {
    const missing = new Set(names);
    const watcher = watch(path, (_event, name) => {
      if (name !== null) missing.delete(name);
      if (missing.size > 0) return;
      watcher.close();
      resolve();
    });
  });

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

describe('over a real network line', () => {
  test('a slip comes out, the cable is pulled and put back, and another comes out', async () => {
    const simulator = new EscposSimulator();
    const served = await serveTcp(simulator);
    cleanUps.push(() => served.close());
    const printer = printerAt(served.address);
    await printer.start();
    expect(await printer.print(ticket, never)).toEqual({ ok: true, value: { printed: true } });
    await served.unplug();
    await until(printer, ({ link }) => link === 'absent');
    expect(errorOf(await printer.print(ticket, never)).code).toBe('disconnected');
    await served.plug();
    await until(printer, ({ link }) => link === 'ready');
    expect((await printer.print(longSlip, never)).ok).toBe(true);
    expect(simulator.slips.map(({ text }) => text.length)).toEqual([2, 20]);
  });

  test('the paper running out on the way is known, and not called printed', async () => {
    const simulator = new EscposSimulator();
    const served = await serveTcp(simulator);
    cleanUps.push(() => served.close());
    const printer = printerAt(served.address);
    await printer.start();
    simulator.runOutAfter(7);
    const error = errorOf(await printer.print(longSlip, never));
    expect(error.code).toBe('outcome-unknown');
    expect(error.conditions.map(({ code }) => code)).toContain('paper-out');
  });
});

describe('over a serial line', () => {
  test('a slip comes out, and a change is told', async () => {
    const path = await directory();
    const there = appear(path, ['host', 'device']);
    const socat = spawn('socat', [`pty,raw,echo=0,link=${path}/host`, `pty,raw,echo=0,link=${path}/device`]);
    cleanUps.push(async () => {
      socat.kill();
      await ended(socat);
    });
    await there;
    const simulator = new EscposSimulator();
    const device = transportFor(`serial:${path}/device?baudRate=9600`);
    await simulator.serve(device);
    cleanUps.push(() => device.close());
    const printer = printerAt(`serial:${path}/host?baudRate=9600`);
    await printer.start();
    expect((await printer.print(ticket, never)).ok).toBe(true);
    expect(simulator.slips[0]?.text).toEqual(['取号单', 'A001']);
    simulator.set({ coverOpen: true });
    await until(printer, ({ conditions }) => conditions.some(({ code }) => code === 'cover-open'));
    expect(errorOf(await printer.print(ticket, never)).code).toBe('rejected');
  });
});

describe('to a plain file', () => {
  test('the slip is written, and nobody claims that it was printed', async () => {
    const file = join(await directory(), 'lp');
    await writeFile(file, '');
    const printer = escposModel.create(transportFor(`file:${file}`), systemClock, { timing: { reply: 20 } });
    cleanUps.push(() => printer.stop());
    await printer.start();
    expect(errorOf(await printer.print(ticket, never)).code).toBe('outcome-unknown');
    const written = await readFile(file);
    const simulator = new EscposSimulator();
    simulator.attach(() => undefined).receive(written);
    expect(simulator.slips[0]?.text).toEqual(['取号单', 'A001']);
  });
});
