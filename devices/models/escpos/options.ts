import {
  backOff,
  choice,
  filePath,
  flag,
  type OptionSchema,
  optionSet,
  times,
} from '../../protocol/options.ts';
import type { EscposOptions } from './adapter.ts';

/** What a configuration may say of this printer beyond its address. */
export type EscposSettings = Omit<EscposOptions, 'transport' | 'clock' | 'marker'>;

export const escposOptions: OptionSchema<EscposSettings> = optionSet({
  characterSet: choice('gb2312', 'gbk', 'gb18030'),
  qrCodes: choice('native', 'drawn'),
  completion: choice('gs-r', 'none'),
  identify: flag,
  presenter: choice('none', 'citizen', 'custom'),
  fontFile: filePath,
  backOff: backOff(),
  timing: optionSet({
    ...times(['poll', 'pollWhilePrinting'], 200),
    ...times(['reply', 'print', 'patience', 'stopGrace', 'markerQuiet', 'probe', 'probeQuiet']),
  }),
});
