/** `unchecked`: could not be looked at, and why; it says nothing against the kiosk. */
export type Health = 'well' | 'warning' | 'fault' | 'unchecked';

/** One line of the doctor's report. Never a secret, never anything of a person. */
export type Finding = {
  readonly area: 'configuration' | 'storage key' | 'disk' | 'store' | 'device' | 'central system' | 'clock';
  /** Which of several: a device's role, a call of the central system. */
  readonly what?: string;
  readonly health: Health;
  /** What was found: a whole English sentence. */
  readonly says: string;
  /** What to do about it, for whoever stands in front of the kiosk. */
  readonly advice?: string;
  /** For a fault of the configuration: the path in the file. */
  readonly path?: string;
};

type Said = Pick<Finding, 'says'> & Partial<Pick<Finding, 'what' | 'advice' | 'path'>>;

const finder =
  (health: Health) =>
  (area: Finding['area'], said: Said): Finding => ({ area, health, ...said });

export const well = finder('well');
export const warning = finder('warning');
export const fault = finder('fault');
export const unchecked = finder('unchecked');
