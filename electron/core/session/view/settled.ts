import type { ScreenOf } from '../../../contract/screens.ts';
import { timestampIn } from '../../catalog/dates.ts';
import { canPrintOwed } from '../../journeys/print.ts';
import { hasArrived } from '../../journeys/received.ts';
import { canPrintSlip } from '../../journeys/slips.ts';
import type { Session, Settled, Visit } from '../state.ts';
import { Turn } from '../turn.ts';

const matterOf = (settled: Settled): ScreenOf<'finish'>['matter'] => {
  switch (settled.kind) {
    case 'ticket': {
      const { recordId: _, windows: _windows, priority: _priority, onBehalf: _onBehalf, ...rest } = settled;
      return rest;
    }
    case 'application': {
      const { kind, records, deferred, slip } = settled;
      return {
        kind,
        slip,
        state: hasArrived(settled) ? 'received' : 'saved',
        records: records.map(({ item, localCode, receiptNumber, promisedBy }) => ({
          name: item.name,
          localCode,
          ...(receiptNumber === undefined ? {} : { receiptNumber }),
          ...(promisedBy === undefined ? {} : { promisedBy }),
        })),
        deferred: [...deferred],
      };
    }
    case 'document':
      return settled;
    case 'supplement':
    case 'report': {
      const { recordId: _, ...rest } = settled;
      return rest;
    }
  }
};

export const finishScreen = (visit: Visit): ScreenOf<'finish'> | undefined =>
  visit.place.at === 'finish'
    ? {
        name: 'finish',
        matter: matterOf(visit.place.settled),
        rating: visit.place.rated === undefined ? {} : { given: visit.place.rated },
      }
    : undefined;

export const troubleScreen = (session: Session, visit: Visit): ScreenOf<'trouble'> | undefined => {
  const { place } = visit;
  if (place.at !== 'trouble') return undefined;
  const { settled } = place;
  const record = settled?.kind === 'application' ? settled.records[0] : undefined;
  const slipOwed = settled !== undefined && canPrintSlip(session);
  return {
    name: 'trouble',
    reason: place.reason,
    saved: settled === undefined ? 'nothing-to-lose' : settled.kind === 'ticket' ? 'ticket' : 'saved',
    pages: [...place.pages],
    canPrint: slipOwed || canPrintOwed(new Turn(session)),
    ...(place.toldAt === undefined
      ? {}
      : { toldAt: timestampIn(place.toldAt, session.world.kiosk.timezone) }),
    ...(settled?.kind === 'ticket' ? { number: settled.number } : {}),
    ...(record === undefined ? {} : { number: record.receiptNumber ?? record.localCode }),
  };
};
