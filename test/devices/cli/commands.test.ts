import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { driverOfUsb, type Sources, systemSources } from '../../../devices/cli/find.ts';
import { main } from '../../../devices/cli/main.ts';
import { chooseDriver } from '../../../devices/cli/probe.ts';
import { record } from '../../../devices/cli/record.ts';
import { udevRules } from '../../../devices/cli/udev.ts';
import { failed, succeeded } from '../../../devices/device.ts';
import { parseCapture } from '../../../devices/protocol/capture.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import { closers, nothing, printer, reader, terminal } from './bench.ts';

const listed = async (sources: Partial<Sources>) => {
  const out = terminal();
  const exit = await main(['list'], systemClock, out, { ...nothing, ...sources });
  return { ...out, exit };
};

describe('list', () => {
  it('gives a line for the configuration of each device', async () => {
    const { said, exit } = await listed({
      serial: async () => succeeded([{ path: '/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0' }]),
      hid: async () =>
        succeeded([{ path: '/dev/hidraw0', vendorId: 0x05e0, productId: 0x1300, usagePage: 0x8c }]),
      sane: async () => succeeded([{ device: 'fujitsu:fi-7160:1', name: 'FUJITSU fi-7160' }]),
      printers: async () => succeeded(['/dev/usb/lp0']),
      queues: async () => succeeded(['office']),
    });
    expect(exit).toBe(0);
    for (const line of [
      '"idReader": {"driver":"sam","at":"serial:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"}',
      '"codeScanner": {"driver":"hid-pos","at":"hid:05e0:1300"}',
      '"scanner": {"driver":"sane","at":"fujitsu:fi-7160:1"}',
      '"ticketPrinter": {"driver":"escpos","at":"file:/dev/usb/lp0"}',
      '"documentPrinter": {"driver":"cups-lp","at":"cups:office"}',
    ])
      expect(said).toContain(`  ${line}`);
  });

  it('every line that it gives is one that the registry takes', async () => {
    const { said } = await listed({
      serial: async () => succeeded([{ path: '/dev/ttyUSB0' }]),
      printers: async () => succeeded(['/dev/usb/lp0']),
      queues: async () => succeeded(['office']),
    });
    const lines = said.filter((line) => line.startsWith('  "'));
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const { driver, at } = JSON.parse(line.slice(line.indexOf('{'))) as { driver: string; at: string };
      expect(chooseDriver(driver, at)).toHaveProperty('driver');
    }
  });

  it('says of a reader with its maker’s own protocol that there is no driver, and what to do', async () => {
    const { said } = await listed({
      hid: async () => succeeded([{ path: '/dev/hidraw1', vendorId: 0xc216, productId: 0x0102 }]),
    });
    expect(said.join('\n')).toMatch(/no driver.*\n.*中软.*serial/);
  });

  it('names the framing of a reader whose reports count their bytes, in a line that the driver takes', async () => {
    const { said } = await listed({
      hid: async () => succeeded([{ path: '/dev/hidraw1', vendorId: 0x0425, productId: 0x8159 }]),
    });
    expect(said.join('\n')).toContain('hid:0425:8159?framing=length');
    expect(said.join('\n')).toContain('probe it');
    expect(chooseDriver('sam', 'hid:0425:8159?framing=length')).toHaveProperty('driver');
  });

  it('does not call an unknown keyboard a scanner', async () => {
    const { said } = await listed({
      hid: async () =>
        succeeded([{ path: '/dev/hidraw2', vendorId: 0x046d, productId: 0xc31c, usagePage: 1 }]),
    });
    expect(said).toContain('  no driver; it is at hid:046d:c31c');
  });

  it('what can not be looked for does not hide the rest', async () => {
    const { said, complained, exit } = await listed({
      serial: async () => failed('rejected', 'spawn udevadm ENOENT'),
      printers: async () => succeeded(['/dev/usb/lp0']),
    });
    expect(exit).toBe(0);
    expect(complained).toEqual(['not looked for: serial ports: spawn udevadm ENOENT']);
    expect(said.join('\n')).toContain('/dev/usb/lp0');
  });

  it('looks at this computer without failing, also where udevadm, SANE and CUPS are missing', async () => {
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      const out = terminal();
      expect(await main(['list'], systemClock, out, systemSources)).toBe(0);
      expect(out.complained.join('\n')).toMatch(/scanimage is not installed/);
      expect(out.complained.join('\n')).toMatch(/lpstat is not installed/);
    } finally {
      process.env.PATH = path;
    }
  });
});

describe('which driver a USB device belongs to', () => {
  it.each([
    [0x0c2e, 0x0b81, 'hid-pos'],
    [0x23d0, 1, 'hid-pos'],
    [0x0400, 0xc35a, 'sam'],
    [0x0400, 0x0001, undefined],
    [undefined, undefined, undefined],
  ])('%s:%s is %s', (vendorId, productId, driver) => {
    expect(driverOfUsb(vendorId, productId)?.driver).toBe(driver);
  });
});

describe('record', () => {
  const times = { deadline: 3000, listen: 20 };

  const target = async () => {
    const directory = await mkdtemp(join(tmpdir(), 'capture-'));
    closers.push(() => rm(directory, { recursive: true }));
    return join(directory, 'x.ndjson');
  };

  it('writes a capture that only its owner may read, and never over another', async () => {
    const { at } = await reader();
    const file = await target();
    const out = terminal();
    expect(await record('sam', at, file, systemClock, out, times)).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    const parsed = parseCapture(text);
    expect(parsed.ok && parsed.value.events.map((event) => event.is)).toEqual(
      expect.arrayContaining(['opened', 'sent', 'received', 'closed']),
    );
    expect(await record('sam', at, file, systemClock, out, times)).toBe(1);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('what was recorded can be replayed', async () => {
    const { at } = await printer();
    const file = await target();
    await record('escpos', at, file, systemClock, terminal(), times);
    const out = terminal();
    expect(await main(['replay', file], systemClock, out)).toBe(0);
    expect(out.said.join('\n')).toContain('test slip printed');
  });

  it('a printer that is reached by URL is not recorded', async () => {
    const out = terminal();
    const file = await target();
    expect(await main(['record', 'ipp', 'ipp://h/ipp/print', file], systemClock, out)).toBe(1);
    expect(out.complained.join()).toMatch(/can't be recorded/);
  });

  it('a file that is no capture is not replayed', async () => {
    const out = terminal();
    expect(await main(['replay', import.meta.filename], systemClock, out)).toBe(1);
    expect(await main(['replay', '/nowhere/x'], systemClock, out)).toBe(1);
    expect(out.complained.join('\n')).toMatch(/line 1.*\n.*can't be read/);
  });
});

describe('the udev rules', () => {
  const committed = join(import.meta.dirname, '../../../deploy/udev/70-kiosk-devices.rules');

  it('in deploy/ are those that the models give', async () => {
    expect(await readFile(committed, 'utf8')).toBe(udevRules());
  });

  it('open hidraw for every scanner that a driver reads, and for no reader that none can', () => {
    const rules = udevRules();
    for (const vendor of ['0c2e', '05e0', '05f9', '23d0'])
      expect(rules).toContain(`ATTRS{idVendor}=="${vendor}"`);
    for (const reader of ['0425', '0483']) expect(rules).toContain(`ATTRS{idVendor}=="${reader}"`);
    for (const unread of ['0400', 'c216', '2015', '9573']) expect(rules).not.toContain(unread);
  });

  it('are printed by the command', async () => {
    const out = terminal();
    expect(await main(['udev'], systemClock, out)).toBe(0);
    expect(`${out.said.join('\n')}\n`).toBe(udevRules());
  });
});
