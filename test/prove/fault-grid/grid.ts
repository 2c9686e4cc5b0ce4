import type { Condition, DeviceError, DeviceStatus } from '../../../devices/device.ts';

/** Every device × every fault × when it strikes. */
export const moments = ['before', 'during', 'after'] as const;
export type Moment = (typeof moments)[number];

/** What was seen in one cell. */
export type Seen = {
  /** What the device says of itself once it has had time to notice. */
  readonly status: DeviceStatus;
  /** How its job ended: `done`, or the error. */
  readonly job: string;
  /**
   * What people are told. `before`: the home screen's reason, else what the one hears whose job meets the fault. `during`: what that
   * one hears. `after`: the home screen's word for the next person.
   */
  readonly told: string;
  /** The job was called done, and what the simulator has to show speaks against it. */
  readonly wronglyDone?: string;
};

/** One device of the grid. Another device joins by adding its own to `devices` in `fault-grid.ts`. */
export type GridDevice = {
  readonly name: string;
  /** All that the simulator can be made to have. */
  readonly faults: readonly string[];
  /** A bench of its own for each cell; nothing is left running. */
  observe(fault: string, moment: Moment): Promise<Seen>;
};

const mark = { error: '!', warning: '?', report: '' } as const;

const wordOf = ({ code, severity }: Condition): string => code + mark[severity];

/** `ready, paper-out!`: the link, then each condition; `!` stops the device, `?` is a warning. */
export const statusWords = ({ link, conditions }: DeviceStatus): string =>
  [link, ...new Set(conditions.map(wordOf))].join(', ');

export const errorWords = ({ code, conditions }: DeviceError): string =>
  [
    code,
    ...new Set(conditions.filter(({ severity }) => severity !== 'warning').map(({ code: word }) => word)),
  ].join(' ');

/** The cell as it stands in the table. */
export const cellOf = ({ status, job, told }: Seen): string => `${statusWords(status)}; ${job}; ${told}`;

/** Begins the word of a home screen behind which the scan screen offers the glass: the feeder's reason follows. */
export const glassInstead = 'glass instead: ';
export const offersGlass = (home: string): boolean => home.startsWith(glassInstead);

/** `before`: a closed journey is all that people meet; an open one is entered, and the fault met there. */
export const toldBefore = (home: string, inTheJob: string): string =>
  home === 'offered' || offersGlass(home) ? `${home}, then ${inTheJob}` : home;
