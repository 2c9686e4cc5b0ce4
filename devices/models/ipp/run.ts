import type { Condition, DeviceErrorCode } from '../../device.ts';
import type { Clock } from '../../transports/transport.ts';
import type { IppClient } from './client.ts';
import type { IppTiming } from './timing.ts';

/** What one print run needs of its surroundings. */
export type RunContext = {
  readonly client: IppClient;
  readonly clock: Clock;
  readonly timing: IppTiming;
  /** Asks the printer how it is, shows it as the device's status, and tells it. */
  readonly refresh: () => Promise<Seen>;
  /** The caller does not want this job any more. */
  readonly cancelled: AbortSignal;
  /** The adapter is being stopped: end at once. */
  readonly stopping: AbortSignal;
};

/** A look at the printer: how it is, or why there was no usable answer. */
export type Seen =
  | {
      readonly ok: true;
      readonly conditions: readonly Condition[];
      /** It says that it is processing a job: ours or another. */
      readonly working: boolean;
    }
  | { readonly ok: false; readonly reason: Reason };

/** Why a run did not succeed; conditions are added at the end. */
export type Reason = { readonly code: DeviceErrorCode; readonly detail: string };

/** Own words for an IPP status: `IPP 0x0507`. */
export const ippDetail = (code: number): string => `IPP 0x${code.toString(16).padStart(4, '0')}`;
