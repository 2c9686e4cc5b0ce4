/** Scanners of a test, started with sheets in their feeder and gone when it ends, and what is done with them. */
import { afterEach } from 'vitest';
import type { ScanEnd, ScanRequest } from '../../../devices/classes/scanner.ts';
import type { DeviceStatus, Link } from '../../../devices/device.ts';
import type { EsclSimulatorOptions } from '../../../devices/models/escl/simulator.ts';
import { type EsclRig, esclRig } from './rig.ts';

const rigs: EsclRig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) {
    await rig.scanner.stop();
    await rig.dispose();
  }
});
export const started = async (device: EsclSimulatorOptions = {}, sheets = 3): Promise<EsclRig> => {
  const rig = await esclRig(device);
  rigs.push(rig);
  rig.simulator.feed(sheets);
  await rig.scanner.start();
  return rig;
};
export const feeder: ScanRequest = { source: 'feeder', resolution: 75, colour: 'grey', maxPages: 10 };
export const glass: ScanRequest = { ...feeder, source: 'flatbed', maxPages: 1 };
export const scan = (
  rig: EsclRig,
  request: ScanRequest,
  onPage = (_page: number): void => {},
): Promise<ScanEnd> => rig.scanner.scan(request, onPage, new AbortController().signal);
export const becomes = (rig: EsclRig, wanted: (status: DeviceStatus) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const stop = rig.scanner.onStatus((status) => {
      if (!wanted(status)) return;
      stop();
      resolve();
    });
  });
export const linkBecomes = (rig: EsclRig, link: Link): Promise<void> =>
  becomes(rig, (status) => status.link === link);
