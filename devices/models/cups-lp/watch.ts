import type { PrintEnd, PrintProgress } from '../../classes/document-printer.ts';
import { type Condition, failed } from '../../device.ts';
import { pause } from '../../protocol/pause.ts';
import { needsHands, printerState } from '../../protocol/printing/conditions.ts';
import type { SheetPlan } from '../../protocol/printing/ledger.ts';
import { cancelArguments, type JobVerdict, parseVerdict } from './commands.ts';
import { type JobReport, jobArguments, parseJob, type QueueReport, type WhichJobs } from './lpstat.ts';
import type { Reason, RunContext } from './run.ts';

/** CUPS is through with a run of the job: it failed, and waits for the queue to be started again or for the next attempt. */
const runEnded = ['printer-stopped', 'resources-are-not-ready'];

/** How the job stands. `queued`: CUPS still has it; the others have left the queue. `undefined`: no usable answer. */
type Stand =
  | { readonly kind: 'queued'; readonly job: JobReport }
  | { readonly kind: 'left'; readonly job: JobReport }
  | { readonly kind: 'gone' };

type Ending = { readonly reason: Reason; readonly by: number };

/** Follows one job of ours to its end. CUPS's commands tell no page counts: a job came out whole, or nobody knows. */
export class JobWatch {
  readonly #context: RunContext;
  readonly #job: number;
  readonly #plan: SheetPlan;
  readonly #onProgress: (progress: PrintProgress) => void;
  readonly #begunAt: number;
  #queue: QueueReport | undefined;
  #conditions: readonly Condition[] = [];
  #begun = false;
  /** Runs of the job that ended before its last page; CUPS begins the whole job anew after each. */
  #brokenRuns = 0;
  #broken = false;
  #heardAt: number;
  #blockedAt: number | undefined;
  #ending: Ending | undefined;

  constructor(
    context: RunContext,
    job: number,
    plan: SheetPlan,
    onProgress: (progress: PrintProgress) => void,
  ) {
    this.#context = context;
    this.#job = job;
    this.#plan = plan;
    this.#onProgress = onProgress;
    this.#begunAt = context.clock.now();
    this.#heardAt = this.#begunAt;
  }

  /** Resolves when the job has ended, or nothing more can be learned of it. Never rejects. */
  async untilOver(): Promise<PrintEnd> {
    const { clock, timing, cancelled, stopping } = this.#context;
    this.#onProgress({ sheetsDone: 0, sheets: this.#plan.length });
    for (;;) {
      if (stopping.aborted) return this.#abandon();
      if (cancelled.aborted) await this.#cancel({ code: 'cancelled', detail: 'cancelled by the caller' });
      const over = await this.#judge(await this.#look());
      if (over) return over;
      const overdue = this.#overdue();
      if (overdue) await this.#cancel(overdue);
      const halted = this.#ending ? stopping : AbortSignal.any([cancelled, stopping]);
      await pause(clock, timing.jobPoll, halted);
    }
  }

  /** The queue first, then the job: a stop is never seen later than the end it caused. */
  async #look(): Promise<Stand | undefined> {
    const seen = await this.#context.refresh();
    if (seen.ok) {
      this.#queue = seen.queue;
      this.#conditions = seen.conditions;
    }
    const queued = await this.#list('not-completed');
    if (queued === undefined) return undefined;
    if (queued !== 'absent') return { kind: 'queued', job: queued };
    const left = await this.#list('completed');
    if (left === undefined) return undefined;
    return left === 'absent' ? { kind: 'gone' } : { kind: 'left', job: left };
  }

  async #list(which: WhichJobs): Promise<JobReport | 'absent' | undefined> {
    const { queue, run, timing, stopping } = this.#context;
    const more = { deadline: timing.look, signal: stopping };
    const end = await run('lpstat', jobArguments(queue, which), more);
    return end.status === 0 ? (parseJob(end.stdout, queue, this.#job) ?? 'absent') : undefined;
  }

  async #judge(stand: Stand | undefined): Promise<PrintEnd | undefined> {
    const { clock, timing } = this.#context;
    const now = clock.now();
    const verdict = stand?.kind === 'left' ? await this.#ask() : undefined;
    if (stand === undefined || (stand.kind === 'left' && verdict === undefined)) {
      if (now - this.#heardAt < timing.lost) return undefined;
      return this.#unsure({ code: 'disconnected', detail: 'no answer from CUPS while the job ran' });
    }
    this.#heardAt = now;
    if (stand.kind === 'gone')
      return this.#unsure({ code: 'disconnected', detail: 'CUPS no longer knows the job' });
    this.#begun ||= stand.job.begun;
    // Also of a job that has left meanwhile: the queue may have been started again between two questions of one look.
    this.#heed(stand.job, now);
    if (stand.kind === 'queued') {
      return this.#ending && now >= this.#ending.by
        ? this.#unsure({ code: 'timeout', detail: 'cancelled, but the job does not end' })
        : undefined;
    }
    if (verdict === 'completed') return this.#completed();
    // Its last sheet may still be moving.
    const moving = this.#queue?.printing === this.#job || this.#queue?.printing === 0;
    if (moving && !(this.#ending && now >= this.#ending.by)) return undefined;
    const told: Reason = { code: verdict === 'aborted' ? 'rejected' : 'cancelled', detail: `job ${verdict}` };
    return this.#unsure(this.#ending?.reason ?? told);
  }

  /** Of a job that has left the queue: how it ended. Asked of nothing else, because it would be cancelled. */
  async #ask(): Promise<JobVerdict | undefined> {
    const { queue, user, run, timing } = this.#context;
    const end = await run('cancel', cancelArguments(queue, user, this.#job), { deadline: timing.look });
    return parseVerdict(end.status, end.stderr);
  }

  #heed(job: JobReport, now: number): void {
    const stopped = this.#queue?.state === printerState.stopped;
    const broken = this.#begun && (stopped || job.alerts.some((alert) => runEnded.includes(alert)));
    if (broken && !this.#broken) this.#brokenRuns += 1;
    this.#broken = broken;
    const held = job.alerts.some((alert) => alert.startsWith('job-hold'));
    const blocked = broken || stopped || held || needsHands(this.#conditions);
    this.#blockedAt = blocked ? (this.#blockedAt ?? now) : undefined;
  }

  #completed(): PrintEnd {
    const sheets = this.#plan.length;
    this.#onProgress({ sheetsDone: sheets, sheets });
    const unknown = sheets * this.#brokenRuns;
    const ledger = { asked: sheets + unknown, taken: sheets, spoiled: 0, unknown };
    if (unknown === 0) return { ok: true, ledger };
    // Every page came out of the last run; what came out of those before it, nobody has counted.
    const detail = 'the queue stopped while the job ran and printed it anew: sheets may have come out twice';
    return { ...failed('outcome-unknown', detail, this.#conditions), ledger, owed: [] };
  }

  /** Nothing of a job that never began came out; of any other every sheet is unknown. */
  #unsure(reason: Reason): PrintEnd {
    const owed = this.#plan.flatMap(({ pages }) => pages);
    const never = !this.#begun && ['cancelled', 'timeout', 'busy'].includes(reason.code);
    const unknown = never ? 0 : this.#plan.length * Math.max(1, this.#brokenRuns);
    return {
      ...failed(unknown > 0 ? 'outcome-unknown' : reason.code, reason.detail, this.#conditions),
      ledger: { asked: unknown, taken: 0, spoiled: 0, unknown },
      owed,
    };
  }

  #overdue(): Reason | undefined {
    if (this.#ending) return undefined;
    const { clock, timing } = this.#context;
    const now = clock.now();
    if (this.#blockedAt !== undefined && now - this.#blockedAt >= timing.attention)
      return { code: 'timeout', detail: 'nobody put the printer right in time' };
    if (this.#blockedAt === undefined && now - this.#begunAt >= timing.stall) {
      const printing = this.#queue?.printing ?? this.#job;
      if (!this.#begun && printing !== this.#job)
        return { code: 'busy', detail: 'the queue is at somebody else’s job' };
      return { code: 'timeout', detail: 'the job does not end and CUPS gives no reason' };
    }
    return undefined;
  }

  async #cancel(reason: Reason): Promise<void> {
    if (this.#ending) return;
    const { clock, timing } = this.#context;
    this.#ending = { reason, by: clock.now() + timing.cancel };
    await this.#ask();
  }

  /** The adapter stops: one word to CUPS, no waiting for the end. */
  async #abandon(): Promise<PrintEnd> {
    const verdict = await this.#ask();
    if (verdict === 'completed') return this.#completed();
    this.#begun = true;
    return this.#unsure({ code: 'cancelled', detail: 'the device was stopped' });
  }
}
