/**
 * The importer as a program:
 * `node test/central/bundle/main.ts --from DIR --key PEM --kiosk-key PEM --url URL --token T`.
 * Prints what became of each record; ends with 1 when the bundle is refused or a record was.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { importBundle } from './import-bundle.ts';
import { readBundle } from './read-bundle.ts';

const text = { type: 'string', default: '' } as const;
const { values } = parseArgs({
  options: { from: text, key: text, 'kiosk-key': text, url: text, token: text },
});
const opened = readBundle(values.from, {
  privateKey: createPrivateKey(readFileSync(values.key)),
  kioskKey: createPublicKey(readFileSync(values['kiosk-key'])),
});
if (opened.ok) {
  const imported = await importBundle(opened.bundle, { url: values.url, token: values.token });
  for (const { id, kind, outcome } of imported) process.stdout.write(`${id} ${kind} ${outcome}\n`);
  if (imported.some(({ outcome }) => typeof outcome === 'number')) process.exitCode = 1;
} else {
  process.stderr.write(`${opened.why}\n`);
  process.exitCode = 1;
}
