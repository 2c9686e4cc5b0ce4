import { canWork, type Device, type DeviceStatus } from '../device.ts';
import { type Driver, everyDriver } from '../registry.ts';
import type { Clock } from '../transports/transport.ts';
import { capabilityLines, statusLines } from './describe.ts';
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

/** `probe DRIVER AT`: opens it, tells how it is. 0 when it can work. */
export const probe = async (
  name: string,
  at: string,
  clock: Clock,
  { say, complain }: Terminal,
  deadline = probeDeadline,
): Promise<Exit> => {
  const chosen = chooseDriver(name, at);
  if ('error' in chosen) {
    complain(chosen.error);
    return 1;
  }
  const device = chosen.driver.create(at, clock);
  try {
    const status = await settled(device, clock, deadline);
    say(`${device.role}, driver ${name}, at ${at}`);
    for (const line of [...statusLines(status), ...capabilityLines(device)]) say(`  ${line}`);
    return canWork(status) ? 0 : 1;
  } finally {
    await device.stop();
  }
};
