import { fileTransport } from './file.ts';
import { type HidSelection, hidTransport } from './hid.ts';
import { hidLengthPrefixed } from './hid-length-prefixed.ts';
import { type SerialSettings, serialTransport } from './serial.ts';
import { tcpTransport } from './tcp.ts';
import type { ByteTransport, HidPort } from './transport.ts';

/** A parsed address. What it leaves out, the model's own defaults fill in. */
export type Address =
  | { readonly kind: 'serial'; readonly path: string; readonly settings: Partial<SerialSettings> }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'hid';
      readonly selection: HidSelection;
      /** How its reports carry a stream of bytes; absent: each report stands for itself. */
      readonly framing?: HidFraming;
    };

/** `length`: hid-length-prefixed.ts. */
export type HidFraming = 'length';

export type AddressKind = Address['kind'];

export type ParsedAddress =
  | { readonly ok: true; readonly value: Address }
  /** One English clause that says what is wrong, for the person who writes the configuration. */
  | { readonly ok: false; readonly error: string };

/** What a model knows of its own line. */
export type AddressDefaults = {
  readonly serial?: SerialSettings;
  /** Which of a device's HID interfaces is meant, e.g. 0x8c for POS scanners. */
  readonly usagePage?: number;
};

class Fault extends Error {}

const wholeNumber = (name: string, text: string, least: number, most: number, radix = 10): number => {
  const digits = radix === 16 ? /^(0x)?[0-9a-f]+$/i : /^\d+$/;
  const value = digits.test(text) ? Number.parseInt(text, radix) : Number.NaN;
  if (value >= least && value <= most) return value;
  const show = (bound: number) => bound.toString(radix);
  throw new Fault(`${name} must be a number from ${show(least)} to ${show(most)}, not "${text}"`);
};

const oneOf = <T extends string | number>(name: string, text: string, allowed: readonly T[]): T => {
  const found = allowed.find((value) => String(value) === text);
  if (found !== undefined) return found;
  throw new Fault(`${name} must be one of ${allowed.join(', ')}, not "${text}"`);
};

const yesNo = (name: string, text: string): boolean =>
  oneOf(name, text, ['true', 'false', '1', '0']) === 'true' || text === '1';

type Query = ReadonlyMap<string, string>;

const known = (query: Query, names: readonly string[]): void => {
  for (const name of query.keys())
    if (!names.includes(name)) throw new Fault(`unknown option "${name}" (there are: ${names.join(', ')})`);
};

const given = <K extends string, T>(
  query: Query,
  name: K,
  parse: (name: string, text: string) => T,
): { readonly [P in K]?: T } => {
  const text = query.get(name);
  return (text === undefined ? {} : { [name]: parse(name, text) }) as { readonly [P in K]?: T };
};

const parseSerial = (path: string, query: Query): Address => {
  if (path === '') throw new Fault('names no port, e.g. serial:/dev/ttyUSB0 or serial:COM3');
  known(query, ['baudRate', 'dataBits', 'parity', 'stopBits', 'rtscts', 'xonxoff']);
  return {
    kind: 'serial',
    path,
    settings: {
      ...given(query, 'baudRate', (name, text) => wholeNumber(name, text, 50, 4_000_000)),
      ...given(query, 'dataBits', (name, text) => oneOf(name, text, [5, 6, 7, 8] as const)),
      ...given(query, 'parity', (name, text) =>
        oneOf(name, text, ['none', 'even', 'odd', 'mark', 'space'] as const),
      ),
      ...given(query, 'stopBits', (name, text) => oneOf(name, text, [1, 1.5, 2] as const)),
      ...given(query, 'rtscts', yesNo),
      ...given(query, 'xonxoff', yesNo),
    },
  };
};

const parseTcp = (rest: string, query: Query): Address => {
  known(query, []);
  const match = /^\/\/(?:\[([0-9a-f:.]+)\]|([^/:[\]@\s]+)):(\d+)\/?$/i.exec(rest);
  const host = match?.[1] ?? match?.[2];
  if (!match || host === undefined) throw new Fault('must be tcp://host:port, e.g. tcp://192.168.1.50:9100');
  return { kind: 'tcp', host, port: wholeNumber('the port', match[3] ?? '', 1, 65_535) };
};

const parseFile = (path: string, query: Query): Address => {
  known(query, []);
  if (!path.startsWith('/') && !/^[A-Z]:\\|^\\\\/i.test(path))
    throw new Fault('must name a whole path, e.g. file:/dev/usb/lp0');
  return { kind: 'file', path };
};

const parseHid = (rest: string, query: Query): Address => {
  known(query, ['usagePage', 'serialNumber', 'framing']);
  const framing = given(query, 'framing', (name, text) => oneOf(name, text, ['length'] as const));
  if (rest.startsWith('/')) return { kind: 'hid', selection: { path: rest }, ...framing };
  const ids = rest.split(':');
  if (ids.length !== 2)
    throw new Fault('must be hid:vendor:product in hexadecimal, e.g. hid:05e0:1300, or hid:/dev/hidraw0');
  const [vendor = '', product = ''] = ids;
  return {
    kind: 'hid',
    selection: {
      vendorId: wholeNumber('the vendor', vendor, 1, 0xffff, 16),
      productId: wholeNumber('the product', product, 0, 0xffff, 16),
      ...given(query, 'usagePage', (name, text) => wholeNumber(name, text, 1, 0xffff, 16)),
      ...given(query, 'serialNumber', (_name, text) => text),
    },
    ...framing,
  };
};

const parsers: Readonly<Record<AddressKind, (rest: string, query: Query) => Address>> = {
  serial: parseSerial,
  tcp: parseTcp,
  file: parseFile,
  hid: parseHid,
};

const isKind = (kind: string): kind is AddressKind => Object.hasOwn(parsers, kind);

/**
 * Parses `serial:/dev/ttyUSB0?baudRate=115200`, `tcp://host:port`, `file:/dev/usb/lp0`, `hid:05e0:1300?usagePage=8c`,
 * `hid:0425:8159?framing=length`.
 */
export const parseAddress = (text: string): ParsedAddress => {
  const [, kind = '', rest = '', options = ''] = /^([a-z]+):([^?]*)(?:\?(.*))?$/s.exec(text) ?? [];
  if (!isKind(kind))
    return {
      ok: false,
      error: `"${text}": must begin with one of ${Object.keys(parsers).join(':, ')}:`,
    };
  try {
    return { ok: true, value: parsers[kind](rest, new Map(new URLSearchParams(options))) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: `"${text}": ${error.message}` };
    throw error;
  }
};

const withUsagePage = (selection: HidSelection, { usagePage }: AddressDefaults): HidSelection =>
  'path' in selection || usagePage === undefined ? selection : { usagePage, ...selection };

/** A closed transport for a parsed address. Throws a RangeError when a serial line has no speed. */
export const openerFor = (address: Address, defaults: AddressDefaults = {}): ByteTransport | HidPort => {
  switch (address.kind) {
    case 'tcp':
      return tcpTransport(address);
    case 'file':
      return fileTransport(address.path);
    case 'hid': {
      const port = hidTransport(withUsagePage(address.selection, defaults));
      return address.framing === 'length' ? hidLengthPrefixed(port) : port;
    }
    case 'serial': {
      const settings = { ...defaults.serial, ...address.settings };
      const { baudRate } = settings;
      if (baudRate === undefined)
        throw new RangeError(`serial:${address.path}: say its speed, e.g. ?baudRate=9600`);
      return serialTransport(address.path, { ...settings, baudRate });
    }
  }
};

/** A closed transport for an address as written in the configuration. Throws a RangeError that says what is wrong with it. */
export const transportFor = (text: string, defaults: AddressDefaults = {}): ByteTransport => {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new RangeError(parsed.error);
  return openerFor(parsed.value, defaults);
};

/** The same for models that need a HID device's own features. */
export const hidPortFor = (text: string, defaults: AddressDefaults = {}): HidPort => {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new RangeError(parsed.error);
  if (parsed.value.kind !== 'hid') throw new RangeError(`"${text}": is not a HID device's address`);
  if (parsed.value.framing !== undefined)
    throw new RangeError(`"${text}": its reports are taken as they come: leave framing out`);
  return hidTransport(withUsagePage(parsed.value.selection, defaults));
};
