import type { Turn } from '../turn.ts';
import { byVisit, isEnough, type PaperRole, type Stock } from './stock.ts';

/** Paper for every sheet that a journey will print, held from its beginning to its end. */

/**
 * From now on the visit holds exactly so many sheets of this printer. False: there are not so many that nobody else
 * holds; then it holds none.
 */
export const reserve = (turn: Turn, role: PaperRole, sheets: number): boolean => {
  const { paper } = turn.world;
  const others = paper.holds.filter((hold) => hold.by !== byVisit || hold.role !== role);
  const enough = isEnough(turn.world, role, sheets);
  const holds = enough && sheets > 0 ? [...others, { by: byVisit, role, sheets }] : others;
  turn.fact({ paper: { ...paper, holds } });
  return enough;
};

/** The matter is settled or given up: what it held and did not print is anybody's. */
export const releaseReserved = (turn: Turn): void => {
  const { paper } = turn.world;
  if (paper.holds.some(({ by }) => by === byVisit))
    turn.fact({ paper: { ...paper, holds: paper.holds.filter(({ by }) => by !== byVisit) } });
};

/** How much there is, as staff or the printer tell it; undefined: nobody knows any more. */
export const setStock = (turn: Turn, role: PaperRole, stock: Stock | undefined): void => {
  const { paper } = turn.world;
  const { [role]: _, ...others } = paper.stock;
  turn.fact({ paper: { ...paper, stock: stock === undefined ? others : { ...others, [role]: stock } } });
};
