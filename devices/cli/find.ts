/** What is plugged into this computer, and which driver is likely to be its. */
import { readdir } from 'node:fs/promises';
import { failed, type Outcome, type Role, succeeded } from '../device.ts';
import { childEnvironment, runChild } from '../protocol/child.ts';
import type { UsbId } from '../protocol/usb-id.ts';
import { everyDriver } from '../registry.ts';
import { type HidFound, listHidDevices } from '../transports/hid.ts';
import { listSerialPorts, type SerialPortFound } from '../transports/serial.ts';
import { systemClock } from '../transports/transport.ts';

export type SaneFound = { readonly device: string; readonly name: string };

/** Where to look. Each answers by itself: one that can't does not keep the others from telling. */
export type Sources = {
  readonly serial: () => Promise<Outcome<readonly SerialPortFound[]>>;
  readonly hid: () => Promise<Outcome<readonly HidFound[]>>;
  readonly sane: () => Promise<Outcome<readonly SaneFound[]>>;
  /** `/dev/usb/lp0` and its like. */
  readonly printers: () => Promise<Outcome<readonly string[]>>;
  /** Names of CUPS queues. */
  readonly queues: () => Promise<Outcome<readonly string[]>>;
};

/** SANE asks the network too, and waits for its scanners. */
const patience = 30_000;

const run = async (command: string, parameters: readonly string[]): Promise<Outcome<string>> => {
  const end = await runChild({
    command,
    arguments: parameters,
    environment: childEnvironment(),
    totalMs: patience,
    graceMs: 2000,
    clock: systemClock,
    signal: new AbortController().signal,
  });
  if (end.notStarted !== undefined) return failed('rejected', `${command} is not installed`);
  return end.status === 0
    ? succeeded(end.stdout)
    : failed('rejected', (end.stderr.split('\n')[0] ?? '').trim() || `${command} ended with ${end.status}`);
};

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

export const systemSources: Sources = {
  serial: listSerialPorts,
  hid: listHidDevices,
  sane: async () => {
    const listed = await run('scanimage', ['-f', '%d|%v %m%n']);
    if (!listed.ok) return listed;
    return succeeded(
      lines(listed.value).flatMap((line) => {
        const [device, name] = line.split('|');
        return device && name ? [{ device, name }] : [];
      }),
    );
  },
  printers: async () => {
    const names = await readdir('/dev/usb').catch(() => []);
    return succeeded(
      names
        .filter((name) => /^lp\d+$/.test(name))
        .sort()
        .map((name) => `/dev/usb/${name}`),
    );
  },
  queues: async () => {
    const listed = await run('lpstat', ['-p']);
    if (!listed.ok) return listed;
    return succeeded(lines(listed.value).flatMap((line) => /^printer (\S+) /.exec(line)?.[1] ?? []));
  },
};

/** One device, and the line of a configuration that would use it. */
export type Found = {
  readonly kind: string;
  readonly at: string;
  readonly name: string;
  readonly guess?: { readonly role: Role; readonly driver: string };
  /** What a person should know before copying the line. */
  readonly remark?: string;
};

const hex = (id: number): string => id.toString(16).padStart(4, '0');

/** The driver that knows this USB device; a vendor alone counts less than vendor and product. */
export const driverOfUsb = (
  vendorId: number | undefined,
  productId: number | undefined,
): { readonly driver: string; readonly role: Role; readonly id: UsbId } | undefined => {
  const known = everyDriver.flatMap(({ name, role, usb = [] }) =>
    usb.map((id) => ({ driver: name, role, id })),
  );
  const ofVendor = known.filter(({ id }) => id.vendorId === vendorId);
  return (
    ofVendor.find(({ id }) => id.productId === productId) ??
    ofVendor.find(({ id }) => id.productId === undefined)
  );
};

/** The page of POS scanners. */
const scannerPage = 0x8c;

const silentLine = 'a serial line does not say what is behind it; probe also escpos and hid-pos';

const fromSerial = ({ path, maker, vendorId, productId }: SerialPortFound): Found => {
  const known = driverOfUsb(vendorId, productId);
  const ids = vendorId === undefined ? '' : ` ${hex(vendorId)}:${hex(productId ?? 0)}`;
  const base = { kind: 'serial', at: `serial:${path}`, name: `${maker ?? 'serial port'}${ids}` };
  if (known && known.id.instead === undefined)
    return { ...base, guess: { role: known.role, driver: known.driver } };
  return { ...base, guess: { role: 'idReader', driver: 'sam' }, remark: silentLine };
};

const fromHid = ({ path, vendorId, productId, usagePage, name }: HidFound): Found => {
  const known = driverOfUsb(vendorId, productId);
  const base = {
    kind: 'hid',
    at: `hid:${hex(vendorId)}:${hex(productId)}`,
    name: `${name ?? known?.id.name ?? 'HID device'} (${path})`,
  };
  if (known?.id.instead !== undefined) return { ...base, remark: `${known.id.name}: ${known.id.instead}` };
  if (known?.id.options !== undefined)
    return {
      ...base,
      at: `${base.at}?${known.id.options}`,
      guess: { role: known.role, driver: known.driver },
      remark: 'not every reader of this maker speaks so: probe it, or take its serial port',
    };
  if (usagePage === scannerPage) return { ...base, guess: { role: 'codeScanner', driver: 'hid-pos' } };
  if (known === undefined) return base;
  return {
    ...base,
    guess: { role: known.role, driver: known.driver },
    remark: 'set it to HID POS mode: now it shows itself as something else, a keyboard perhaps',
  };
};

export type Listing = { readonly found: readonly Found[]; readonly failures: readonly string[] };

/** Looks everywhere at once. Never rejects. */
export const findDevices = async (sources: Sources): Promise<Listing> => {
  const failures: string[] = [];
  const take = async <T>(
    what: string,
    source: () => Promise<Outcome<readonly T[]>>,
    show: (item: T) => Found,
  ): Promise<readonly Found[]> => {
    const outcome = await source();
    if (outcome.ok) return outcome.value.map(show);
    failures.push(`${what}: ${outcome.error.detail}`);
    return [];
  };
  const found = await Promise.all([
    take('serial ports', sources.serial, fromSerial),
    take('HID devices', sources.hid, fromHid),
    take('USB printers', sources.printers, (path) => ({
      kind: 'usb printer',
      at: `file:${path}`,
      name: 'printer behind usblp',
      guess: { role: 'ticketPrinter', driver: 'escpos' },
    })),
    take('scanners', sources.sane, ({ device, name }) => ({
      kind: 'scanner',
      at: device,
      name,
      guess: { role: 'scanner', driver: 'sane' },
    })),
    take('CUPS queues', sources.queues, (queue) => ({
      kind: 'CUPS queue',
      at: `cups:${queue}`,
      name: queue,
      guess: { role: 'documentPrinter', driver: 'cups-lp' },
      remark: `ipp counts pages: take "ipp" at ipp://localhost:631/printers/${queue} where CUPS listens there`,
    })),
  ]);
  return { found: found.flat(), failures };
};
