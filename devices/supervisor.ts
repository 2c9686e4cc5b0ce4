import type { Device, DeviceStatus, Role, Unsubscribe } from './device.ts';
import { Listeners } from './protocol/listeners.ts';
import { sameStatus } from './protocol/same-status.ts';
import { type Clock, systemClock } from './transports/transport.ts';

/** What is known of each device that this kiosk has; a missing role means that there is no such device. */
export type DeviceSnapshot = Readonly<Partial<Record<Role, DeviceStatus>>>;

/** A device that failed in a way its adapter should have caught: told once, and its status says it. */
export type DeviceFault = { readonly role: Role; readonly during: 'start' | 'stop'; readonly error: unknown };

export type SupervisorOptions = {
  /** Told of bugs in adapters. Default: nobody. */
  readonly onFault?: (fault: DeviceFault) => void;
  readonly clock?: Clock;
  /**
   * Milliseconds that one device may take to start or to stop; then it is a fault, and the others are not kept waiting. Default
   * 30 000: the slowest adapter's first look, and a printer's last cancellation.
   */
  readonly patience?: number;
};

const brokenStatus = (during: 'start' | 'stop'): DeviceStatus => ({
  link: 'faulted',
  conditions: [{ code: 'other', severity: 'error', detail: `failed to ${during}` }],
});

/** A snapshot with one device's status changed. Pure. */
export const withStatus = (snapshot: DeviceSnapshot, role: Role, status: DeviceStatus): DeviceSnapshot => ({
  ...snapshot,
  [role]: status,
});

/** Owns the kiosk's devices: starts and stops them, and knows how each of them is. One device's failure never stops another. */
export class Supervisor {
  readonly #devices: readonly Device[];
  readonly #onFault: (fault: DeviceFault) => void;
  readonly #clock: Clock;
  readonly #patience: number;
  readonly #listeners = new Listeners<[snapshot: DeviceSnapshot, changed: Role]>();
  #undo: Unsubscribe[] = [];
  #snapshot: DeviceSnapshot;

  /** Throws a RangeError when two devices have the same role. */
  constructor(devices: readonly Device[], options: SupervisorOptions = {}) {
    const roles = devices.map(({ role }) => role);
    const twice = roles.find((role, index) => roles.indexOf(role) !== index);
    if (twice !== undefined) throw new RangeError(`two devices are ${twice}`);
    this.#devices = devices;
    this.#onFault = options.onFault ?? (() => undefined);
    this.#clock = options.clock ?? systemClock;
    this.#patience = options.patience ?? 30_000;
    this.#snapshot = devices.reduce<DeviceSnapshot>(
      (snapshot, device) => withStatus(snapshot, device.role, device.status()),
      {},
    );
  }

  /** The last known status of every device; the same object until something changes. */
  snapshot(): DeviceSnapshot {
    return this.#snapshot;
  }

  /** Called after every change, with which device it was. A listener that throws keeps nobody else from being told. */
  onChange(listener: (snapshot: DeviceSnapshot, changed: Role) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  /** Starts all of them at once. Resolves when each has made its first attempt, or has taken too long over it; never rejects. */
  async startAll(): Promise<void> {
    for (const undo of this.#undo.splice(0)) undo();
    this.#undo = this.#devices.map((device) =>
      device.onStatus((status) => this.#changed(device.role, status)),
    );
    await Promise.all(this.#devices.map((device) => this.#guard(device, 'start')));
  }

  /** Stops all of them, also when one fails to. Resolves when each is stopped, or has taken too long over it; never rejects. */
  async stopAll(): Promise<void> {
    await Promise.all(this.#devices.map((device) => this.#guard(device, 'stop')));
    for (const undo of this.#undo.splice(0)) undo();
  }

  async #guard(device: Device, during: 'start' | 'stop'): Promise<void> {
    try {
      await this.#within(device, during);
    } catch (error) {
      this.#changed(device.role, brokenStatus(during));
      this.#onFault({ role: device.role, during, error });
      return;
    }
    this.#changed(device.role, device.status());
  }

  async #within(device: Device, during: 'start' | 'stop'): Promise<void> {
    const late = Promise.withResolvers<never>();
    const cancel = this.#clock.after(this.#patience, () =>
      late.reject(new Error(`did not ${during} within ${this.#patience} ms`)),
    );
    try {
      await Promise.race([device[during](), late.promise]);
    } finally {
      cancel();
    }
  }

  #changed(role: Role, status: DeviceStatus): void {
    const known = this.#snapshot[role];
    if (known && sameStatus(known, status)) return;
    this.#snapshot = withStatus(this.#snapshot, role, status);
    this.#listeners.tell(this.#snapshot, role);
  }
}
