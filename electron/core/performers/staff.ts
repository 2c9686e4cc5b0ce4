import type { Perform } from './tools.ts';

/** Credentials are checked against what was received and peppered before it was kept: offline too. */
export const checkPin: Perform<'check-pin'> = async ({ ref, staffId, pin }, { staffPins, store, tell }) => {
  const stored = staffPins(staffId);
  const right = stored !== undefined && (await store.pins.fits(pin, stored));
  tell({ kind: 'pin', ref, staffId, right });
};

export const staffCommand: Perform<'staff-command'> = async ({ command }, { devices, store, restart }) => {
  switch (command) {
    case 'out-of-service':
      store.settings.put('out-of-service', { by: 'staff' });
      return;
    case 'in-service':
      store.settings.remove('out-of-service');
      return;
    case 'restart-app':
      restart();
      return;
    case 'retry-devices':
    case 'paper-refilled':
      // Each adapter keeps itself connected and asks its device: stopping and starting does both at once.
      await Promise.all(
        Object.values(devices).map(async (device) => {
          await device.stop();
          await device.start();
        }),
      );
      return;
  }
};
