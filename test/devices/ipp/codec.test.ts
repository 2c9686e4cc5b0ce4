import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../devices/models/ipp/codec.ts';
import {
  attributesOf,
  groupTag,
  type IppAttribute,
  type IppMessage,
  integerOf,
  stringsOf,
} from '../../../devices/models/ipp/message.ts';
import { getPrinterAttributes } from '../../../devices/models/ipp/operations.ts';
import { ceilings } from '../../../devices/models/ipp/value-tags.ts';
import { anyIppMessage, bytesOfHex, recordedReply, recordedRequest } from '../support/ipp-messages.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const read = (bytes: Uint8Array): IppMessage => {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.malformed.reason);
  return decoded.message;
};

/** A message of one printer attribute with these value fields. */
const around = (...fields: string[]): Uint8Array => bytesOfHex(`020000000000000104${fields.join('')}03`);
const field = (tag: number, name: string, value: string): string => {
  const length = (text: Buffer) => text.length.toString(16).padStart(4, '0');
  const [nameBytes, valueBytes] = [Buffer.from(name), Buffer.from(value, 'hex')];
  return `${tag.toString(16)}${length(nameBytes)}${nameBytes.toString('hex')}${length(valueBytes)}${value}`;
};

describe('against recorded bytes', () => {
  it('asks for a printer’s attributes byte for byte as a known printer accepted it', () => {
    const target = { printerUri: 'ipp://localhost:18631/ipp/print', version: { major: 2, minor: 0 } };
    const names = ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs'];
    expect(hexOf(encode(getPrinterAttributes(names)(target, 1)))).toBe(recordedRequest);
  });

  it('reads that printer’s reply, and writes it back byte for byte', () => {
    const message = read(bytesOfHex(recordedReply));
    const attributes = attributesOf(message, groupTag.printer);
    expect(message).toMatchObject({ code: 0, requestId: 1, version: { major: 2, minor: 0 } });
    expect(integerOf(attributes, 'printer-state')).toBe(3);
    expect(stringsOf(attributes, 'printer-state-reasons')).toEqual(['none']);
    expect(hexOf(encode(message))).toBe(recordedReply);
  });
});

describe('bad bytes', () => {
  const genuine = [bytesOfHex(recordedRequest), bytesOfHex(recordedReply)];

  it('says of every truncation that it is malformed, and never throws', () => {
    for (const whole of genuine)
      for (let length = 0; length < whole.length; length += 1)
        expect(decode(whole.subarray(0, length)).ok).toBe(false);
  });

  it('answers every corruption of a single byte with a value, and never throws', () => {
    for (const whole of genuine)
      for (let at = 0; at < whole.length; at += 1)
        for (let byte = 0; byte < 256; byte += 1) {
          const spoiled = whole.slice();
          spoiled[at] = byte;
          expect(typeof decode(spoiled).ok).toBe('boolean');
        }
  });

  it('answers any bytes at all with a value', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const headed = Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 1, 4, ...noise);
        return typeof decode(noise).ok === 'boolean' && typeof decode(headed).ok === 'boolean';
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses collections nested without end, a further value of nothing, and an unclosed collection', () => {
    const opened = field(0x34, 'media-col', '') + (field(0x4a, '', '78') + field(0x34, '', '')).repeat(20);
    expect(decode(around(opened))).toMatchObject({ ok: false, malformed: { reason: /nested/ } });
    expect(decode(around(field(0x21, '', '00000001')))).toMatchObject({ ok: false });
    expect(decode(around(field(0x34, 'media-col', '')))).toMatchObject({ ok: false });
    expect(decode(around(field(0x37, 'media-col', '')))).toMatchObject({ ok: false });
  });

  it('stops at its ceiling of values instead of filling the memory', () => {
    const many = field(0x22, 'x', '01') + field(0x22, '', '01').repeat(ceilings.values);
    expect(decode(around(many))).toMatchObject({ ok: false, malformed: { reason: 'too long' } });
  });

  it('keeps the printer when one value has the wrong length for its tag', () => {
    const message = read(around(field(0x21, 'odd', '0001'), field(0x23, 'printer-state', '00000005')));
    const attributes = attributesOf(message, groupTag.printer);
    expect(integerOf(attributes, 'printer-state')).toBe(5);
    expect(attributes[0]?.values[0]).toEqual({ type: 'opaque', tag: 0x21, value: Uint8Array.of(0, 1) });
  });
});

describe('round trip', () => {
  it('gives back every message that it wrote', () => {
    fc.assert(
      fc.property(anyIppMessage, (wanted) => {
        expect(decode(encode(wanted))).toEqual({ ok: true, message: wanted });
      }),
      { numRuns: 500 },
    );
  });

  it('refuses, as a bug, to write a value that no length field can hold', () => {
    const long: IppAttribute = { name: 'x', values: [{ type: 'text', value: 'a'.repeat(32768) }] };
    const message = { ...read(bytesOfHex(recordedReply)), groups: [{ tag: 1, attributes: [long] }] };
    expect(() => encode(message)).toThrow(RangeError);
  });
});
