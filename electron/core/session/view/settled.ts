import type { Reason } from '../../../contract/reasons.ts';
import type { ScreenOf } from '../../../contract/screens.ts';
import { noticeOffer } from '../../journeys/notice.ts';
import { canPrintOwed } from '../../journeys/print.ts';
import { hasArrived, isHeld } from '../../journeys/received.ts';
import { canPrintSlip, isPrinted } from '../../journeys/slips.ts';
import { suggestionsFor } from '../../journeys/suggestions.ts';
import { stampOf } from '../in-hall.ts';
import type { Session, Settled, Visit, World } from '../state.ts';
import { Turn } from '../turn.ts';

const noticeLine = (world: World): { notice?: { printed: false; unavailable?: Reason } } => {
  const offer = noticeOffer(world);
  return offer === undefined ? {} : { notice: { printed: false, ...offer } };
};

const matterOf = (world: World, settled: Settled): ScreenOf<'finish'>['matter'] => {
  switch (settled.kind) {
    case 'ticket': {
      const { recordId: _, windows: _windows, priority: _priority, onBehalf: _onBehalf, ...rest } = settled;
      return rest;
    }
    case 'application': {
      const { kind, records, deferred, slip, noticePrinted } = settled;
      return {
        kind,
        slip,
        state: hasArrived(settled) ? 'received' : isHeld(settled) ? 'held' : 'saved',
        records: records.map(({ item, state, localCode, receiptNumber, promisedBy }) => ({
          name: item.name,
          state,
          localCode,
          ...(receiptNumber === undefined ? {} : { receiptNumber }),
          ...(promisedBy === undefined ? {} : { promisedBy }),
        })),
        deferred: [...deferred],
        ...(noticePrinted ? { notice: { printed: true } } : noticeLine(world)),
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

export const finishScreen = (world: World, visit: Visit): ScreenOf<'finish'> | undefined =>
  visit.place.at === 'finish'
    ? {
        name: 'finish',
        matter: matterOf(world, visit.place.settled),
        suggestions: suggestionsFor(world, visit).map(({ item, reason }) => ({
          itemId: item.id,
          name: item.name,
          reason,
        })),
        rating: visit.place.rated === undefined ? {} : { given: visit.place.rated },
      }
    : undefined;

export const troubleScreen = (session: Session, visit: Visit): ScreenOf<'trouble'> | undefined => {
  const { place } = visit;
  if (place.at !== 'trouble') return undefined;
  const { settled } = place;
  const record = settled?.kind === 'application' ? settled.records[0] : undefined;
  const slipOwed =
    settled !== undefined && place.document === undefined && !isPrinted(settled) && canPrintSlip(session);
  return {
    name: 'trouble',
    reason: place.reason,
    saved: settled === undefined ? 'nothing-to-lose' : settled.kind === 'ticket' ? 'ticket' : 'saved',
    pages: [...place.pages],
    canPrint: slipOwed || canPrintOwed(new Turn(session)),
    ...(place.toldAt === undefined ? {} : { toldAt: stampOf(session.world, place.toldAt) }),
    ...(settled?.kind === 'ticket' ? { number: settled.number } : {}),
    ...(record === undefined ? {} : { number: record.receiptNumber ?? record.localCode }),
  };
};
