import type { CardAdvice, CardReadError } from '../../classes/id-reader.ts';
import type { Condition, DeviceError, DeviceErrorCode } from '../../device.ts';
import { statusDetail, statusWord } from './status-words.ts';

/** What to tell a citizen when the exchange itself failed. */
const adviceForFailure: Readonly<Record<DeviceErrorCode, CardAdvice>> = {
  disconnected: 'reader-out-of-order',
  busy: 'lay-again',
  timeout: 'lay-again',
  rejected: 'lay-again',
  'malformed-reply': 'lay-again',
  // Reading changes nothing on a card, so an unknown outcome is only a read to be repeated.
  'outcome-unknown': 'lay-again',
  cancelled: 'lay-again',
};

export const readError = (
  code: DeviceErrorCode,
  detail: string,
  advice: CardAdvice,
  conditions: readonly Condition[] = [],
): CardReadError => ({ code, detail, advice, conditions });

export const errorOfFailure = (error: DeviceError): CardReadError => ({
  ...error,
  advice: adviceForFailure[error.code],
});

/** The module refuses to work at all: self-test failed, or not authorised. */
export const outOfOrder = (sw3: number): Condition => ({
  code: 'out-of-order',
  severity: 'error',
  detail: statusDetail(sw3),
});

export const errorOfStatus = (sw3: number): CardReadError => {
  const { advice, meaning } = statusWord(sw3);
  const conditions = meaning === 'module-out-of-order' ? [outOfOrder(sw3)] : [];
  return readError('rejected', statusDetail(sw3), advice, conditions);
};
