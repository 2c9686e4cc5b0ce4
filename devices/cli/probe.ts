import { canWork, type Device, type DeviceStatus } from '../device.ts';
import { type Driver, everyDriver } from '../registry.ts';
import type { Clock } from '../transports/transport.ts';
import { capabilityLines, statusLines } from './describe.ts';
import { parseOptionWords } from './option-words.ts';
import type { Exit, Terminal } from './terminal.ts';

/** Milliseconds: the slowest adapter gives a first answer in five seconds. */
export const probeDeadline = 15_000;

const settledLinks: readonly DeviceStatus['link'][] = ['ready', 'busy', 'faulted'];

/** Resolves at the first status that says how the device is, or at the deadline. */
export const settled = (device: Device, clock: Clock, deadline: number): Promise<DeviceStatus> =>
  new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      undo();
      resolve(device.status());
    };
    const cancel = clock.after(deadline, finish);
    const undo = device.onStatus(({ link }) => settledLinks.includes(link) && finish());
    device.start().then(() => settledLinks.includes(device.status().link) && finish());
  });

/** The driver of that name whose addresses `at` fits; a sentence when there is none. */
export const chooseDriver = (
  name: string,
  at: string,
): { readonly driver: Driver } | { readonly error: string } => {
  const driver = everyDriver.find((candidate) => candidate.name === name);
  if (driver === undefined)
    return {
      error: `there is no driver "${name}" (there are: ${everyDriver.map((one) => one.name).join(', ')})`,
    };
  const error = driver.check(at);
  return error === undefined ? { driver } : { error };
};

/** The options that these words give this driver; a sentence when they are none. */
const chooseOptions = (
  driver: Driver,
  words: readonly string[],
): { readonly options: unknown } | { readonly error: string } => {
  const parsed = parseOptionWords(words);
  if (!parsed.ok) return { error: parsed.error };
  const [fault] = driver.checkOptions(parsed.options);
  return fault === undefined ? { options: parsed.options } : { error: `${fault.path} ${fault.message}` };
};

/** `probe DRIVER AT [OPTION=VALUE…]`: opens it, tells how it is. 0 when it can work. */
export const probe = async (
  name: string,
  at: string,
  clock: Clock,
  { say, complain }: Terminal,
  { words = [], deadline = probeDeadline }: { words?: readonly string[]; deadline?: number } = {},
): Promise<Exit> => {
  const chosen = chooseDriver(name, at);
  if ('error' in chosen) {
    complain(chosen.error);
    return 1;
  }
  const given = chooseOptions(chosen.driver, words);
  if ('error' in given) {
    complain(given.error);
    return 1;
  }
  const device = chosen.driver.create(at, clock, given);
  try {
    const status = await settled(device, clock, deadline);
    say(`${device.role}, driver ${name}, at ${at}`);
    for (const line of [...statusLines(status), ...capabilityLines(device)]) say(`  ${line}`);
    return canWork(status) ? 0 : 1;
  } finally {
    await device.stop();
  }
};
