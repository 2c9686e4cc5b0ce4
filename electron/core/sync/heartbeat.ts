import { timestampIn } from '../catalog/dates.ts';
import type { Store } from '../store/store.ts';
import type { HeartbeatAnswer } from './answers.ts';
import type { CentralClient } from './central-client.ts';
import type { Commands } from './commands.ts';
import type { CallResult } from './results.ts';
import type { Status } from './status.ts';

/** What the rest of the kiosk contributes to a heartbeat; names as in the central system's interface. */
export interface KioskReport {
  readonly appVersion: string;
  readonly state: 'in-service' | 'degraded' | 'out-of-service' | 'maintenance';
  readonly reason?: string;
  /** RFC 3339; before the first frame, when the program started. */
  readonly lastPaintAt: string;
  readonly devices: readonly {
    readonly role: string;
    readonly link: string;
    readonly conditions: readonly string[];
    readonly detail?: string;
  }[];
  readonly consumables: readonly {
    readonly role: string;
    readonly name: string;
    readonly remaining?: number;
    readonly unit?: string;
  }[];
  readonly services: readonly {
    readonly itemId: string;
    readonly available: boolean;
    readonly reason?: string;
  }[];
}

/** Clocks that differ by more give wrong times on slips. Milliseconds. */
const CLOCK_TOLERANCE = 2 * 60_000;

/** One heartbeat. Lets the sync go on when it is answered, stops it on 401 and 403. */
export const beat = async (parts: {
  readonly store: Store;
  readonly client: CentralClient;
  readonly status: Status;
  readonly commands: Commands;
  readonly now: () => number;
  readonly report: () => KioskReport;
  readonly catalogVersion: string;
}): Promise<CallResult<HeartbeatAnswer>> => {
  const { store, client, status, commands, now } = parts;
  const sentAt = now();
  const ackedCommands = commands.toAcknowledge();
  const result = await client.heartbeat(store.kioskId, {
    sentAt: timestampIn(sentAt, store.timezone),
    catalogVersion: parts.catalogVersion,
    ...parts.report(),
    backlog: store.backlog(),
    auditHead: store.auditHead(),
    ackedCommands,
  });
  if (result.ok) {
    status.resume();
    commands.acknowledged(ackedCommands);
    const serverTime = Date.parse(result.value.serverTime ?? '');
    if (!Number.isNaN(serverTime)) {
      // The answer was made about half-way between sending and now.
      const offset = Math.round(serverTime - (sentAt + now()) / 2);
      status.clockOffset(offset);
      if (Math.abs(offset) > CLOCK_TOLERANCE) {
        status.raise('clock-off', `${Math.round(offset / 60_000)} min`);
      } else status.clear('clock-off');
    }
  } else if (result.kind === 'refused' && (result.status === 401 || result.status === 403)) {
    status.stop(`status ${result.status}`);
  } else if (result.kind === 'refused' && result.status === 404) {
    // A central system without this call can't say whether we are let in; the other calls will.
    status.resume();
  }
  return result;
};
