import type { Effect } from '../effects.ts';
import type { Event } from '../events.ts';
import { byVisit, type Hold, type Paper, type Stocks } from './stock.ts';

/** Where every sheet is counted: when it is sent to a printer, and when that has ended, whatever became of the visit. */

/** What an effect takes from a printer. An effect that prints and is not named here would print uncounted paper. */
export const sheetsOf = (effect: Effect): Hold | undefined => {
  switch (effect.do) {
    case 'print-slip':
    case 'keep-draft':
      return { by: effect.ref, role: 'ticketPrinter', sheets: 1 };
    case 'print-document':
      return { by: effect.ref, role: 'documentPrinter', sheets: effect.only.length };
    default:
      return undefined;
  }
};

/** The visit's hold becomes the operation's. */
const begin = (paper: Paper, job: Hold): Paper => {
  let rest = job.sheets;
  const holds = paper.holds.flatMap((hold) => {
    if (hold.by !== byVisit || hold.role !== job.role) return [hold];
    const left = hold.sheets - rest;
    rest = Math.max(0, -left);
    return left > 0 ? [{ ...hold, sheets: left }] : [];
  });
  return { ...paper, holds: [...holds, job] };
};

export const beginJobs = (paper: Paper, effects: readonly Effect[]): Paper =>
  effects.reduce((current, effect) => {
    const job = sheetsOf(effect);
    return job === undefined ? current : begin(current, job);
  }, paper);

/** Slips of which nothing came out: the printer had none of it. */
const nothingOut = new Set(['rejected', 'disconnected', 'busy']);

/** How many sheets are gone when this job has ended so. Where nobody knows, all of them: a count on the safe side. */
const usedBy = (event: Event, hold: Hold): number => {
  if (event.kind === 'slip' && !event.outcome.ok && nothingOut.has(event.outcome.error.code)) return 0;
  if (event.kind !== 'printed') return hold.sheets;
  const { taken, spoiled, unknown } = event.end.ledger;
  return taken + spoiled + unknown;
};

/** Counts down what a job has used. A printer that counts by itself has told already, or will. */
export const endJob = (paper: Paper, event: Event): Paper => {
  if (event.kind !== 'slip' && event.kind !== 'printed' && event.kind !== 'effect-failed') return paper;
  const job = paper.holds.find(({ by }) => by === event.ref);
  if (job === undefined) return paper;
  const holds = paper.holds.filter((hold) => hold !== job);
  const stock = paper.stock[job.role];
  if (stock === undefined || stock.from === 'printer') return { ...paper, holds };
  const left = Math.max(0, stock.left - usedBy(event, job));
  return { holds, stock: { ...paper.stock, [job.role]: { ...stock, left } } };
};

/**
 * What goes to disk: the counts of staff, without what is on its way to paper. A stop in the middle of a job then has
 * counted all of its sheets: rather fewer than there are than more.
 */
export const toKeep = ({ stock, holds }: Paper): Stocks =>
  Object.fromEntries(
    Object.entries(stock).flatMap(([role, told]) => {
      if (told.from === 'printer') return [];
      const jobs = holds.filter((hold) => hold.role === role && hold.by !== byVisit);
      const left = Math.max(0, told.left - jobs.reduce((sum, { sheets }) => sum + sheets, 0));
      return [[role, { ...told, left }]];
    }),
  );
