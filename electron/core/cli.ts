import { randomBytes } from 'node:crypto';
import { systemClock } from '../../devices/transports/transport.ts';
import { packaged } from './build-info.ts';
import { run } from './cli/run.ts';

/** The operator's commands: `npm run kiosk -- COMMAND` in the project, `kiosk COMMAND` installed. */

const status = await run(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  environment: process.env,
  clock: systemClock,
  random: (count) => randomBytes(count),
  packaged,
});

// Not by running dry: a handle that some library still holds, or a connection that broke off, would keep a script waiting.
process.exit(status);
