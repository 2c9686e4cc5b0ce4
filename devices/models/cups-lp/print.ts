import type { PrintEnd, PrintProgress, PrintRequest } from '../../classes/document-printer.ts';
import { type Condition, failed } from '../../device.ts';
import { arrange, type Side } from '../../protocol/printing/arrange.ts';
import { planSheets, type SheetPlan } from '../../protocol/printing/ledger.ts';
import { faultOf, pagesOf } from '../../protocol/printing/request.ts';
import { lpArguments, parseRequestId } from './commands.ts';
import type { Reason, RunContext } from './run.ts';
import { JobWatch } from './watch.ts';

/** One print from request to ledger. Every path ends in a `PrintEnd`; nothing is ever sent twice. */

export const nothingPrinted = (
  request: PrintRequest,
  reason: Reason,
  conditions: readonly Condition[] = [],
): PrintEnd => ({
  ...failed(reason.code, reason.detail, conditions),
  ledger: { asked: 0, taken: 0, spoiled: 0, unknown: 0 },
  owed: pagesOf(request),
});

type Prepared = {
  readonly plan: SheetPlan;
  readonly sides: 'one-sided' | 'two-sided-long-edge';
  /** How the PDF has to be rearranged; undefined: it goes out byte for byte as it is. */
  readonly arrangement: readonly Side[] | undefined;
};

/**
 * Pages are chosen, and copies made, in the PDF: a raw queue ignores `page-ranges`, and with one run of the document the sheets
 * can be counted. Both sides are printed on only where the queue is known to have a duplexer.
 */
const prepare = (request: PrintRequest, bothSides: boolean): Prepared => {
  const pages = pagesOf(request);
  const wanted = request.sides === 'two-sided-long-edge' && pages.length > 1 && bothSides;
  const sides = wanted ? 'two-sided-long-edge' : 'one-sided';
  const blank: readonly Side[] = wanted && pages.length % 2 === 1 ? ['blank'] : [];
  const every: readonly Side[] = Array.from({ length: request.copies }, (_, copy) =>
    copy + 1 < request.copies ? [...pages, ...blank] : pages,
  ).flat();
  const asItIs = request.only === undefined && request.copies === 1;
  return {
    plan: planSheets(pages, sides, request.copies),
    sides,
    arrangement: asItIs ? undefined : every,
  };
};

/** `title` is random. Resolves with the ledger whatever happens. */
export const print = async (
  context: RunContext,
  request: PrintRequest,
  bothSides: boolean,
  title: string,
  onProgress: (progress: PrintProgress) => void,
): Promise<PrintEnd> => {
  const fault = faultOf(request);
  if (fault) return nothingPrinted(request, { code: 'rejected', detail: `can't print that: ${fault}` });
  const seen = await context.refresh();
  if (!seen.ok) return nothingPrinted(request, seen.reason);
  const { conditions } = seen;
  // A stopped queue takes jobs all the same, and prints them whenever somebody starts it again.
  const errors = conditions.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    return nothingPrinted(request, { code: 'rejected', detail: 'the printer is not fit to print' }, errors);

  const { plan, sides, arrangement } = prepare(request, bothSides);
  const arranged = arrangement
    ? await arrange(request.pdf, arrangement)
    : { ok: true as const, pdf: request.pdf };
  if (!arranged.ok) return nothingPrinted(request, { code: 'rejected', detail: arranged.detail }, conditions);
  if (context.cancelled.aborted || context.stopping.aborted)
    return nothingPrinted(request, { code: 'cancelled', detail: 'cancelled before anything was sent' });

  // Not cut short by a cancellation: a job whose number is not known can't be cancelled.
  const sent = await context.run(
    'lp',
    lpArguments({ queue: context.queue, user: context.user, title, media: request.media, sides }),
    { deadline: context.timing.submit, input: arranged.pdf },
  );
  const job = parseRequestId(sent.stdout, context.queue);
  if (job === undefined) {
    // Having failed, lp cancels what it had begun. One that was killed could not.
    const clean = sent.notStarted !== undefined || (sent.ended === undefined && sent.status === 1);
    const detail =
      sent.notStarted ?? (firstLine(sent.stderr) || `lp ended with ${sent.status ?? sent.signal}`);
    if (clean) return nothingPrinted(request, { code: 'rejected', detail }, conditions);
    return {
      ...failed('outcome-unknown', `the answer of lp was lost: ${detail}`, conditions),
      ledger: { asked: plan.length, taken: 0, spoiled: 0, unknown: plan.length },
      owed: plan.flatMap(({ pages }) => pages),
    };
  }
  return new JobWatch(context, job, plan, onProgress).untilOver();
};

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 120);
