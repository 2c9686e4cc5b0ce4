import { describe, expect, it } from 'vitest';
import {
  decodeEvent,
  encodeCreate,
  encodeDestroy,
  encodeGetReportRefusal,
  encodeInput,
  encodeSetReportReply,
} from './uhid.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const padded = (begin: string, length: number): Uint8Array => {
  const event = new Uint8Array(length);
  event.set(bytes(begin));
  return event;
};

const identity = {
  name: 'Scanner',
  serialNumber: 'T-1',
  vendorId: 0x05e0,
  productId: 0x1300,
  descriptor: bytes('05 8C'),
};

describe('the events of /dev/uhid', () => {
  it('creation names the device, its bus, its ids and its descriptor at the places of uhid_create2_req', () => {
    const event = Buffer.from(encodeCreate(identity));
    expect(event.length).toBe(282);
    expect(event.readUInt32LE(0)).toBe(11);
    expect(event.toString('utf8', 4, 12)).toBe('Scanner\0');
    expect(event.toString('utf8', 196, 200)).toBe('T-1\0');
    expect([...event.subarray(260)]).toEqual([
      ...bytes('02 00  03 00  E0 05 00 00  00 13 00 00  00 00 00 00  00 00 00 00  05 8C'),
    ]);
  });

  it('a name too long is cut and stays ended by a NUL', () => {
    const event = encodeCreate({ ...identity, name: 'x'.repeat(300), serialNumber: 'y'.repeat(300) });
    expect([event[130], event[131], event[258], event[259]]).toEqual([0x78, 0, 0x79, 0]);
  });

  it('an input report carries its length; an answer carries the number of its question', () => {
    expect(encodeInput(bytes('02 01 41'))).toEqual(Buffer.from(bytes('0C 00 00 00  03 00  02 01 41')));
    expect(encodeSetReportReply(0x01020304, 5)).toEqual(
      Buffer.from(bytes('0E 00 00 00  04 03 02 01  05 00')),
    );
    expect(encodeGetReportRefusal(7, 5)).toEqual(
      Buffer.from(bytes('0A 00 00 00  07 00 00 00  05 00  00 00')),
    );
    expect(encodeDestroy()).toEqual(Buffer.from(bytes('01 00 00 00')));
  });

  it('what the kernel would not take is refused', () => {
    expect(() => encodeInput(new Uint8Array(4097))).toThrow(RangeError);
    expect(() => encodeCreate({ ...identity, descriptor: new Uint8Array(4097) })).toThrow(RangeError);
  });

  it.each([
    ['02', { kind: 'start' }],
    ['03', { kind: 'stop' }],
    ['04', { kind: 'open' }],
    ['05', { kind: 'close' }],
    ['63', { kind: 'other', type: 0x63 }],
  ])('type %s is understood', (type, event) => {
    expect(decodeEvent(padded(type, 4376))).toEqual(event);
  });

  it('a feature report that a program sets arrives with its question number', () => {
    const event = padded('0D 00 00 00  2A 00 00 00  FE 00  02 00  FE 01', 4376);
    expect(decodeEvent(event)).toEqual({ kind: 'set-report', request: 42, report: bytes('FE 01') });
  });

  it('a report that a program asks for arrives with its id', () => {
    const event = padded('09 00 00 00  2B 00 00 00  FE 00', 4376);
    expect(decodeEvent(event)).toEqual({ kind: 'get-report', request: 43, reportId: 0xfe });
  });

  it('an output report is as long as stated behind its 4096 bytes', () => {
    const event = padded('06 00 00 00  04 01', 4376);
    event.set(bytes('02 00 01'), 4100);
    expect(decodeEvent(event)).toEqual({ kind: 'output', report: bytes('04 01') });
  });
});
