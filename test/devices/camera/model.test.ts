import { expect, it } from 'vitest';
import { driverFor } from '../../../devices/registry.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const driver = driverFor('scanner', 'camera');

it.each(['camera:', 'camera:HD Document'])('"%s" is an address of a document camera', (at) => {
  expect(driver?.check(at)).toBeUndefined();
});

it.each(['usb:1bcf:2c99', '/dev/video0', 'camera'])('"%s" is refused, and what is right is named', (at) => {
  expect(driver?.check(at)).toContain('must be camera:');
});

it('is absent, and nothing worse, where no page can open it', async () => {
  const scanner = driver?.create('camera:', new VirtualClock());
  await scanner?.start();
  expect(scanner?.status()).toMatchObject({ link: 'absent', detail: 'camera: no page is connected' });
  await scanner?.stop();
});
