import { type Found, findDevices, type Sources } from './find.ts';
import type { Exit, Terminal } from './terminal.ts';

/** `"idReader": { "driver": "sam", "at": "serial:/dev/..." }`, to be copied into the configuration's `devices`. */
const configurationLine = ({ at, guess }: Found): string | undefined =>
  guess && `"${guess.role}": ${JSON.stringify({ driver: guess.driver, at })}`;

/** `list`: what is plugged in. Where it could not look it says so, and that is no failure: not every computer has SANE or CUPS. */
export const list = async (sources: Sources, { say, complain }: Terminal): Promise<Exit> => {
  const { found, failures } = await findDevices(sources);
  if (found.length === 0) say('Nothing is plugged in that a driver could be for.');
  for (const device of found) {
    say(`${device.kind}: ${device.name}`);
    const line = configurationLine(device);
    say(line === undefined ? `  no driver; it is at ${device.at}` : `  ${line}`);
    if (device.remark !== undefined) say(`  (${device.remark})`);
  }
  for (const failure of failures) complain(`not looked for: ${failure}`);
  return 0;
};
