import { everyScanner } from '../scanner.conformance.ts';
import { cameraRig, documentCamera } from './fake-page.ts';

everyScanner(
  'camera',
  async (scene) => {
    const rig = cameraRig();
    rig.page.tells({ permission: 'granted', labels: scene === 'absent' ? [] : [documentCamera] });
    return rig;
  },
  { at: { source: 'camera', colour: 'colour' }, sources: ['camera'], colours: ['colour'] },
);
