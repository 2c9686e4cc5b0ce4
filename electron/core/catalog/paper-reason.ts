import type { Reason } from '../../contract/reasons.ts';
import { freeFor, type PaperRole } from '../session/paper/stock.ts';
import type { World } from '../session/state.ts';
import { deviceReason } from './device-reason.ts';

/** Is there paper for all of it? Where nobody has counted, the printer's own conditions decide. */

const none = { ticketPrinter: 'ticket-paper-out', documentPrinter: 'document-paper-out' } as const;

export const paperReason = (world: World, role: PaperRole, sheets: number): Reason | undefined => {
  const free = freeFor(world, role);
  if (free === undefined || free >= sheets) return undefined;
  if (free === 0) return { code: none[role] };
  return {
    code: role === 'documentPrinter' ? 'document-paper-short' : 'ticket-paper-out',
    params: { need: sheets, left: free },
  };
};

/** Why this printer can't print so many sheets now; undefined: it can. */
export const printerReason = (world: World, role: PaperRole, sheets: number): Reason | undefined =>
  deviceReason(world, role) ?? paperReason(world, role, sheets);
