import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { Role } from '../../devices/device.ts';
import { driverFor, driverNames, photoDecoders } from '../../devices/registry.ts';

/** The one configuration file: read once, refused loudly, each fault named by its path in the file. */

export type KeySource =
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'env'; readonly name: string }
  | { readonly from: 'safe-storage' }
  | { readonly from: 'development' };

/** `options`: the driver's own, which it has checked; absent: its usual ones. */
export type DeviceSetting = { readonly driver: string; readonly at: string; readonly options?: unknown };

/** `photo`: the vendor's program that decodes photos, `wlt:/opt/vendor/wlt2bmp`; absent: no photo is decoded. */
export type IdReaderSetting = DeviceSetting & { readonly photo?: string };

export type Config = {
  readonly kiosk: {
    readonly id: string;
    readonly hall: string;
    readonly timezone: string;
    readonly languages: readonly string[];
  };
  readonly central: {
    readonly url: string;
    readonly token: string;
    readonly ca?: Buffer;
    readonly cert?: Buffer;
    readonly key?: Buffer;
  };
  readonly storage: { readonly key: KeySource };
  readonly devices: Readonly<Partial<Record<Role, DeviceSetting>>> & { readonly idReader?: IdReaderSetting };
};

/** `path` in the file, e.g. `devices.idReader.at`. */
export type ConfigFault = { readonly path: string; readonly message: string };

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  /** `keySource`: what the file says of the storage key, whatever else is wrong with it. */
  | { readonly ok: false; readonly faults: readonly ConfigFault[]; readonly keySource?: KeySource };

const nonEmpty = z.string({ error: 'must be a text' }).min(1, 'must not be empty');

const isTimezone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

const centralUrl = nonEmpty.superRefine((text, context) => {
  const problem = !URL.canParse(text)
    ? 'must be a URL'
    : !/^https?:$/.test(new URL(text).protocol)
      ? 'must begin with https: (or http: on loopback)'
      : new URL(text).protocol === 'http:' && !isLoopback(new URL(text).hostname)
        ? 'plain http: is allowed to loopback only; use https:'
        : undefined;
  if (problem !== undefined) context.addIssue({ code: 'custom', message: `"${text}": ${problem}` });
});

const keySource = z.object({
  from: nonEmpty.superRefine((text, context) => {
    if (!/^(file:.+|env:[A-Za-z_]\w*|safe-storage|development)$/.test(text))
      context.addIssue({
        code: 'custom',
        // Not said again here: somebody may have put the key itself.
        message: 'must be file:PATH, env:NAME, safe-storage or development',
      });
  }),
});

const parseKeySource = (from: string, base: string): KeySource => {
  if (from.startsWith('file:')) return { from: 'file', path: resolve(base, from.slice(5)) };
  if (from.startsWith('env:')) return { from: 'env', name: from.slice(4) };
  return { from: from === 'safe-storage' ? 'safe-storage' : 'development' };
};

const roles = [
  'idReader',
  'ticketPrinter',
  'documentPrinter',
  'scanner',
  'codeScanner',
] as const satisfies readonly Role[];

const device = (role: Role, simulatedAllowed: boolean) =>
  z
    .object({ driver: nonEmpty, at: nonEmpty, options: z.unknown().optional() })
    .superRefine(({ driver: name, at, options }, context) => {
      const driver = driverFor(role, name);
      if (driver === undefined) {
        const names = driverNames(role).join(', ');
        context.addIssue({
          code: 'custom',
          path: ['driver'],
          message: `"${name}": there is no such driver; ${role} has ${names}`,
        });
        return;
      }
      for (const { path, message } of driver.checkOptions(options))
        context.addIssue({
          code: 'custom',
          path: ['options', ...path.split('.').filter((name) => name !== '')],
          message,
        });
      if (at.startsWith('simulated:')) {
        if (!simulatedAllowed)
          context.addIssue({
            code: 'custom',
            path: ['at'],
            message: `"${at}": a packaged kiosk has no simulated devices`,
          });
        return;
      }
      const wrong = driver.check(at);
      if (wrong !== undefined) context.addIssue({ code: 'custom', path: ['at'], message: wrong });
    });

const photoProgram = z.string({ error: 'must be a text' }).superRefine((at, context) => {
  const wrong = photoDecoders.check(at);
  if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
});

const schema = (packaged: boolean) =>
  z.object({
    kiosk: z.object({
      id: nonEmpty.max(100),
      hall: nonEmpty.max(100),
      timezone: nonEmpty
        .refine(isTimezone, 'must be a time zone such as Asia/Shanghai')
        .default('Asia/Shanghai'),
      languages: z.array(nonEmpty).min(1, 'must name at least one language').default(['zh-CN', 'en']),
    }),
    central: z.object({
      url: centralUrl,
      token: nonEmpty,
      ca: nonEmpty.optional(),
      cert: nonEmpty.optional(),
      key: nonEmpty.optional(),
    }),
    storage: z.object({ key: keySource }),
    devices: z
      .object({
        idReader: z
          .intersection(device('idReader', !packaged), z.object({ photo: photoProgram.optional() }))
          .optional(),
        ticketPrinter: device('ticketPrinter', !packaged).optional(),
        documentPrinter: device('documentPrinter', !packaged).optional(),
        scanner: device('scanner', !packaged).optional(),
        codeScanner: device('codeScanner', !packaged).optional(),
      })
      .default({}),
  });

/** Names that mean nothing here: most likely a misspelling of one that does. */
const unknownRoles = (raw: unknown): ConfigFault[] => {
  const devices = typeof raw === 'object' && raw !== null && 'devices' in raw ? raw.devices : undefined;
  if (typeof devices !== 'object' || devices === null) return [];
  return Object.keys(devices)
    .filter((name) => !(roles as readonly string[]).includes(name))
    .map((name) => ({
      path: `devices.${name}`,
      message: `there is no such device; there are ${roles.join(', ')}`,
    }));
};

type Certificates = { ca?: Buffer; cert?: Buffer; key?: Buffer };

/** The files that `central` names, read whatever else is wrong: every fault is told at once. */
const readCertificates = (raw: unknown, base: string): { files: Certificates; faults: ConfigFault[] } => {
  const files: Certificates = {};
  const faults: ConfigFault[] = [];
  const path = z.string().min(1).optional().catch(undefined);
  const named = z.object({ central: z.object({ ca: path, cert: path, key: path }) }).safeParse(raw);
  if (!named.success) return { files, faults };
  const { central } = named.data;
  for (const name of ['ca', 'cert', 'key'] as const) {
    const file = central[name];
    if (file === undefined) continue;
    try {
      files[name] = readFileSync(resolve(base, file));
    } catch {
      faults.push({ path: `central.${name}`, message: `"${file}" can't be read` });
    }
  }
  if ((central.cert === undefined) !== (central.key === undefined))
    faults.push({
      path: central.cert === undefined ? 'central.cert' : 'central.key',
      message: 'a client certificate needs both cert and key',
    });
  return { files, faults };
};

/** What the parser says without the piece of the file that it shows: that may be a piece of the token. */
const withoutExcerpt = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/,? (\.\.\.)?".*is not valid JSON$/s, '');

/** `text` is the file's content; paths inside it count from `base`. */
export const parseConfig = (
  text: string,
  options: { readonly base: string; readonly packaged: boolean },
): ConfigResult => {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      faults: [{ path: '(file)', message: `is not JSON: ${withoutExcerpt(error)}` }],
    };
  }
  const certificates = readCertificates(raw, options.base);
  const parsed = schema(options.packaged).safeParse(raw);
  const faults: ConfigFault[] = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({
        path: issue.path.join('.') || '(file)',
        message: issue.message,
      }));
  faults.push(...unknownRoles(raw), ...certificates.faults);
  if (!parsed.success || faults.length > 0) {
    const found = z.object({ storage: z.object({ key: keySource }) }).safeParse(raw);
    if (!found.success) return { ok: false, faults };
    return { ok: false, faults, keySource: parseKeySource(found.data.storage.key.from, options.base) };
  }
  const { kiosk, central, storage, devices } = parsed.data;
  const known: Partial<Record<Role, IdReaderSetting>> = {};
  for (const role of roles) {
    const setting = devices[role];
    if (setting === undefined) continue;
    const { driver, at, options } = setting;
    known[role] = { driver, at, ...(options === undefined ? {} : { options }) };
  }
  const photo = devices.idReader?.photo;
  if (known.idReader !== undefined && photo !== undefined) known.idReader = { ...known.idReader, photo };
  return {
    ok: true,
    config: {
      kiosk,
      central: { url: central.url.replace(/\/+$/, ''), token: central.token, ...certificates.files },
      storage: { key: parseKeySource(storage.key.from, options.base) },
      devices: known,
    },
  };
};

export const readConfig = (path: string, packaged: boolean): ConfigResult => {
  try {
    return parseConfig(readFileSync(path, 'utf8'), { base: dirname(resolve(path)), packaged });
  } catch {
    return { ok: false, faults: [{ path: '(file)', message: `"${path}" can't be read` }] };
  }
};
