import { type ScannerRig, type Scene, scannerConformance } from '../scanner.conformance.ts';
import { esclRig } from './rig.ts';

scannerConformance('escl', async (scene: Scene): Promise<ScannerRig> => {
  const rig = await esclRig();
  const { simulator } = rig;
  simulator.place();
  simulator.feed(scene === 'feeder-empty' ? 0 : 6);
  if (scene === 'absent') await simulator.unplug();
  if (scene === 'jam-at-first-page') simulator.jamAtPage(1);
  if (scene === 'jam-at-third-page') simulator.jamAtPage(3);
  if (scene === 'cover-open') simulator.coverOpen();
  if (scene === 'hangs-after-first-page') simulator.hang(2);
  return rig;
});
