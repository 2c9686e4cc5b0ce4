import { expect, it } from 'vitest';
import { parseEsclAddress } from '../../../devices/models/escl/address.ts';

const shown = (text: string): string => {
  const parsed = parseEsclAddress(text);
  return parsed.ok ? [parsed.value.url.href, parsed.value.fingerprint].join(' ').trim() : parsed.error;
};

const digits = 'ab'.repeat(32);
const withColons = Array(32).fill('AB').join(':');

it.each([
  ['http://scanner.local/eSCL', 'http://scanner.local/eSCL'],
  ['http://scanner.local', 'http://scanner.local/eSCL'],
  ['http://scanner.local//eSCL', 'http://scanner.local//eSCL'],
  ['http://&\\\\>', 'http://&//%3E'],
  ['http://192.168.1.70:8080/scan/eSCL/', 'http://192.168.1.70:8080/scan/eSCL'],
  ['https://[fd00::9]/eSCL', 'https://[fd00::9]/eSCL'],
  [`https://10.0.0.9/eSCL?fingerprint=${digits}`, `https://10.0.0.9/eSCL ${withColons}`],
  [`https://10.0.0.9?fingerprint=${withColons}`, `https://10.0.0.9/eSCL ${withColons}`],
])('%s is a scanner', (text, meant) => {
  expect(shown(text)).toBe(meant);
});

it.each([
  ['scanner.local', 'must be a URL that begins with http, https'],
  ['ftp://scanner.local', 'must be a URL that begins with http, https'],
  ['https://scanner.local?fingerprint=abc', 'a fingerprint is 32 bytes in hexadecimal'],
  [`http://scanner.local?fingerprint=${digits}`, 'a fingerprint needs https://'],
  ['https://scanner.local?certificate=x.pem', 'unknown option "certificate" (there is: fingerprint)'],
])('%s is refused: %s', (text, why) => {
  expect(shown(text)).toContain(why);
});

it('a password in an address is refused, and not repeated', () => {
  const said = shown('https://anna:secret@scanner.local/eSCL');
  expect(said).toContain('does not belong in the address');
  expect(said).not.toContain('secret');
});
