import { expect, it } from 'vitest';
import { parseIppAddress } from '../../../devices/models/ipp/address.ts';
import { ippModel } from '../../../devices/models/ipp/model.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

it.each([
  ['ipp://printer.local', 'http://printer.local:631/ipp/print', 'ipp://printer.local:631/ipp/print'],
  ['ipp://10.0.0.9:8631/printers/a4', 'http://10.0.0.9:8631/printers/a4', 'ipp://10.0.0.9:8631/printers/a4'],
  [
    'ipps://printer.local/ipp/print',
    'https://printer.local:631/ipp/print',
    'ipps://printer.local:631/ipp/print',
  ],
  ['http://printer.local:631/ipp', 'http://printer.local:631/ipp', 'ipp://printer.local:631/ipp'],
  ['https://printer.local/ipp', 'https://printer.local:443/ipp', 'ipps://printer.local:443/ipp'],
  ['ipp://[::1]:631/', 'http://[::1]:631/ipp/print', 'ipp://[::1]:631/ipp/print'],
])('%s is asked at %s', (text, httpUrl, printerUri) => {
  expect(parseIppAddress(text)).toEqual({ ok: true, value: { httpUrl, printerUri } });
});

it.each([
  ['tcp://10.0.0.9:9100', 'must be ipp://'],
  ['ipp://', 'must be ipp://'],
  ['ipp://staff:secret@printer.local', 'does not belong in the address'],
  ['ipps://printer.local?fingerprint=abc', '32 bytes'],
  [`ipp://printer.local?fingerprint=${'ab'.repeat(32)}`, 'needs ipps://'],
  ['ipp://printer.local?colour=yes', 'unknown option "colour"'],
])('%s is refused with a reason', (text, reason) => {
  expect(parseIppAddress(text)).toEqual({ ok: false, error: expect.stringContaining(reason) });
  expect(() => ippModel.create(text, new VirtualClock())).toThrow(RangeError);
});

it('a password in a wrong address is not repeated in the reason', () => {
  const parsed = parseIppAddress('ipp://staff:secret@printer.local');
  expect(JSON.stringify(parsed)).not.toContain('secret');
});
