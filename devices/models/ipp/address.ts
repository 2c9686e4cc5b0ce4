import { parseFingerprint } from '../../protocol/pinned-tls.ts';

/** Where a printer is. `ipp://` is HTTP and `ipps://` HTTPS, both on port 631 unless it says otherwise. */
export type IppAddress = {
  /** For the HTTP client: `http://host:631/ipp/print`. */
  readonly httpUrl: string;
  /** For the printer-uri attribute: `ipp://host:631/ipp/print`. */
  readonly printerUri: string;
  /** SHA-256 of the printer's certificate, upper-case hex with colons: printers sign their own. */
  readonly fingerprint?: string;
};

export type ParsedIppAddress =
  | { readonly ok: true; readonly value: IppAddress }
  /** One English clause that says what is wrong, for the person who writes the configuration. */
  | { readonly ok: false; readonly error: string };

const schemes: Readonly<
  Record<string, { readonly http: string; readonly ipp: string; readonly port: string }>
> = {
  'ipp:': { http: 'http:', ipp: 'ipp:', port: '631' },
  'ipps:': { http: 'https:', ipp: 'ipps:', port: '631' },
  'http:': { http: 'http:', ipp: 'ipp:', port: '80' },
  'https:': { http: 'https:', ipp: 'ipps:', port: '443' },
};

const usualPath = '/ipp/print';

/**
 * Parses `ipp://printer.local:631/ipp/print`, `ipps://10.0.0.9?fingerprint=AB:CD:…`, `http://host:631/ipp/print`.
 * Without a path it is `/ipp/print` (IPP Everywhere).
 */
export const parseIppAddress = (text: string): ParsedIppAddress => {
  const shown = text.replace(/\/\/[^/?]*@/, '//***@');
  const wrong = (error: string): ParsedIppAddress => ({ ok: false, error: `"${shown}": ${error}` });
  const scheme = schemes[/^([a-z]+:)\/\//.exec(text)?.[1] ?? ''];
  // The URL class knows neither port nor path rules of `ipp:`; it does those of `http:`.
  const url = scheme ? URL.parse(text.replace(/^[a-z]+:/, 'http:')) : null;
  if (!scheme || !url) return wrong('must be ipp://host:port/path, e.g. ipp://192.168.1.60:631/ipp/print');
  if (url.username || url.password) return wrong('a name or password does not belong in the address');
  const port = /^[a-z]+:\/\/(?:\[[^\]]*\]|[^/:?]*):(\d+)/.exec(text)?.[1] ?? scheme.port;
  const path = url.pathname === '/' ? usualPath : url.pathname;
  const rest = `//${url.hostname}:${port}${path}`;
  const given = url.searchParams.get('fingerprint');
  const fingerprint = given === null ? undefined : parseFingerprint(given);
  if (given !== null && !fingerprint) return wrong('a fingerprint is 32 bytes in hexadecimal');
  if (fingerprint && scheme.http !== 'https:') return wrong('a fingerprint needs ipps://');
  for (const name of url.searchParams.keys())
    if (name !== 'fingerprint') return wrong(`unknown option "${name}" (there is: fingerprint)`);
  const value = { httpUrl: scheme.http + rest, printerUri: scheme.ipp + rest };
  return { ok: true, value: fingerprint ? { ...value, fingerprint } : value };
};
