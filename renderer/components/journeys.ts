import type { JourneyId } from '../../electron/contract/screens.ts';
import type { IconName } from './icon.tsx';

export const journeyIcons: Record<JourneyId, IconName> = {
  ticket: 'ticket',
  apply: 'apply',
  print: 'print',
  scan: 'scan',
  progress: 'progress',
  report: 'report',
  nearby: 'nearby',
  resume: 'resume',
};
