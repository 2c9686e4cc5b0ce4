import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, parse, relative, resolve } from 'node:path';
import { parseConfig } from '../config.ts';
import { writeDurably } from '../store/durable-file.ts';
import { addressFault } from '../sync/http.ts';
import { type Command, exits, Refusal, readArgs, usageFault } from './command.ts';
import { askToEnrol, certificateFault } from './enrol/ask.ts';
import { newKeyPair } from './enrol/certification-request.ts';
import { hardwareId } from './enrol/hardware-id.ts';
import { kioskFile } from './enrol/kiosk-file.ts';

const options = {
  central: { type: 'string' },
  ca: { type: 'string' },
  out: { type: 'string' },
  'hardware-id': { type: 'string' },
  'storage-key': { type: 'string' },
} as const;

/** Where a packaged kiosk's image puts the key; at a desk one is made in the data folder. */
const usualStorageKey = (packaged: boolean): string =>
  packaged ? 'file:/run/credentials/kiosk.key' : 'development';

const readCa = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch {
    throw new Refusal(exits.wrong, `--ca: "${path}" can't be read.`);
  }
};

/** All that can go wrong here is tried before the code is spent: the names are free, and the folder takes the key. */
const claim = (files: readonly string[], keyFile: string, privateKey: string): void => {
  for (const file of files)
    if (existsSync(file))
      throw new Refusal(
        exits.wrong,
        `"${file}" is there already; nothing was asked, and it was not touched.`,
      );
  try {
    mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
    writeDurably(keyFile, Buffer.from(privateKey));
  } catch {
    throw new Refusal(exits.wrong, `"${keyFile}" can't be written; nothing was asked.`);
  }
};

export const enrol: Command = {
  name: 'enrol',
  usage: 'CODE --central URL [--out FILE] [--ca PEM] [--storage-key FROM] [--hardware-id TEXT]',
  summary: 'make this machine a kiosk: key pair, certificate, token and configuration',
  run: async (args, { out, err, clock, packaged }) => {
    const { values, positionals } = readArgs(args, options, 1);
    const code = positionals[0] ?? '';
    const url = values.central?.replace(/\/+$/, '');
    if (url === undefined) throw usageFault('Name the central system: --central URL.');
    const fault = addressFault(url);
    if (fault !== undefined) throw usageFault(`--central: "${url}" ${fault}.`);
    const ca = values.ca === undefined ? undefined : readCa(values.ca);
    const config = resolve(values.out ?? 'kiosk.json');
    const folder = dirname(config);
    const beside = (end: string): string => `${parse(config).name}${end}`;
    const [cert, key] = [beside('-client-cert.pem'), beside('-client-key.pem')];
    const id = values['hardware-id'] ?? hardwareId();
    const pair = newKeyPair(id);
    claim([config, join(folder, cert), join(folder, key)], join(folder, key), pair.privateKey);

    const enrolled = await askToEnrol({
      url,
      ...(ca === undefined ? {} : { ca }),
      code,
      hardwareId: id,
      csr: pair.csr,
      now: () => clock.now(),
    });
    if (!enrolled.ok) {
      rmSync(join(folder, key), { force: true });
      throw new Refusal(exits.wrong, enrolled.why);
    }
    const { answer } = enrolled;
    const { certificate } = answer;
    const unfit = certificate === undefined ? undefined : certificateFault(certificate, pair.privateKey);
    const useful = certificate !== undefined && unfit === undefined;
    if (useful) writeDurably(join(folder, cert), Buffer.from(certificate));
    else rmSync(join(folder, key), { force: true });
    const file = kioskFile(answer, {
      url,
      storageKeyElse: usualStorageKey(packaged),
      ...(values['storage-key'] === undefined ? {} : { storageKey: values['storage-key'] }),
      ...(values.ca === undefined ? {} : { ca: relative(folder, resolve(values.ca)) }),
      ...(useful ? { cert, key } : {}),
    });
    const text = `${JSON.stringify(file, null, 2)}\n`;
    // Whatever is wrong with it: the code is spent, so the token must not be lost.
    writeDurably(config, Buffer.from(text));
    out(`This machine is the kiosk ${answer.kioskId}. Its configuration is ${config}.`);
    if (!useful) out('Its token is its only proof: there is no client certificate.');

    const read = parseConfig(text, { base: folder, packaged });
    if (!read.ok) for (const { path, message } of read.faults) err(`${path}: ${message}`);
    if (unfit !== undefined) err(unfit);
    if (!read.ok) return exits.badConfiguration;
    return unfit === undefined ? exits.well : exits.wrong;
  },
};
