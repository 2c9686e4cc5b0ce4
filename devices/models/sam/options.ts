import {
  backOff,
  choice,
  flag,
  type OptionSchema,
  optionSet,
  times,
  wholeNumber,
} from '../../protocol/options.ts';
import type { SamOptions } from './settings.ts';

/** A whole read longer than this would break the class's promise. */
const longestRead = 10_000;

export const samOptions: OptionSchema<SamOptions> = optionSet({
  readCommand: choice('readCard', 'readCardWithFingerprint'),
  newestAddress: flag,
  presencePoll: flag,
  attempts: wholeNumber(1, 10),
  resetAfter: wholeNumber(1, 100),
  reopenAfter: wholeNumber(1, 100),
  backOff: backOff(),
  timings: optionSet({
    ...times(['faultedEvery', 'status', 'reset', 'samNumber', 'findCard', 'selectCard', 'readCard']),
    ...times(['readCardWithFingerprint', 'readNewestAddress', 'readManagementNumber']),
    pollEvery: wholeNumber(50, 5000),
    wholeRead: wholeNumber(500, longestRead),
  }),
});
