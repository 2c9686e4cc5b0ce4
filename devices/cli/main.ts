import type { Clock } from '../transports/transport.ts';
import { type Sources, systemSources } from './find.ts';
import { list } from './list.ts';
import { probe } from './probe.ts';
import { record } from './record.ts';
import { replay } from './replay.ts';
import type { Exit, Terminal } from './terminal.ts';
import { udevRules } from './udev.ts';

const usage = [
  'npm run devices -- list                             what is plugged in, with a line for the configuration',
  'npm run devices -- probe DRIVER AT [OPTION=VALUE…]  opens a device and tells how it is',
  'npm run devices -- record DRIVER AT FILE            the same, keeping what goes over the line (no personal data)',
  'npm run devices -- replay FILE                      what the driver of today makes of such a capture',
  'npm run devices -- udev                             the rules for /etc/udev/rules.d/70-kiosk-devices.rules',
];

/** @param words what stands behind the program's name */
export const main = async (
  words: readonly string[],
  clock: Clock,
  terminal: Terminal,
  sources: Sources = systemSources,
): Promise<Exit> => {
  const [command, first, second, third] = words;
  if (command === 'list' && words.length === 1) return list(sources, terminal);
  if (command === 'probe' && first !== undefined && second !== undefined)
    return probe(first, second, clock, terminal, { words: words.slice(3) });
  if (command === 'record' && first !== undefined && second !== undefined && third !== undefined)
    return record(first, second, third, clock, terminal);
  if (command === 'replay' && first !== undefined && words.length === 2) return replay(first, terminal);
  if (command === 'udev' && words.length === 1) {
    terminal.say(udevRules().trimEnd());
    return 0;
  }
  for (const line of usage) terminal.complain(line);
  return 1;
};
