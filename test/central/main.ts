/**
 * The stand-in central system as a program: `node test/central/main.ts [--port N] [--token T]`.
 * Prints one line of JSON, `{url, token}`, when it serves. SIGTERM ends it.
 * Forked, it takes messages (control.ts) from its parent and from nobody else.
 */
import { parseArgs } from 'node:util';
import { listenToParent } from './control.ts';
import { startCentral } from './server.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, token: { type: 'string' } },
});
const central = await startCentral({
  port: Number(values.port),
  token: values.token,
  enrolCodes: { '482913': 'HZ-XH-0012', '736205': 'HZ-XH-0013' },
});
const stop = async () => {
  await central.close();
  process.exit(0);
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
listenToParent(process, central, stop);
process.stdout.write(`${JSON.stringify({ url: central.url, token: central.token })}\n`);
