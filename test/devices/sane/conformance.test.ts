import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ScannerRig, type Scene, scannerConformance } from '../scanner.conformance.ts';
import { saneRig, standIn } from './rig.ts';

const withStatus = (status: string) =>
  saneRig({ extraArguments: ['--read-return-value', `SANE_STATUS_${status}`] });

/** Programs around the real scanimage, for what the test backend can't do by itself: trouble at a later sheet. */
const withStandIn = async (body: string): Promise<ScannerRig> => {
  const directory = await mkdtemp(join(tmpdir(), 'scanimage-'));
  const rig = await saneRig({ command: await standIn(directory, body) });
  return {
    ...rig,
    dispose: async () => {
      await rig.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

const arrange = (scene: Scene): Promise<ScannerRig> => {
  switch (scene) {
    case 'ready':
      return saneRig();
    case 'slow':
      return saneRig({ extraArguments: ['--read-delay=yes', '--read-delay-duration', '30000'] });
    case 'absent':
      return saneRig({ device: 'test:7' });
    case 'feeder-empty':
      return withStatus('NO_DOCS');
    case 'jam-at-first-page':
      return withStatus('JAMMED');
    case 'cover-open':
      return withStatus('COVER_OPEN');
    case 'jam-at-third-page':
      return withStandIn(
        'scanimage "$@" --batch-count=2 && exec scanimage "$@" --batch-start=3 --read-return-value SANE_STATUS_JAMMED',
      );
    case 'hangs-after-first-page':
      return withStandIn('trap "" TERM\nscanimage "$@" --batch-count=1\nwhile :; do sleep 1; done');
  }
};

scannerConformance('sane', arrange);
