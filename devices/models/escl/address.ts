import { parseFingerprint } from '../../protocol/pinned-tls.ts';

/** Where a scanner is. */
export type EsclAddress = {
  /** Root of the service, e.g. `http://scanner.local/eSCL` (mDNS: `_uscan._tcp`, TXT `rs`). */
  readonly url: URL;
  /** SHA-256 of the scanner's certificate, upper-case hex with colons: scanners sign their own. */
  readonly fingerprint?: string;
};

export type ParsedEsclAddress =
  | { readonly ok: true; readonly value: EsclAddress }
  /** One English clause that says what is wrong, for the person who writes the configuration. */
  | { readonly ok: false; readonly error: string };

const usualPath = '/eSCL';

/** Parses `http://scanner.local/eSCL`, `https://10.0.0.9/eSCL?fingerprint=AB:CD:…`. Without a path it is `/eSCL`. */
export const parseEsclAddress = (text: string): ParsedEsclAddress => {
  const shown = text.replace(/\/\/[^/?]*@/, '//***@');
  const wrong = (error: string): ParsedEsclAddress => ({ ok: false, error: `"${shown}": ${error}` });
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return wrong('must be a URL that begins with http, https');
  if (url.username || url.password) return wrong('a name or password does not belong in the address');
  for (const name of url.searchParams.keys())
    if (name !== 'fingerprint') return wrong(`unknown option "${name}" (there is: fingerprint)`);
  const given = url.searchParams.get('fingerprint');
  const fingerprint = given === null ? undefined : parseFingerprint(given);
  if (given !== null && fingerprint === undefined) return wrong('a fingerprint is 32 bytes in hexadecimal');
  if (fingerprint !== undefined && url.protocol !== 'https:') return wrong('a fingerprint needs https://');
  const root = new URL(url.origin);
  // Assigned, not resolved: a path that begins with two slashes would be taken for a host.
  root.pathname = url.pathname.replace(/\/+$/, '') || usualPath;
  return { ok: true, value: { url: root, ...(fingerprint === undefined ? {} : { fingerprint }) } };
};
