import type { DeviceStatus, Role } from '../../../../devices/device.ts';
import type { Turn } from '../turn.ts';
import { setStock } from './reserve.ts';
import { isPaperRole, lowMeans, type Stocks } from './stock.ts';

/** What printers say of their paper, and what follows for the count. */

const says = (status: DeviceStatus | undefined, code: 'paper-out' | 'paper-low'): boolean =>
  status?.conditions.some((condition) => condition.code === code) ?? false;

/**
 * A count of the printer's own is taken as it is. "Out" is none, "low" is few. When either passes somebody has filled
 * it: how much there is now nobody has told, unless staff have counted since.
 */
export const onPrinterTold = (
  turn: Turn,
  role: Role,
  before: DeviceStatus | undefined,
  status: DeviceStatus,
): void => {
  if (!isPaperRole(role)) return;
  const stock = turn.world.paper.stock[role];
  if (status.sheets !== undefined) {
    setStock(turn, role, { left: status.sheets, from: 'printer', at: turn.now });
    return;
  }
  if (status.link === 'absent' || status.link === 'connecting') return;
  if (says(status, 'paper-out')) {
    if (!says(before, 'paper-out')) setStock(turn, role, { left: 0, from: 'counted', at: turn.now });
    return;
  }
  if (says(status, 'paper-low')) {
    const few = lowMeans[role];
    if (stock !== undefined && stock.left > few && !says(before, 'paper-low'))
      setStock(turn, role, { ...stock, left: few });
    return;
  }
  // What it counted once and no longer tells is as old as its last word.
  const stale = stock !== undefined && (stock.from === 'printer' || stock.left === 0);
  const filled = says(before, 'paper-low') && stock !== undefined && stock.left <= lowMeans[role];
  if (stale || filled) setStock(turn, role, undefined);
};

/** What the disk remembers of a count, at the start. What a printer has told meanwhile is newer. */
export const onPaperKept = (turn: Turn, kept: Stocks): void => {
  const { paper } = turn.world;
  turn.fact({ paper: { ...paper, stock: { ...kept, ...paper.stock } } });
};
