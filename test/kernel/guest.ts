/** Runs inside the emulated machine, started by its init. Tells the promises' fate on the console and ends. */
import { hostOnConsole, keepAll } from './promises.ts';
import { readerPromises } from './reader-promises.ts';
import { scannerPromises } from './scanner-promises.ts';

const host = hostOnConsole();
const allKept = await keepAll([...scannerPromises, ...readerPromises(host.ask)]);
host.close();
process.exitCode = allKept ? 0 : 1;
