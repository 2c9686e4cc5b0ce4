import { pause } from '../../protocol/pause.ts';
import type { Exchanged } from './client.ts';
import { jobReport, jobReports, jobState } from './job-report.ts';
import type { IppMessage } from './message.ts';
import * as ipp from './operations.ts';
import { ippDetail, type Reason, type RunContext } from './run.ts';

/** Brings a document to the printer, and finds out what became of it when the answer is lost. */

export type Submission = {
  /** Random; the only thing by which a job can be found again. Never says whose it is. */
  readonly jobName: string;
  readonly template: ipp.JobTemplate;
  readonly pdf: Uint8Array;
  readonly createsJobs: boolean;
};

export type Submitted =
  | { readonly kind: 'job'; readonly id: number }
  /** Nothing was accepted: not a sheet can come out. */
  | { readonly kind: 'refused'; readonly reason: Reason }
  /** The document went out and nobody can say what became of it. */
  | { readonly kind: 'unknown'; readonly detail: string };

const refused = (code: Reason['code'], detail: string): Submitted => ({
  kind: 'refused',
  reason: { code, detail },
});

/** A deadline for a document of this size: a slow printer takes 100 kB/s. */
const documentDeadline = (context: RunContext, pdf: Uint8Array): number =>
  context.timing.document + Math.ceil(pdf.length / 100);

/** Asks again, within the time allowed, as long as the printer answers that it is busy. Nothing was accepted then. */
export const whileBusy = async (context: RunContext, ask: () => Promise<Exchanged>): Promise<Exchanged> => {
  const { clock, timing } = context;
  const end = clock.now() + timing.busy;
  const halted = AbortSignal.any([context.cancelled, context.stopping]);
  for (;;) {
    const answer = await ask();
    const busy = answer.ok ? ipp.isBusy(answer.reply.code) : answer.failure.code === 'busy';
    if (!busy || halted.aborted || clock.now() + timing.busyPause > end) return answer;
    await pause(clock, timing.busyPause, halted);
  }
};

const toRefusal = (reply: IppMessage): Submitted =>
  refused(ipp.isBusy(reply.code) ? 'busy' : 'rejected', ippDetail(reply.code));

type Found = number | 'not-listed' | 'no-answer';

const findOnce = async (context: RunContext, jobName: string): Promise<Found> => {
  let answers = 0;
  for (const which of ['not-completed', 'completed'] as const) {
    const answer = await context.client(ipp.getJobs(which), {
      deadline: context.timing.request,
      signal: context.stopping,
    });
    if (!answer.ok || !ipp.isSuccess(answer.reply.code)) continue;
    answers += 1;
    const id = jobReports(answer.reply).find((job) => job.name === jobName)?.id;
    if (id !== undefined) return id;
  }
  return answers === 2 ? 'not-listed' : 'no-answer';
};

/** Looks for our job by its name until the time for it is over: a printer may list a job late, or come back late. */
const find = async (context: RunContext, jobName: string): Promise<Found> => {
  const { clock, timing } = context;
  const end = clock.now() + timing.lookUp;
  for (;;) {
    const found = await findOnce(context, jobName);
    if (typeof found === 'number' || context.stopping.aborted) return found;
    if (clock.now() + timing.busyPause > end) return found;
    await pause(clock, timing.busyPause, context.stopping);
  }
};

const viaPrintJob = async (context: RunContext, submission: Submission): Promise<Submitted> => {
  const { jobName, pdf } = submission;
  // Not cut off by a cancellation: what went out half can't be taken back, what is accepted can.
  const answer = await whileBusy(context, () =>
    context.client(ipp.printJob(jobName, submission.template), {
      deadline: documentDeadline(context, pdf),
      document: pdf,
      signal: context.stopping,
    }),
  );
  if (answer.ok) {
    if (!ipp.isSuccess(answer.reply.code)) return toRefusal(answer.reply);
    const { id } = jobReport(answer.reply);
    if (id !== undefined) return { kind: 'job', id };
  } else if (!answer.failure.mayHaveActed) return refused(answer.failure.code, answer.failure.detail);
  const found = await find(context, jobName);
  if (typeof found === 'number') return { kind: 'job', id: found };
  const detail = answer.ok ? 'no job-id in the answer' : answer.failure.detail;
  return { kind: 'unknown', detail: `Print-Job: ${detail}; afterwards: ${found}` };
};

/** Cancels a job that has no document and must not linger. False: the printer did not confirm. */
const discard = async (context: RunContext, id: number): Promise<boolean> => {
  const answer = await context.client(ipp.cancelJob(id), {
    deadline: context.timing.request,
    signal: context.stopping,
  });
  return answer.ok && ipp.isSuccess(answer.reply.code);
};

/** After a lost answer to Send-Document: does the job have its document? */
const hasDocument = async (context: RunContext, id: number): Promise<boolean | undefined> => {
  const answer = await context.client(ipp.getJobAttributes(id), {
    deadline: context.timing.request,
    signal: context.stopping,
  });
  if (!answer.ok || !ipp.isSuccess(answer.reply.code)) return undefined;
  const job = jobReport(answer.reply);
  const waiting = job.reasons.some(
    (reason) => reason === 'job-data-insufficient' || reason === 'job-incoming',
  );
  if (waiting && job.state !== undefined && job.state <= jobState.held) return false;
  return job.state === undefined ? undefined : true;
};

const viaCreateJob = async (context: RunContext, submission: Submission): Promise<Submitted> => {
  const created = await whileBusy(context, () =>
    context.client(ipp.createJob(submission.jobName, submission.template), {
      deadline: context.timing.request,
      signal: context.stopping,
    }),
  );
  if (!created.ok) {
    const { code, detail, mayHaveActed } = created.failure;
    const orphan = mayHaveActed ? await findOnce(context, submission.jobName) : 'not-listed';
    if (typeof orphan === 'number') await discard(context, orphan);
    return refused(code, detail);
  }
  if (!ipp.isSuccess(created.reply.code)) return toRefusal(created.reply);
  const { id } = jobReport(created.reply);
  if (id === undefined) return refused('malformed-reply', 'no job-id in the answer to Create-Job');
  if (context.cancelled.aborted) {
    await discard(context, id);
    return refused('cancelled', 'cancelled before the document was sent');
  }
  const sent = await whileBusy(context, () =>
    context.client(ipp.sendDocument(id), {
      deadline: documentDeadline(context, submission.pdf),
      document: submission.pdf,
      signal: context.stopping,
    }),
  );
  if (sent.ok && ipp.isSuccess(sent.reply.code)) return { kind: 'job', id };
  if (sent.ok || !sent.failure.mayHaveActed) {
    await discard(context, id);
    return sent.ok ? toRefusal(sent.reply) : refused(sent.failure.code, sent.failure.detail);
  }
  if ((await hasDocument(context, id)) !== false) return { kind: 'job', id };
  if (!(await discard(context, id))) return { kind: 'job', id };
  return refused(sent.failure.code, `the document did not arrive: ${sent.failure.detail}`);
};

export const submit = (context: RunContext, submission: Submission): Promise<Submitted> =>
  submission.createsJobs ? viaCreateJob(context, submission) : viaPrintJob(context, submission);
