import { describe, expect, it } from 'vitest';
import { hidPortFor, openerFor, parseAddress, transportFor } from '../../../devices/transports/address.ts';

describe('addresses', () => {
  it.each([
    [
      'serial:/dev/ttyUSB0?baudRate=115200',
      { kind: 'serial', path: '/dev/ttyUSB0', settings: { baudRate: 115_200 } },
    ],
    ['serial:COM3', { kind: 'serial', path: 'COM3', settings: {} }],
    [
      'serial:/dev/serial/by-id/usb-Acme_1-if00?baudRate=9600&dataBits=7&parity=even&stopBits=1.5&rtscts=true&xonxoff=0',
      {
        kind: 'serial',
        path: '/dev/serial/by-id/usb-Acme_1-if00',
        settings: {
          baudRate: 9600,
          dataBits: 7,
          parity: 'even',
          stopBits: 1.5,
          rtscts: true,
          xonxoff: false,
        },
      },
    ],
    ['tcp://192.168.1.50:9100', { kind: 'tcp', host: '192.168.1.50', port: 9100 }],
    ['tcp://printer.local:9100/', { kind: 'tcp', host: 'printer.local', port: 9100 }],
    ['tcp://[fe80::1]:9100', { kind: 'tcp', host: 'fe80::1', port: 9100 }],
    ['file:/dev/usb/lp0', { kind: 'file', path: '/dev/usb/lp0' }],
    ['hid:05e0:1300', { kind: 'hid', selection: { vendorId: 0x05e0, productId: 0x1300 } }],
    [
      'hid:0c2e:0b81?usagePage=8c&serialNumber=A17',
      {
        kind: 'hid',
        selection: { vendorId: 0x0c2e, productId: 0x0b81, usagePage: 0x8c, serialNumber: 'A17' },
      },
    ],
    ['hid:/dev/hidraw3', { kind: 'hid', selection: { path: '/dev/hidraw3' } }],
    [
      'hid:0425:8159?framing=length',
      { kind: 'hid', selection: { vendorId: 0x0425, productId: 0x8159 }, framing: 'length' },
    ],
    [
      'hid:/dev/hidraw3?framing=length',
      { kind: 'hid', selection: { path: '/dev/hidraw3' }, framing: 'length' },
    ],
  ])('%s is understood', (text, value) => {
    expect(parseAddress(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'must begin with one of'],
    ['ttyUSB0', 'must begin with one of'],
    ['usb:/dev/x', 'must begin with one of'],
    ['toString:x', 'must begin with one of'],
    ['serial:', 'names no port'],
    ['serial:/dev/ttyS0?baudRate=fast', 'baudRate must be a number'],
    ['serial:/dev/ttyS0?baudRate=-1', 'baudRate must be a number'],
    ['serial:/dev/ttyS0?baud=9600', 'unknown option "baud"'],
    ['serial:/dev/ttyS0?parity=odds', 'parity must be one of'],
    ['serial:/dev/ttyS0?rtscts=maybe', 'rtscts must be one of'],
    ['tcp:192.168.1.50:9100', 'tcp://host:port'],
    ['tcp://192.168.1.50', 'tcp://host:port'],
    ['tcp://user@host:1', 'tcp://host:port'],
    ['tcp://host:0', 'the port must be a number from 1 to 65535'],
    ['tcp://host:70000', 'the port must be a number from 1 to 65535'],
    ['file:lp0', 'whole path'],
    ['hid:05e0', 'hid:vendor:product'],
    ['hid:05e0:xyz', 'the product must be a number'],
    ['hid:15e00:1300', 'the vendor must be a number'],
    ['hid:0425:8159?framing=crc', 'framing must be one of length'],
  ])('"%s" is refused, and the reason says what is wrong with it: %s', (text, why) => {
    const parsed = parseAddress(text);
    expect(parsed.ok ? 'understood' : parsed.error).toContain(why);
    expect(parsed.ok ? '' : parsed.error).toContain(`"${text}"`);
    expect(() => transportFor(text)).toThrow(RangeError);
  });

  it('a transport says where it goes, as it was written', () => {
    expect(transportFor('serial:/dev/ttyUSB0', { serial: { baudRate: 9600 } }).address).toBe(
      'serial:/dev/ttyUSB0',
    );
    expect(transportFor('tcp://[fe80::1]:9100').address).toBe('tcp://[fe80::1]:9100');
    expect(transportFor('file:/dev/usb/lp0').address).toBe('file:/dev/usb/lp0');
    expect(transportFor('hid:05E0:1300').address).toBe('hid:05e0:1300');
  });

  it('a serial line without a speed is refused unless the model knows one', () => {
    expect(() => transportFor('serial:/dev/ttyUSB0')).toThrow('speed');
    expect(() => openerFor({ kind: 'serial', path: '/dev/ttyUSB0', settings: {} })).toThrow('speed');
  });

  it('a HID port needs a HID address', () => {
    expect(hidPortFor('hid:05e0:1300', { usagePage: 0x8c }).address).toBe('hid:05e0:1300');
    expect(() => hidPortFor('file:/dev/usb/lp0')).toThrow('not a HID device');
    expect(() => hidPortFor('hid:05e0:1300?framing=length')).toThrow('leave framing out');
    expect(() => hidPortFor('nonsense')).toThrow('must begin with');
  });

  it('a HID device that is not plugged in is named by the failure to open it', async () => {
    await expect(hidPortFor('hid:fffe:fffe').open()).rejects.toThrow(
      'hid:fffe:fffe: no such device is plugged in',
    );
    await expect(hidPortFor('hid:/dev/hidraw250').open()).rejects.toThrow('hid:/dev/hidraw250');
  });
});
