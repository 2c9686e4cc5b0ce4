/**
 * What every device says about itself. Two separate things: the link (can we talk to it) and its conditions
 * (what is the matter with it). Names are those of UnifiedPOS, XFS4IoT and IPP.
 */

export type Role = 'idReader' | 'ticketPrinter' | 'documentPrinter' | 'scanner' | 'codeScanner';

/** `absent`: nothing answers there; `connecting`: being opened; `ready`: idle; `busy`: at work; `faulted`: answers, but can't work. */
export type Link = 'absent' | 'connecting' | 'ready' | 'busy' | 'faulted';

export type ConditionCode =
  | 'paper-low'
  | 'paper-out'
  | 'paper-jam'
  | 'cover-open'
  | 'door-open'
  | 'tray-missing'
  | 'output-full'
  | 'toner-low'
  | 'toner-empty'
  | 'cutter-error'
  | 'overheated'
  | 'offline'
  | 'paused'
  | 'card-left'
  | 'original-left'
  /** What was printed still lies in the slot (XFS4IoT: printer media `present` after MediaPresented). */
  | 'paper-left'
  | 'feeder-empty'
  | 'out-of-order'
  | 'garbled'
  | 'other';

/** `report` is worth knowing, `warning` still works, `error` stops this device from doing its job. */
export type Severity = 'report' | 'warning' | 'error';

export type Condition = {
  readonly code: ConditionCode;
  readonly severity: Severity;
  /** The device's own word for it, English, never personal data (e.g. `media-jam-error`, `SW3=66`). */
  readonly detail?: string;
};

export type DeviceStatus = {
  readonly link: Link;
  readonly conditions: readonly Condition[];
  /** English, for staff and logs: model, address, last fault. Never personal data. */
  readonly detail?: string;
  /** Sheets in the tray that it prints from, where the device counts them itself. */
  readonly sheets?: number;
};

/**
 * Why a command did not succeed.
 * `outcome-unknown` means the command went out and the answer was lost: it is never retried by itself.
 */
export type DeviceErrorCode =
  | 'disconnected'
  | 'busy'
  | 'timeout'
  | 'rejected'
  | 'malformed-reply'
  | 'outcome-unknown'
  | 'cancelled';

export type DeviceError = {
  readonly code: DeviceErrorCode;
  /** English, for logs; never personal data. */
  readonly detail: string;
  /** The conditions that explain it, where the device told. */
  readonly conditions: readonly Condition[];
};

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: DeviceError };

export const succeeded = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const failed = (
  code: DeviceErrorCode,
  detail: string,
  conditions: readonly Condition[] = [],
): { ok: false; error: DeviceError } => ({ ok: false, error: { code, detail, conditions } });

export type Unsubscribe = () => void;

/** Common to all classes. An adapter is started once, keeps itself connected (with back-off) and never throws from a timer. */
export interface Device {
  readonly role: Role;
  /** The status known now; cheap, never asks the device. */
  status(): DeviceStatus;
  /** Called after every change of the status. */
  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe;
  /** Opens the device and keeps it open. Resolves when the first attempt has succeeded or failed; never rejects. */
  start(): Promise<void>;
  /** Closes everything. Resolves when no handle, timer or child process is left. */
  stop(): Promise<void>;
}

/** True when this device can be asked to do its job now. */
export const canWork = (status: DeviceStatus): boolean =>
  (status.link === 'ready' || status.link === 'busy') &&
  !status.conditions.some((condition) => condition.severity === 'error');
