import { timestampIn } from '../catalog/dates.ts';
import type { WallClock } from '../store/clock.ts';
import type { Store } from '../store/store.ts';
import type { HeartbeatAnswer } from './answers.ts';
import type { CentralClient } from './central-client.ts';
import type { Commands } from './commands.ts';
import { CLOCK_TOLERANCE, type HallTime } from './hall-time.ts';
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

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * The central system's time, if it told one; milliseconds since 1970. Without its offset it is none: it would be read
 * in the zone that this computer happens to be set to, and move the day by hours.
 */
export const toldBy = ({ serverTime }: HeartbeatAnswer): number | undefined => {
  const told = rfc3339.test(serverTime ?? '') ? Date.parse(serverTime ?? '') : Number.NaN;
  return Number.isNaN(told) ? undefined : told;
};

/** Takes the time that came with an answer. By how much this computer's clock is off is for staff, and, whenever that changes by minutes, for the audit. */
const compareClocks = (
  { store, status, time }: { readonly store: Store; readonly status: Status; readonly time: HallTime },
  answer: Parameters<HallTime['heard']>[0],
): void => {
  const [offsetBefore, wasCorrected] = [time.offset() ?? 0, time.isCorrected()];
  time.heard(answer);
  const [offset, corrected] = [time.offset(), time.isCorrected()];
  if (offset === undefined) return;
  status.clockOffset(offset);
  if (Math.abs(offset - offsetBefore) > CLOCK_TOLERANCE || corrected !== wasCorrected)
    store.append({
      kind: 'clock.compared',
      fields: { offsetSeconds: Math.round(offset / 1000), corrected },
    });
  if (Math.abs(offset) > CLOCK_TOLERANCE)
    status.raise('clock-off', `${Math.round(offset / 60_000)} min${corrected ? ', corrected' : ''}`);
  else status.clear('clock-off');
};

/** One heartbeat. Lets the sync go on when it is answered, stops it on 401 and 403. */
export const beat = async (parts: {
  readonly store: Store;
  readonly client: CentralClient;
  readonly status: Status;
  readonly commands: Commands;
  /** See hall-time.ts. */
  readonly steady: WallClock;
  readonly time: HallTime;
  readonly report: () => KioskReport;
  readonly catalogVersion: string;
}): Promise<CallResult<HeartbeatAnswer>> => {
  const { store, client, status, commands, steady, time } = parts;
  const sentAt = steady.now();
  const ackedCommands = commands.toAcknowledge();
  // The interface knows no more members.
  const { unclear: _, ...told } = store.backlog();
  const result = await client.heartbeat(store.kioskId, {
    sentAt: timestampIn(time.now(), store.timezone),
    catalogVersion: parts.catalogVersion,
    ...parts.report(),
    backlog: told,
    auditHead: store.auditHead(),
    ackedCommands,
  });
  if (result.ok) {
    status.resume();
    commands.acknowledged(ackedCommands);
    compareClocks(parts, { sentAt, answeredAt: steady.now(), told: toldBy(result.value) });
  } else if (result.kind === 'refused' && (result.status === 401 || result.status === 403)) {
    status.stop(`status ${result.status}`);
  } else if (result.kind === 'refused' && result.status === 404) {
    // A central system without this call can't say whether we are let in; the other calls will.
    status.resume();
  }
  return result;
};
