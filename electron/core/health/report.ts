import { itemReason } from '../catalog/availability.ts';
import { timestampIn } from '../catalog/dates.ts';
import { leftIn, type PaperRole } from '../session/paper/stock.ts';
import type { Session } from '../session/session.ts';
import type { World } from '../session/state.ts';
import type { KioskReport } from '../sync/heartbeat.ts';

const stateOf = (world: World, hurt: boolean): Pick<KioskReport, 'state' | 'reason'> => {
  if (world.outOfService !== undefined) return { state: 'out-of-service', reason: world.outOfService.by };
  if (hurt) return { state: 'degraded', reason: 'devices' };
  if (world.catalogueFault !== undefined) return { state: 'degraded', reason: 'catalogue-refused' };
  if (world.backlog.quarantined > 0) return { state: 'degraded', reason: 'quarantine' };
  return { state: 'in-service' };
};

/** How this kiosk is, for the heartbeat. No personal data. */
export const kioskReport = (
  session: Session,
  version: string,
  /** Before the first frame: when the program started. */
  lastPaintAt: number,
): KioskReport => {
  const { world } = session;
  const facts = Object.entries(world.devices);
  const hurt = facts.some(
    ([, { status }]) =>
      status.link === 'absent' ||
      status.link === 'faulted' ||
      status.conditions.some(({ severity }) => severity === 'error'),
  );
  const paper = (role: PaperRole, name: string): KioskReport['consumables'] => {
    const fact = world.devices[role];
    if (fact === undefined) return [];
    const left = leftIn(world, role);
    const unit = role === 'ticketPrinter' ? 'slips' : 'sheets';
    return [{ role, name, ...(left === undefined ? {} : { remaining: left, unit }) }];
  };
  return {
    appVersion: version,
    ...stateOf(world, hurt),
    lastPaintAt: timestampIn(lastPaintAt, world.kiosk.timezone),
    devices: facts.map(([role, { status }]) => ({
      role,
      link: status.link,
      conditions: status.conditions.map(({ code }) => code),
      ...(status.detail === undefined ? {} : { detail: status.detail }),
    })),
    consumables: [...paper('ticketPrinter', 'paper-roll'), ...paper('documentPrinter', 'paper')],
    services: (world.catalogue?.items ?? []).map((item) => {
      const reason = itemReason(world, item);
      return {
        itemId: item.id,
        available: reason === undefined,
        ...(reason === undefined ? {} : { reason: reason.code }),
      };
    }),
  };
};
