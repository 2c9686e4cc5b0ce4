/** The inside of the simulated scanner: paper, faults, jobs. It answers requests; it knows nothing of sockets. */
import { randomUUID } from 'node:crypto';
import {
  capabilitiesDocument,
  type JobReport,
  type Nameplate,
  readScanSettings,
  statusDocument,
  type WantedScan,
} from './documents.ts';
import { emptyGlass, renderSheet, type Sheet } from './pages.ts';

export type MechanicsOptions = {
  readonly makeAndModel?: string;
  readonly resolutions?: readonly number[];
  readonly feeder?: boolean;
};

export type Question = {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly url: string;
};

/** `silence`: the connection stays open and nothing comes. */
export type Answer =
  | {
      readonly status: number;
      readonly jobPath?: string;
      readonly type?: string;
      readonly body?: string | Uint8Array;
    }
  | 'silence';

type Job = {
  readonly path: string;
  readonly uuid: string;
  readonly wanted: WantedScan;
  state: JobReport['state'];
  reason: string;
  delivered: number;
};

const RUBBISH = '<scan:ScannerStatus><pwg:State>Idle</scan:ScannerStatus>\u0000<<<&&';

export class ScannerMechanics {
  readonly #plate: Nameplate;
  readonly #jobs: Job[] = [];
  #sheets: Sheet[] = [];
  #nextNumber = 1;
  #glass: Sheet | undefined;
  #jamAt: number | undefined;
  #jammed = false;
  #coverOpen = false;
  #busyTimes = 0;
  #hangAt: number | undefined;
  #deniesEmptiness = false;
  #truncate = false;
  #rubbish = false;
  #state: 'Idle' | 'Stopped' | 'Down' = 'Idle';

  constructor(options: MechanicsOptions = {}) {
    this.#plate = {
      makeAndModel: options.makeAndModel ?? 'Simulated eSCL Scanner',
      serialNumber: 'SIM-0001',
      uuid: '4509a320-00a0-008f-00b6-002507510eca',
      resolutions: options.resolutions ?? [75, 150, 200, 300, 600],
      feeder: options.feeder ?? true,
    };
  }

  // What people do.

  /** Puts sheets into the feeder: so many generated ones, or these pictures. They lie behind those that are there. */
  feed(pages: number | readonly Uint8Array[]): void {
    const images = typeof pages === 'number' ? Array.from({ length: pages }, () => undefined) : pages;
    for (const image of images) {
      this.#sheets.push({ number: this.#nextNumber, ...(image !== undefined && { image }) });
      this.#nextNumber += 1;
    }
  }

  takeSheetsOut(): void {
    this.#sheets = [];
  }

  /** Lays a picture, or a generated sheet, on the glass. */
  place(image?: Uint8Array): void {
    this.#glass = { number: this.#nextNumber, ...(image !== undefined && { image }) };
    this.#nextNumber += 1;
  }

  clearGlass(): void {
    this.#glass = undefined;
  }

  // Faults. `repair` ends them all.

  /** The n-th sheet of a job jams; so does every job until the repair. */
  jamAtPage(page: number): void {
    this.#jamAt = page;
  }

  coverOpen(open = true): void {
    this.#coverOpen = open;
  }

  /** The next so many requests for jobs and pages are answered 503. */
  busy503(times: number): void {
    this.#busyTimes = times;
  }

  /** NextDocument for the n-th page of a job never answers. */
  hang(page = 1): void {
    this.#hangAt = page;
  }

  /** An empty feeder that does not say so in its status (as Kyocera's: `Processing`) and refuses the job with 409. */
  feederEmpty409(): void {
    this.#sheets = [];
    this.#deniesEmptiness = true;
  }

  /** Pages end half way, in a reply that looks complete. */
  truncatedImage(): void {
    this.#truncate = true;
  }

  /** ScannerStatus is not XML. */
  rubbishXml(): void {
    this.#rubbish = true;
  }

  stopped(state: 'Stopped' | 'Down' = 'Stopped'): void {
    this.#state = state;
  }

  repair(): void {
    this.#jamAt = undefined;
    this.#jammed = false;
    this.#coverOpen = false;
    this.#busyTimes = 0;
    this.#hangAt = undefined;
    this.#deniesEmptiness = false;
    this.#truncate = false;
    this.#rubbish = false;
    this.#state = 'Idle';
    this.endJobs();
  }

  // For whoever watches.

  get sheetsInFeeder(): number {
    return this.#sheets.length;
  }

  /** Every job it took, in order: what was wanted, what became of it. */
  get jobs(): readonly {
    readonly wanted: WantedScan;
    readonly state: JobReport['state'];
    readonly delivered: number;
  }[] {
    return this.#jobs.map(({ wanted, state, delivered }) => ({ wanted, state, delivered }));
  }

  /** What a scanner of this make and in this state answers. */
  async respond(question: Question): Promise<Answer> {
    const { method, path } = question;
    const line = `${method} ${path}`;
    const job = this.#jobs.find((one) => path.startsWith(one.path));
    if (line === 'GET /eSCL/ScannerCapabilities') return xml(capabilitiesDocument(this.#plate, question.url));
    if (line === 'GET /eSCL/ScannerStatus') return xml(this.#rubbish ? RUBBISH : this.#status());
    if (this.#busyTimes > 0 && method !== 'DELETE') {
      this.#busyTimes -= 1;
      return { status: 503 };
    }
    if (line === 'POST /eSCL/ScanJobs') return this.#newJob(question.body);
    if (job !== undefined && line === `GET ${job.path}/NextDocument`) return this.#nextDocument(job);
    if (job !== undefined && line === `DELETE ${job.path}`) return this.#delete(job);
    return { status: 404 };
  }

  /** As a loss of power does. */
  endJobs(): void {
    for (const job of this.#jobs) {
      if (job.state === 'Processing') Object.assign(job, { state: 'Aborted', reason: 'ErrorsDetected' });
    }
  }

  #status(): string {
    const running = this.#running() !== undefined;
    const jobs = this.#jobs.slice(-5).map((job) => ({
      uri: job.path,
      uuid: job.uuid,
      state: job.state,
      reason: job.reason,
      imagesCompleted: job.delivered,
    }));
    const state = this.#state === 'Idle' && running ? 'Processing' : this.#state;
    return statusDocument(state, this.#plate.feeder ? this.#adfState() : undefined, jobs);
  }

  #adfState(): string {
    if (this.#coverOpen) return 'DoorOpen';
    if (this.#jammed) return 'Jam';
    if (this.#running()?.wanted.source === 'Feeder' || this.#deniesEmptiness) return 'Processing';
    return this.#sheets.length > 0 ? 'Loaded' : 'Empty';
  }

  #running(): Job | undefined {
    return this.#jobs.find((job) => job.state === 'Processing');
  }

  #newJob(body: string): Answer {
    const wanted = readScanSettings(body, this.#plate);
    if (wanted === undefined) return { status: 400 };
    if (this.#running() !== undefined || this.#state !== 'Idle') return { status: 503 };
    const noPaper = this.#sheets.length === 0 || this.#coverOpen || this.#jammed;
    if (wanted.source === 'Feeder' && noPaper) return { status: 409 };
    const uuid = randomUUID();
    const path = `/eSCL/ScanJobs/${uuid}`;
    this.#jobs.push({ path, uuid, wanted, state: 'Processing', reason: 'JobScanning', delivered: 0 });
    return { status: 201, jobPath: path };
  }

  async #nextDocument(job: Job): Promise<Answer> {
    const page = job.delivered + 1;
    const { wanted } = job;
    if (job.state !== 'Processing') return { status: job.state === 'Completed' ? 404 : 410 };
    if (this.#hangAt === page) return 'silence';
    if (this.#state !== 'Idle' || (wanted.source === 'Feeder' && this.#coverOpen)) {
      Object.assign(job, { state: 'Aborted', reason: 'ErrorsDetected' });
      return { status: 409 };
    }
    if (wanted.source === 'Feeder' && this.#jamAt === page) {
      this.#jammed = true;
      Object.assign(job, { state: 'Aborted', reason: 'ErrorsDetected' });
      return { status: 409 };
    }
    const sheet = wanted.source === 'Feeder' ? this.#sheets.shift() : this.#glass;
    if (wanted.source === 'Feeder' ? sheet === undefined : page > 1) {
      Object.assign(job, { state: 'Completed', reason: 'JobCompletedSuccessfully' });
      return { status: 404 };
    }
    job.delivered += 1;
    const look = {
      width: Math.round((wanted.width * wanted.resolution) / 300),
      height: Math.round((wanted.height * wanted.resolution) / 300),
      resolution: wanted.resolution,
      colour: wanted.colour,
      format: wanted.format,
    };
    const image = sheet === undefined ? await emptyGlass(look) : await renderSheet(sheet, look);
    return {
      status: 200,
      type: look.format,
      body: this.#truncate ? image.subarray(0, image.length >> 1) : image,
    };
  }

  #delete(job: Job): Answer {
    if (job.state === 'Processing') Object.assign(job, { state: 'Canceled', reason: 'JobCanceledByUser' });
    return { status: 200 };
  }
}

const xml = (document: string): Answer => ({ status: 200, type: 'text/xml', body: document });
