/** `npm run devices -- ...`: for the person who plugs a kiosk together, and for the one who looks into a fault. */
import { main } from './cli/main.ts';
import { systemTerminal } from './cli/terminal.ts';
import { systemClock } from './transports/transport.ts';

process.exitCode = await main(process.argv.slice(2), systemClock, systemTerminal);
