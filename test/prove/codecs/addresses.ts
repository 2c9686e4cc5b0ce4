import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseIppAddress } from '../../../devices/models/ipp/address.ts';
import { drivers } from '../../../devices/registry.ts';
import { parseAddress } from '../../../devices/transports/address.ts';
import type { ProofContext } from '../proof.ts';
import { same, sampled } from './sampled.ts';

const golden = [
  'serial:/dev/ttyUSB0?baudRate=115200',
  'serial:COM3?dataBits=7&parity=even&stopBits=1.5&rtscts=true&xonxoff=0',
  'tcp://192.168.1.50:9100',
  'tcp://[fe80::1]:9100',
  'file:/dev/usb/lp0',
  'hid:0c2e:0b81?usagePage=8c&serialNumber=A17',
  'hid:/dev/hidraw3',
  'ipp://printer.local:631/ipp/print',
  'ipps://printer.local/ipp/print',
  'http://scanner.local/eSCL',
  'test:0',
];

/** Understood, or refused in one line that quotes what was written; by the parser and by every driver's check. */
const judged = (text: string): void => {
  const parsed = parseAddress(text);
  if (!parsed.ok)
    assert(parsed.error.includes(`"${text}"`), `a refusal that does not quote: ${parsed.error}`);
  const ipp = parseIppAddress(text);
  if (!ipp.ok) assert(ipp.error !== '');
  for (const driver of drivers) {
    const complaint = driver.check(text);
    assert(complaint === undefined || complaint !== '', `${driver.name}: an empty complaint`);
  }
};

export const addresses = async (context: ProofContext): Promise<void> => {
  const check = (promise: string, body: () => number) => context.check(`addresses: ${promise}`, body);
  await check(
    'with any single wrong character, or cut off anywhere, an address is understood or refused with a reason',
    () => {
      const alphabet = [...'\0 /:?&=[]@%#\\\n"一0aZ-.', '\ud800', '\u{1f600}'];
      let cases = 0;
      for (const text of golden)
        for (let at = 0; at <= text.length; at += 1) {
          judged(text.slice(0, at));
          for (const character of alphabet) {
            judged(text.slice(0, at) + character + text.slice(at + 1));
            judged(text.slice(0, at) + character + text.slice(at));
            cases += 2;
          }
        }
      return cases;
    },
  );
  await check('any text at all is understood or refused with a reason', () =>
    sampled(
      context,
      'address noise',
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc
          .tuple(fc.constantFrom('serial:', 'tcp://', 'file:', 'hid:', 'ipp://', 'http://'), fc.string())
          .map((parts) => parts.join('')),
      ),
      judged,
    ),
  );
  const host = fc.oneof(
    fc.ipV4(),
    fc.domain(),
    fc.ipV6().map((address) => `[${address}]`),
  );
  await check('what is written is what is understood', () =>
    sampled(
      context,
      'addresses',
      fc.tuple(
        host,
        fc.integer({ min: 1, max: 65_535 }),
        fc.integer({ min: 50, max: 4_000_000 }),
        fc.integer({ min: 1, max: 0xffff }),
        fc.nat(0xffff),
      ),
      ([where, port, baudRate, vendorId, productId]) => {
        same(parseAddress(`tcp://${where}:${port}`), {
          ok: true,
          value: { kind: 'tcp', host: where.replaceAll(/[[\]]/g, ''), port },
        });
        same(parseAddress(`serial:/dev/ttyS1?baudRate=${baudRate}`), {
          ok: true,
          value: { kind: 'serial', path: '/dev/ttyS1', settings: { baudRate } },
        });
        same(parseAddress(`hid:${vendorId.toString(16)}:${productId.toString(16)}`), {
          ok: true,
          value: { kind: 'hid', selection: { vendorId, productId } },
        });
      },
    ),
  );
};
