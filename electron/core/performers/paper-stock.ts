import { z } from 'zod';
import type { Stocks } from '../session/paper/stock.ts';
import type { Settings } from '../store/settings.ts';

/** The counts of paper on disk: numbers only. */

const KEY = 'paper';

const Stock = z.object({
  left: z.number().int().min(0),
  from: z.enum(['counted', 'printer']),
  at: z.number(),
});
const Kept = z.object({ ticketPrinter: Stock.optional(), documentPrinter: Stock.optional() });

export const keepPaper = (values: Settings, stock: Stocks): void => values.put(KEY, stock);

/** Nothing where nothing was counted, or where it can't be read: then nobody knows. */
export const keptPaper = (values: Settings): Stocks => Kept.safeParse(values.get(KEY)).data ?? {};
