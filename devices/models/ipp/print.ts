import type { PrintEnd, PrintProgress, PrintRequest } from '../../classes/document-printer.ts';
import { type Condition, failed } from '../../device.ts';
import { arrange } from '../../protocol/printing/arrange.ts';
import { type JobEnd, type SheetPlan, settle } from '../../protocol/printing/ledger.ts';
import { faultOf } from '../../protocol/printing/request.ts';
import { attributesOf, groupTag } from './message.ts';
import * as ipp from './operations.ts';
import { type Abilities, abilitiesOf, type Preparation, prepare, without } from './prepare.ts';
import type { PrinterProfile } from './profile.ts';
import { ippDetail, type Reason, type RunContext } from './run.ts';
import { submit, whileBusy } from './submit.ts';
import { JobWatch } from './watch.ts';

/** One print from request to ledger. Every path ends in a `PrintEnd`; nothing is ever sent twice. */

/** Older firmware knows the older names of the same paper. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  iso_a4_210x297mm: ['iso-a4', 'A4', 'a4'],
  iso_a3_297x420mm: ['iso-a3', 'A3', 'a3'],
  iso_a5_148x210mm: ['iso-a5', 'A5', 'a5'],
};

/** The printer's own name for this paper; undefined when it has none. */
const mediaName = (wanted: string, supported: readonly string[]): string | undefined =>
  supported.length === 0
    ? wanted
    : [wanted, ...(otherNames[wanted] ?? [])].find((name) => supported.includes(name));

const ended = (plan: SheetPlan, end: JobEnd, reason: Reason, conditions: readonly Condition[]): PrintEnd => ({
  ...failed(reason.code, reason.detail, conditions),
  ...settle(plan, { end, counters: {}, jams: 0, jammed: false }),
});

/** Why this printer can't print this at all, known before anything is sent. */
const unfit = (request: PrintRequest, profile: PrinterProfile): string | undefined => {
  const fault = faultOf(request);
  if (fault) return `can't print that: ${fault}`;
  if (profile.formats.length > 0 && !profile.formats.includes('application/pdf'))
    return 'the printer does not take application/pdf';
  if (!mediaName(request.media, profile.media)) return `the printer has no ${request.media}`;
  return undefined;
};

type Agreed =
  | { readonly ok: true; readonly preparation: Preparation }
  | { readonly ok: false; readonly reason: Reason };

/** Asks the printer whether it would take the job; does in the PDF what it refuses to do itself. */
const agree = async (
  context: RunContext,
  request: PrintRequest,
  profile: PrinterProfile,
  jobName: string,
): Promise<Agreed> => {
  let abilities: Abilities = abilitiesOf(profile);
  for (;;) {
    const preparation = prepare(request, abilities);
    if (!profile.validates) return { ok: true, preparation };
    const answer = await whileBusy(context, () =>
      context.client(ipp.validateJob(jobName, preparation.template), {
        deadline: context.timing.request,
        signal: AbortSignal.any([context.cancelled, context.stopping]),
      }),
    );
    if (!answer.ok) return { ok: false, reason: answer.failure };
    const { code } = answer.reply;
    if (ipp.isSuccess(code) || code === ipp.status.operationNotSupported) return { ok: true, preparation };
    const refused = attributesOf(answer.reply, groupTag.unsupported).map((attribute) => attribute.name);
    const left =
      code === ipp.status.attributesNotSupported && without(abilities, refused, preparation.template);
    const detail = [ippDetail(code), ...refused].join(' ');
    if (!left) return { ok: false, reason: { code: ipp.isBusy(code) ? 'busy' : 'rejected', detail } };
    abilities = left;
  }
};

/** `jobName` is random. Resolves with the ledger whatever happens. */
export const print = async (
  context: RunContext,
  profile: PrinterProfile,
  request: PrintRequest,
  jobName: string,
  onProgress: (progress: PrintProgress) => void,
): Promise<PrintEnd> => {
  const misfit = unfit(request, profile);
  const wanted = { ...request, media: mediaName(request.media, profile.media) ?? request.media };
  const planned = misfit === undefined || !faultOf(request) ? prepare(wanted, abilitiesOf(profile)).plan : [];
  const refuse = (reason: Reason, conditions: readonly Condition[] = []) =>
    ended(planned, 'never-began', reason, conditions);
  if (misfit) return refuse({ code: 'rejected', detail: misfit });

  const seen = await context.refresh();
  if (context.cancelled.aborted)
    return refuse({ code: 'cancelled', detail: 'cancelled before anything was sent' });
  if (!seen.ok) return refuse(seen.reason);
  const { conditions } = seen;
  const errors = conditions.filter((condition) => condition.severity === 'error');
  if (errors.length > 0)
    return refuse({ code: 'rejected', detail: 'the printer is not fit to print' }, errors);

  const agreed = await agree(context, wanted, profile, jobName);
  if (!agreed.ok) return refuse(agreed.reason, conditions);
  const { plan, sides, template } = agreed.preparation;
  const arranged = sides ? await arrange(request.pdf, sides) : { ok: true as const, pdf: request.pdf };
  if (!arranged.ok) return refuse({ code: 'rejected', detail: arranged.detail });
  if (context.cancelled.aborted)
    return refuse({ code: 'cancelled', detail: 'cancelled before anything was sent' });

  const { createsJobs } = profile;
  const submitted = await submit(context, { jobName, template, pdf: arranged.pdf, createsJobs });
  if (submitted.kind === 'refused') return refuse(submitted.reason, conditions);
  if (submitted.kind === 'unknown')
    return ended(plan, 'lost', { code: 'outcome-unknown', detail: submitted.detail }, conditions);
  const watched = await new JobWatch(context, submitted.id, plan, onProgress).untilOver();
  if (!watched.reason) return { ok: true, ledger: watched.settled.ledger };
  return { ...failed(watched.reason.code, watched.reason.detail, watched.conditions), ...watched.settled };
};
