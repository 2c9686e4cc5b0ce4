import type { Intent } from '../../contract/intents.ts';
import { setStock } from '../session/paper/reserve.ts';
import { paperRoles } from '../session/paper/stock.ts';
import type { Turn } from '../session/turn.ts';

/** What staff say of the paper. */

/** They have counted, or put in a whole roll or ream. */
export const countPaper = (turn: Turn, { role, left }: Extract<Intent, { kind: 'staff-paper' }>): void => {
  const { staff } = turn.session;
  if (staff?.at !== 'in' || turn.world.devices[role] === undefined) return;
  turn.session = { ...turn.session, staff: { ...staff, lastSign: turn.now } };
  // A printer that counts by itself is not corrected: its next word would undo it.
  if (turn.world.paper.stock[role]?.from === 'printer') return;
  setStock(turn, role, { left, from: 'counted', at: turn.now });
  turn.do({ do: 'audit', kind: 'staff-paper-counted', fields: { actor: staff.person.id, role, left } });
};

/** "Refilled", and nobody said how much: what was counted before is no longer true. */
export const forgetCounts = (turn: Turn): void => {
  for (const role of paperRoles)
    if (turn.world.paper.stock[role]?.from === 'counted') setStock(turn, role, undefined);
};
