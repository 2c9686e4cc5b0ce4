import type { EnrolAnswer } from './ask.ts';

const objectIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/**
 * The configuration file from what the central system answered. Its own words win, but for what only this machine
 * knows: the files beside it, and where its storage key comes from.
 */
export const kioskFile = (
  answer: EnrolAnswer,
  own: {
    readonly url: string;
    /** `file:...`; what the answer says counts when absent. */
    readonly storageKey?: string;
    readonly storageKeyElse: string;
    /** Paths as they are to stand in the file. */
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
  },
): Record<string, unknown> => {
  const { config, kioskId, token } = answer;
  const { ca, cert, key } = own;
  const storage = objectIn(config.storage);
  const from = own.storageKey ?? objectIn(storage.key).from ?? own.storageKeyElse;
  return {
    ...config,
    kiosk: { ...objectIn(config.kiosk), id: kioskId },
    central: {
      url: own.url,
      ...objectIn(config.central),
      token,
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    },
    storage: { ...storage, key: { from } },
    devices: objectIn(config.devices),
  };
};
