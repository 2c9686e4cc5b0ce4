import type { Device, DeviceStatus } from '../../../devices/device.ts';

/** Resolves at the first status, now or later, that fits. */
export const whenStatus = (
  device: Pick<Device, 'status' | 'onStatus'>,
  fits: (status: DeviceStatus) => boolean,
): Promise<DeviceStatus> =>
  new Promise((resolve) => {
    if (fits(device.status())) return resolve(device.status());
    const undo = device.onStatus((status) => {
      if (!fits(status)) return;
      undo();
      resolve(status);
    });
  });

/** Collects what a subscription tells, and lets a test wait for the n-th. */
export class Heard<T> {
  readonly all: T[] = [];
  #waiting: (() => void)[] = [];

  readonly listen = (value: T): void => {
    this.all.push(value);
    for (const wake of this.#waiting.splice(0)) wake();
  };

  async until(fits: (all: readonly T[]) => boolean): Promise<readonly T[]> {
    while (!fits(this.all)) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.all;
  }
}
