import type { World } from '../state.ts';

/** Printers whose paper is counted: slips of the roll, A4 sheets in the tray. */
export type PaperRole = 'ticketPrinter' | 'documentPrinter';

export const paperRoles: readonly PaperRole[] = ['ticketPrinter', 'documentPrinter'];

export const isPaperRole = (role: string): role is PaperRole => paperRoles.includes(role as PaperRole);

/** What is left, counted down from what staff or the printer itself told. Absent where nobody has told. */
export type Stock = { readonly left: number; readonly from: 'counted' | 'printer'; readonly at: number };
export type Stocks = Partial<Record<PaperRole, Stock>>;

/** Sheets that nobody else may count on: `by` is the running visit, or the operation that is printing them. */
export type Hold = { readonly by: string; readonly role: PaperRole; readonly sheets: number };

export type Paper = { readonly stock: Stocks; readonly holds: readonly Hold[] };

export const noPaper: Paper = { stock: {}, holds: [] };

/** Holds of whoever is here. There is one visit at a time; what it has sent to a printer is held by that operation. */
export const byVisit = 'visit';

/**
 * What a printer still has when it says that its paper runs low; on the safe side. Near-end sensors of ticket printers look at
 * the roll's diameter: 23 mm around an 18 mm core are 2.3 m of paper of 0.07 mm, eight slips of 28 cm. Office printers
 * mean a tenth of the tray or less.
 */
export const lowMeans: Readonly<Record<PaperRole, number>> = { ticketPrinter: 8, documentPrinter: 10 };

/** A new roll of 80 mm across holds 80 m: so many slips of 30 cm, and some to spare. */
export const newRoll = 250;

export const isLow = (world: World, role: PaperRole): boolean =>
  world.devices[role]?.status.conditions.some(({ code }) => code === 'paper-low') ?? false;

/** Sheets in this printer as far as anybody can know; undefined: its own conditions are all there is to go by. */
export const leftIn = (world: World, role: PaperRole): number | undefined => {
  const stock = world.paper.stock[role];
  if (!isLow(world, role)) return stock?.left;
  // A printer that counts knows better than its own warning.
  if (stock?.from === 'printer') return stock.left;
  return Math.min(stock?.left ?? lowMeans[role], lowMeans[role]);
};

export const heldOf = (paper: Paper, role: PaperRole, by: (holder: string) => boolean): number =>
  paper.holds.reduce((sum, hold) => (hold.role === role && by(hold.by) ? sum + hold.sheets : sum), 0);

/** Sheets that the running visit may count on: what is left without what is on its way to paper already. */
export const freeFor = (world: World, role: PaperRole): number | undefined => {
  const left = leftIn(world, role);
  return left === undefined
    ? undefined
    : Math.max(0, left - heldOf(world.paper, role, (by) => by !== byVisit));
};

export const isEnough = (world: World, role: PaperRole, sheets: number): boolean =>
  (freeFor(world, role) ?? sheets) >= sheets;
