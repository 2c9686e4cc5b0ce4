import type { Condition, DeviceErrorCode } from '../../device.ts';
import type { ChildEnd } from '../../protocol/child.ts';
import type { Clock } from '../../transports/transport.ts';
import type { QueueReport } from './lpstat.ts';
import type { CupsTiming } from './timing.ts';

/** Runs one of CUPS's commands to its end; never rejects. */
export type Run = (
  command: 'lp' | 'lpstat' | 'cancel' | 'lpoptions',
  parameters: readonly string[],
  more: { readonly deadline: number; readonly input?: Uint8Array; readonly signal?: AbortSignal },
) => Promise<ChildEnd>;

/** Why a run did not succeed; conditions are added at the end. */
export type Reason = { readonly code: DeviceErrorCode; readonly detail: string };

/** A look at the queue: how it is, or why there was no usable answer. */
export type Seen =
  | { readonly ok: true; readonly queue: QueueReport; readonly conditions: readonly Condition[] }
  | { readonly ok: false; readonly reason: Reason };

/** What one print run needs of its surroundings. */
export type RunContext = {
  readonly queue: string;
  /** In whose name jobs are sent and cancelled. */
  readonly user: string;
  readonly run: Run;
  readonly clock: Clock;
  readonly timing: CupsTiming;
  /** Asks how the queue is, shows it as the device's status, and tells it. */
  readonly refresh: () => Promise<Seen>;
  /** The caller does not want this job any more. */
  readonly cancelled: AbortSignal;
  /** The adapter is being stopped: end at once. */
  readonly stopping: AbortSignal;
};
