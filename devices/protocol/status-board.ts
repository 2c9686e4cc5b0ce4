import type { Condition, DeviceStatus, Unsubscribe } from '../device.ts';
import { Listeners } from './listeners.ts';

/** Holds what an adapter knows of its device and tells listeners when, and only when, it changed. */
export class StatusBoard {
  #status: DeviceStatus;
  readonly #listeners = new Listeners<[DeviceStatus]>();

  constructor(initial: DeviceStatus = { link: 'absent', conditions: [] }) {
    this.#status = initial;
  }

  get current(): DeviceStatus {
    return this.#status;
  }

  /** Replaces the status. A status that says the same again is not an event. */
  show(next: DeviceStatus): void {
    if (sameStatus(this.#status, next)) return;
    this.#status = next;
    this.#listeners.tell(next);
  }

  listen(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }
}

const sameCondition = (a: Condition, b: Condition | undefined): boolean =>
  a.code === b?.code && a.severity === b.severity && a.detail === b.detail;

const sameStatus = (a: DeviceStatus, b: DeviceStatus): boolean =>
  a.link === b.link &&
  a.detail === b.detail &&
  a.sheets === b.sheets &&
  a.conditions.length === b.conditions.length &&
  a.conditions.every((condition, index) => sameCondition(condition, b.conditions[index]));
