import type { DeviceStatus } from '../device.ts';

/** Whether two statuses would read the same to a person. Listeners are told of changes only. */
export const sameStatus = (a: DeviceStatus, b: DeviceStatus): boolean =>
  a.link === b.link &&
  a.detail === b.detail &&
  a.conditions.length === b.conditions.length &&
  a.conditions.every((condition, index) => {
    const other = b.conditions[index];
    return (
      condition.code === other?.code &&
      condition.severity === other.severity &&
      condition.detail === other.detail
    );
  });
