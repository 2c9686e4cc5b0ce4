import type { PrintProgress } from '../../classes/document-printer.ts';
import type { Condition } from '../../device.ts';
import { pause } from '../../protocol/pause.ts';
import { needsHands } from '../../protocol/printing/conditions.ts';
import {
  type Counters,
  type JobEnd,
  type Settled,
  type SheetPlan,
  settle,
  sheetsOut,
} from '../../protocol/printing/ledger.ts';
import { isOver, isStopping, type JobReport, jobReport, jobState } from './job-report.ts';
import * as ipp from './operations.ts';
import { ippDetail, type Reason, type RunContext } from './run.ts';

/** Follows one accepted job to its end. */

export type Watched = {
  /** Undefined: printed. */
  readonly reason: Reason | undefined;
  readonly settled: Settled;
  /** What was the matter at the end. */
  readonly conditions: readonly Condition[];
};

/** Looks in a row that find a stopping job and a printer at rest: one alone may have met the moment before the job's first page. */
const looksAtRest = 2;

type Ending = { readonly reason: Reason; readonly by: number };
type Asked = JobReport | 'gone' | undefined;

const isJam = (condition: Condition): boolean =>
  condition.code === 'paper-jam' && condition.severity !== 'report';

const larger = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);

const merge = (a: Counters, b: Counters): Counters => {
  const impressions = larger(a.impressions, b.impressions);
  const sheets = larger(a.sheets, b.sheets);
  return {
    ...(impressions === undefined ? {} : { impressions }),
    ...(sheets === undefined ? {} : { sheets }),
  };
};

export class JobWatch {
  readonly #context: RunContext;
  readonly #id: number;
  readonly #plan: SheetPlan;
  readonly #onProgress: (progress: PrintProgress) => void;
  #counters: Counters = {};
  #conditions: readonly Condition[] = [];
  #jams = 0;
  #jammed = false;
  #shown = -1;
  #printerWorks = true;
  #atRest = 0;
  #heardAt: number;
  #movedAt: number;
  #blockedAt: number | undefined;
  #ending: Ending | undefined;

  constructor(
    context: RunContext,
    id: number,
    plan: SheetPlan,
    onProgress: (progress: PrintProgress) => void,
  ) {
    this.#context = context;
    this.#id = id;
    this.#plan = plan;
    this.#onProgress = onProgress;
    this.#heardAt = context.clock.now();
    this.#movedAt = this.#heardAt;
  }

  /** Resolves when the job has ended, or nothing more can be learned of it. Never rejects. */
  async untilOver(): Promise<Watched> {
    const { clock, timing, cancelled, stopping } = this.#context;
    this.#progress();
    for (;;) {
      if (stopping.aborted) return this.#abandon();
      if (cancelled.aborted) await this.#cancel({ code: 'cancelled', detail: 'cancelled by the caller' });
      const over = this.#judge(await this.#look());
      if (over) return over;
      const overdue = this.#overdue();
      if (overdue) await this.#cancel(overdue);
      const halted = this.#ending ? stopping : AbortSignal.any([cancelled, stopping]);
      await pause(clock, timing.jobPoll, halted);
    }
  }

  /** The printer first, then the job: a jam is never seen later than the end it caused. */
  async #look(): Promise<Asked> {
    const seen = await this.#context.refresh();
    if (seen.ok) {
      this.#conditions = seen.conditions;
      this.#printerWorks = seen.working;
      const jammed = seen.conditions.some(isJam);
      if (jammed && !this.#jammed) this.#jams += 1;
      this.#jammed = jammed;
    }
    const { client, timing, stopping } = this.#context;
    const answer = await client(ipp.getJobAttributes(this.#id), {
      deadline: timing.request,
      signal: stopping,
    });
    if (!answer.ok) return undefined;
    if (answer.reply.code === ipp.status.notFound || answer.reply.code === ipp.status.gone) return 'gone';
    return ipp.isSuccess(answer.reply.code) ? jobReport(answer.reply) : undefined;
  }

  #judge(job: Asked): Watched | undefined {
    const now = this.#context.clock.now();
    if (job === 'gone') return this.#lost('the printer no longer knows the job');
    if (job) {
      this.#heardAt = now;
      const before = this.#counters;
      this.#counters = merge(before, job.counters);
      const moved =
        this.#counters.impressions !== before.impressions || this.#counters.sheets !== before.sheets;
      if (moved) this.#movedAt = now;
      this.#progress();
      this.#atRest = isStopping(job) && !this.#printerWorks ? this.#atRest + 1 : 0;
      if (isOver(job) || this.#atRest >= looksAtRest) return this.#over(job);
      const blocked = job.state === jobState.stopped || needsHands(this.#conditions);
      if (!blocked) this.#blockedAt = undefined;
      else if (this.#blockedAt === undefined || moved) this.#blockedAt = now;
    } else if (now - this.#heardAt >= this.#context.timing.lost)
      return this.#lost('no answer from the printer while the job ran');
    return this.#ending && now >= this.#ending.by
      ? this.#lost('cancelled, but the job does not end')
      : undefined;
  }

  #over(job: JobReport): Watched {
    const reasons = job.reasons.join(' ').slice(0, 200);
    if (job.state === jobState.completed) return this.#completed(job, reasons);
    const settled = this.#settle(job.neverProcessed ? 'never-began' : 'stopped');
    const told: Reason = {
      code: job.state === jobState.canceled ? 'cancelled' : 'rejected',
      detail: reasons,
    };
    return this.#ended(this.#ending?.reason ?? told, settled);
  }

  #completed(job: JobReport, reasons: string): Watched {
    const short =
      Object.keys(this.#counters).length > 0 &&
      sheetsOut(this.#plan, this.#counters).sure < this.#plan.length;
    if (short && job.reasons.includes('job-completed-with-errors'))
      return this.#ended({ code: 'rejected', detail: reasons }, this.#settle('stopped'));
    this.#tell(this.#plan.length);
    return { reason: undefined, settled: this.#settle('completed'), conditions: this.#conditions };
  }

  #settle(end: JobEnd): Settled {
    return settle(this.#plan, { end, counters: this.#counters, jams: this.#jams, jammed: this.#jammed });
  }

  #lost(detail: string): Watched {
    return this.#ended(
      this.#ending?.reason ?? { code: 'disconnected', detail },
      this.#settle('lost'),
      detail,
    );
  }

  /** `outcome-unknown` is said exactly when there are sheets of which nobody knows. */
  #ended(reason: Reason, settled: Settled, detail = reason.detail): Watched {
    const unknown: Reason = { code: 'outcome-unknown', detail };
    return { reason: settled.ledger.unknown > 0 ? unknown : reason, settled, conditions: this.#conditions };
  }

  #overdue(): Reason | undefined {
    if (this.#ending) return undefined;
    const { clock, timing } = this.#context;
    const now = clock.now();
    if (this.#blockedAt !== undefined && now - this.#blockedAt >= timing.attention)
      return { code: 'timeout', detail: 'nobody put the printer right in time' };
    if (this.#blockedAt === undefined && now - this.#movedAt >= timing.stall)
      return { code: 'timeout', detail: 'no page came out and the printer gives no reason' };
    return undefined;
  }

  async #cancel(reason: Reason): Promise<void> {
    if (this.#ending) return;
    const { client, clock, timing, stopping } = this.#context;
    this.#ending = { reason, by: clock.now() + timing.cancel };
    // "Not possible" means that it has ended already; the next look tells how. A lost answer: the same.
    const answer = await client(ipp.cancelJob(this.#id), { deadline: timing.request, signal: stopping });
    const bad =
      answer.ok && !ipp.isSuccess(answer.reply.code) && answer.reply.code !== ipp.status.notPossible;
    if (bad)
      this.#ending = {
        ...this.#ending,
        reason: { ...reason, detail: `${reason.detail}; Cancel-Job: ${ippDetail(answer.reply.code)}` },
      };
  }

  /** The adapter stops: one word to the printer, no waiting for the end. */
  async #abandon(): Promise<Watched> {
    const { client, timing } = this.#context;
    await client(ipp.cancelJob(this.#id), { deadline: Math.min(2000, timing.request) });
    return this.#ended({ code: 'cancelled', detail: 'the device was stopped' }, this.#settle('lost'));
  }

  #progress(): void {
    const told = Object.keys(this.#counters).length > 0;
    this.#tell(told ? sheetsOut(this.#plan, this.#counters).sure : 0);
  }

  #tell(sheetsDone: number): void {
    if (sheetsDone <= this.#shown) return;
    this.#shown = sheetsDone;
    this.#onProgress({ sheetsDone, sheets: this.#plan.length });
  }
}
