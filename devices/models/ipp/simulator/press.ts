import type { Clock } from '../../../transports/transport.ts';

/** The mechanics: one tray, one paper path, one output, jobs one after the other. Knows nothing of IPP's bytes. */

/** A sheet as the pages on it, 1-based numbers of the document. */
type Sheet = readonly number[];

export type PressJob = {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  /** job-state of RFC 8011. */
  state: 3 | 4 | 5 | 6 | 7 | 8 | 9;
  reasons: readonly string[];
  document: Uint8Array | undefined;
  sheets: readonly Sheet[];
  readonly createdAt: number;
  processingAt: number | undefined;
  completedAt: number | undefined;
  /** Sheets in the output, and the pages on them. */
  stacked: number;
  printed: number[];
  spoiled: number;
};

/** What is the matter with the machine; each stops it but `tonerLow`. */
export type PressTrouble = 'coverOpen' | 'tonerLow' | 'tonerEmpty' | 'outputFull' | 'trayMissing' | 'paused';

const troubleReasons: Readonly<Record<PressTrouble, string>> = {
  coverOpen: 'cover-open-error',
  tonerLow: 'toner-low-warning',
  tonerEmpty: 'toner-empty-error',
  outputFull: 'output-area-full-error',
  trayMissing: 'input-tray-missing-error',
  paused: 'paused',
};

const lowTray = 10;

export class Press {
  readonly #clock: Clock;
  readonly #millisecondsPerPage: number;
  readonly #changed: () => void;
  readonly jobs: PressJob[] = [];
  readonly troubles = new Set<PressTrouble>();
  sheets: number;
  /** Sheets that lie in the output. */
  output = 0;
  jammed = false;
  /** The n-th page of the next job will jam. */
  jamAt: number | undefined;
  #job: PressJob | undefined;
  /** Pages already on the sheet in the path; undefined: no sheet has been drawn. */
  #onSheet: number | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor(clock: Clock, sheets: number, millisecondsPerPage: number, changed: () => void) {
    this.#clock = clock;
    this.#millisecondsPerPage = millisecondsPerPage;
    this.#changed = changed;
    this.sheets = sheets;
  }

  /** printer-state-reasons, the stopping ones first. */
  reasons(): readonly string[] {
    const reasons = [
      ...(this.jammed ? ['media-jam-error'] : []),
      ...[...this.troubles].map((trouble) => troubleReasons[trouble]),
      ...(this.sheets === 0 ? ['media-empty-error'] : []),
      ...(this.sheets === 0 && this.#job ? ['media-needed-error'] : []),
      ...(this.sheets > 0 && this.sheets <= lowTray ? ['media-low-warning'] : []),
    ];
    return reasons.length > 0 ? reasons : ['none'];
  }

  #blocked(): boolean {
    const hard = [...this.troubles].some((trouble) => trouble !== 'tonerLow');
    return this.jammed || hard || (this.sheets === 0 && this.#onSheet === undefined);
  }

  /** printer-state. */
  state(): 3 | 4 | 5 {
    if (this.#blocked()) return 5;
    return this.#job ? 4 : 3;
  }

  get working(): boolean {
    return this.#job !== undefined;
  }

  /** Goes on as far as it can; call after anything changed. */
  proceed(): void {
    while (!this.#cancelTimer) {
      this.#job ??= this.jobs.find((job) => job.state === 3);
      const job = this.#job;
      if (!job) break;
      job.processingAt ??= this.#clock.now();
      if (this.#blocked()) {
        if (job.reasons.includes('processing-to-stop-point')) {
          this.end(job, 7, 'job-canceled-by-user');
          continue;
        }
        job.state = 6;
        job.reasons = ['printer-stopped'];
        break;
      }
      const stopping = job.reasons.includes('processing-to-stop-point');
      job.state = 5;
      if (!stopping) job.reasons = ['job-printing'];
      if (this.#onSheet === undefined) {
        this.sheets -= 1;
        this.#onSheet = 0;
      }
      if (this.#millisecondsPerPage === 0) this.#pageDone(job);
      else
        this.#cancelTimer = this.#clock.after(this.#millisecondsPerPage, () => {
          this.#cancelTimer = undefined;
          this.#pageDone(job);
          this.proceed();
        });
    }
    this.#changed();
  }

  #pageDone(job: PressJob): void {
    const sheet = job.sheets[job.stacked] ?? [];
    const page = job.printed.length + (this.#onSheet ?? 0) + 1;
    if (this.jamAt === page) {
      this.jamAt = undefined;
      this.jammed = true;
      job.spoiled += 1;
      this.#onSheet = undefined;
      return;
    }
    this.#onSheet = (this.#onSheet ?? 0) + 1;
    if (this.#onSheet < sheet.length) return;
    this.#onSheet = undefined;
    job.stacked += 1;
    this.output += 1;
    job.printed.push(...sheet);
    if (job.stacked === job.sheets.length) this.end(job, 9, 'job-completed-successfully');
    else if (job.reasons.includes('processing-to-stop-point')) this.end(job, 7, 'job-canceled-by-user');
  }

  /** The sheet in the path still comes out; then the job is cancelled. */
  cancel(job: PressJob): void {
    if (job === this.#job && this.#onSheet !== undefined && !this.#blocked())
      job.reasons = ['processing-to-stop-point', 'job-canceled-by-user'];
    else this.end(job, 7, 'job-canceled-by-user');
    this.proceed();
  }

  end(job: PressJob, state: 7 | 8 | 9, reason: string): void {
    job.state = state;
    job.reasons = [reason];
    job.completedAt = this.#clock.now();
    if (job !== this.#job) return;
    this.#job = undefined;
    this.#onSheet = undefined;
  }

  /** Leaves no timer behind. */
  halt(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}
