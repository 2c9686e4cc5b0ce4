import type { PrintRequest } from '../../classes/document-printer.ts';
import type { Side } from '../../protocol/printing/arrange.ts';
import { planSheets, type SheetPlan } from '../../protocol/printing/ledger.ts';
import type { JobTemplate } from './operations.ts';
import type { PrinterProfile } from './profile.ts';

/** What of a job's look may be left to the printer; the rest is done in the PDF. Shrinks as the printer refuses things. */
export type Abilities = {
  readonly pageRanges: boolean;
  /** Most copies; 0: don't even mention copies. */
  readonly copies: number;
  readonly collates: boolean;
  /** Empty: don't mention sides. */
  readonly sides: readonly string[];
};

export const abilitiesOf = (profile: PrinterProfile): Abilities => ({
  pageRanges: profile.pageRanges,
  copies: profile.copies,
  collates: profile.collates,
  sides: profile.sides,
});

export type Preparation = {
  readonly template: JobTemplate;
  readonly plan: SheetPlan;
  /** How the PDF has to be rearranged; undefined: it goes out byte for byte as it is. */
  readonly sides: readonly Side[] | undefined;
};

const ascends = (pages: readonly number[]): boolean =>
  pages.every((page, index) => index === 0 || page > (pages[index - 1] ?? page));

const toRanges = (pages: readonly number[]): { lower: number; upper: number }[] => {
  const ranges: { lower: number; upper: number }[] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last && last.upper + 1 === page) last.upper = page;
    else ranges.push({ lower: page, upper: page });
  }
  return ranges;
};

const chooseSides = (wanted: PrintRequest['sides'], pages: number, supported: readonly string[]) =>
  wanted === 'two-sided-long-edge' && pages > 1 && supported.includes(wanted) ? wanted : 'one-sided';

/**
 * Splits the work between printer and PDF. Pure. A printer without a duplexer prints on one side rather than not at all;
 * the plan counts what will really come out.
 */
export const prepare = (request: PrintRequest, abilities: Abilities): Preparation => {
  const all = Array.from({ length: request.pages }, (_, index) => index + 1);
  const chosen = request.only ?? all;
  const sides = chooseSides(request.sides, chosen.length, abilities.sides);
  const everything = chosen.length === all.length && ascends(chosen);
  const byPrinter = {
    pages: everything || (abilities.pageRanges && ascends(chosen)),
    copies: request.copies === 1 || (abilities.collates && abilities.copies >= request.copies),
  };
  const oneCopy: readonly Side[] = byPrinter.pages ? all : chosen;
  const blank: readonly Side[] = sides !== 'one-sided' && chosen.length % 2 === 1 ? ['blank'] : [];
  // Repeated copies inside the PDF are counted from its own pages, so nothing may be left to page-ranges then.
  const repeated: readonly Side[] = Array.from({ length: request.copies }, (_, copy) =>
    copy + 1 < request.copies ? [...chosen, ...blank] : chosen,
  ).flat();
  const ranges = byPrinter.copies && byPrinter.pages && !everything;
  const attributeCopies = byPrinter.copies ? request.copies : 1;
  return {
    plan: planSheets(chosen, sides, request.copies),
    sides: byPrinter.copies ? (byPrinter.pages ? undefined : oneCopy) : repeated,
    template: {
      media: request.media,
      ...(abilities.sides.length > 0 ? { sides } : {}),
      ...(abilities.copies > 0 ? { copies: attributeCopies } : {}),
      ...(attributeCopies > 1 ? { collated: true } : {}),
      ...(ranges ? { pageRanges: toRanges(chosen) } : {}),
    },
  };
};

/** The abilities left after the printer refused these attributes; undefined when one of them can't be done without. */
export const without = (
  abilities: Abilities,
  refused: readonly string[],
  template: JobTemplate,
): Abilities | undefined => {
  let left = abilities;
  for (const name of refused) {
    if (name === 'page-ranges' && left.pageRanges) left = { ...left, pageRanges: false };
    else if (name === 'copies' && left.copies > 0)
      left = { ...left, copies: (template.copies ?? 0) > 1 ? 1 : 0, collates: false };
    else if (name === 'multiple-document-handling' && left.collates) left = { ...left, collates: false };
    else if (name === 'sides' && left.sides.length > 0)
      left = { ...left, sides: template.sides === 'one-sided' ? [] : ['one-sided'] };
    else return undefined;
  }
  return refused.length === 0 ? undefined : left;
};
