import type { SheetLedger } from '../../classes/document-printer.ts';

/**
 * What became of every sheet. Pure. A sheet is *asked for* when the printer is known, or must be feared, to have
 * drawn it from its tray; each of those was taken (came out whole), spoiled (jammed) or is unknown. Sheets that
 * never left the tray are not in the ledger: their pages are in `owed`.
 */

/** A sheet as it should come out: the 1-based pages on it, front first, and the sides that get printed. */
export type PlannedSheet = { readonly pages: readonly number[]; readonly sides: number };
export type SheetPlan = readonly PlannedSheet[];

const sheetsOfOneCopy = (pages: readonly number[], perSheet: number): PlannedSheet[] => {
  const sheets: PlannedSheet[] = [];
  for (let at = 0; at < pages.length; at += perSheet) {
    const onSheet = pages.slice(at, at + perSheet);
    sheets.push({ pages: onSheet, sides: onSheet.length });
  }
  return sheets;
};

/** Collated: all of copy 1, then all of copy 2; every copy begins on a new sheet. */
export const planSheets = (
  pages: readonly number[],
  sides: 'one-sided' | 'two-sided-long-edge',
  copies: number,
): SheetPlan => {
  const one = sheetsOfOneCopy(pages, sides === 'one-sided' ? 1 : 2);
  return Array.from({ length: copies }, () => one).flat();
};

/** The printer's own counters of a job; absent where it does not keep them. */
export type Counters = { readonly impressions?: number; readonly sheets?: number };

/** Whole sheets that `impressions` printed sides amount to. */
const sheetsOfImpressions = (plan: SheetPlan, impressions: number): number => {
  let sides = 0;
  return plan.filter((sheet) => {
    sides += sheet.sides;
    return sides <= impressions;
  }).length;
};

/** `sure`: all counters agree that so many came out. `perhaps`: at least one says so. */
export const sheetsOut = (plan: SheetPlan, counters: Counters): { sure: number; perhaps: number } => {
  const told = [
    ...(counters.impressions === undefined ? [] : [sheetsOfImpressions(plan, counters.impressions)]),
    ...(counters.sheets === undefined ? [] : [Math.max(0, counters.sheets)]),
  ].map((sheets) => Math.min(sheets, plan.length));
  if (told.length === 0) return { sure: 0, perhaps: plan.length };
  return { sure: Math.min(...told), perhaps: Math.max(...told) };
};

/**
 * How the job ended. `never-began`: the printer has drawn no sheet. `completed`: job-state 9. `stopped`: cancelled or
 * aborted, the counters are final. `lost`: nobody told how it ended.
 */
export type JobEnd = 'never-began' | 'completed' | 'stopped' | 'lost';

export type Evidence = {
  readonly end: JobEnd;
  readonly counters: Counters;
  /** Jams seen while the job ran: one sheet spoiled each. */
  readonly jams: number;
  /** The last jam was not cleared before the end. */
  readonly jammed: boolean;
};

export type Settled = { readonly ledger: SheetLedger; readonly owed: readonly number[] };

/**
 * The ledger always balances: `asked = taken + spoiled + unknown`.
 * `owed` names every page that is not known to have come out, unknown ones included, once for each copy that lacks it;
 * a re-print with `only: owed, copies: 1` completes the set.
 */
export const settle = (plan: SheetPlan, evidence: Evidence): Settled => {
  const { end, counters, jams } = evidence;
  const settled = (taken: number, spoiled: number, unknown: number): Settled => ({
    ledger: { asked: taken + spoiled + unknown, taken, spoiled, unknown },
    owed: plan.slice(taken).flatMap((sheet) => sheet.pages),
  });
  if (end === 'never-began') return settled(0, 0, 0);
  if (end === 'completed') return settled(plan.length, jams, 0);
  const out = sheetsOut(plan, counters);
  // The sheet that is stuck did not come out, whatever a counter of "printed" sides says.
  const most = evidence.jammed ? Math.max(0, plan.length - 1) : plan.length;
  const taken = Math.min(out.sure, most);
  const perhaps = end === 'lost' ? most : Math.min(out.perhaps, most);
  return settled(taken, jams, perhaps - taken);
};
