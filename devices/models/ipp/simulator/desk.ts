import { PDFDocument } from 'pdf-lib';
import type { Clock } from '../../../transports/transport.ts';
import {
  type Build,
  jobAttributes,
  operationsOf,
  printerAttributes,
  select,
  sidesOf,
} from './description.ts';
import type { Press, PressJob } from './press.ts';
import {
  flagIn,
  numberIn,
  rangesIn,
  raw,
  readRequest,
  textIn,
  textsIn,
  type WireAttribute,
  type WireGroup,
  type WireRequest,
  writeReply,
} from './wire.ts';

/** Takes requests in and hands replies out (RFC 8011 §4), working the press in between. */

type Reply = { readonly status: number; readonly groups: readonly WireGroup[] };

const reply = (status: number, ...groups: readonly WireGroup[]): Reply => ({ status, groups });
const jobGroup = 0x02;
const printerGroup = 0x04;
const unsupportedGroup = 0x05;

export class Desk {
  readonly #build: Build;
  readonly #press: Press;
  readonly #clock: Clock;
  readonly #wishes = new Map<number, readonly WireAttribute[]>();
  #lastJob = 0;
  /** A job that had a document is refused as busy while one is printing. */
  oneAtATime = false;
  refusesFormats = false;
  busy = false;
  printerUri = 'ipp://localhost/ipp/print';

  constructor(build: Build, press: Press, clock: Clock) {
    this.#build = build;
    this.#press = press;
    this.#clock = clock;
  }

  async answer(bytes: Uint8Array): Promise<Uint8Array> {
    const request = readRequest(bytes);
    if (!request) return writeReply({ major: 1, minor: 1, requestId: 1 }, 0x0400, []);
    const { status, groups } = await this.#handle(request);
    return writeReply(request, status, groups);
  }

  async #handle(request: WireRequest): Promise<Reply> {
    const [charset, language] = request.operationAttributes;
    const newest = this.#build.version === '2.0' ? 2 : 1;
    if (request.major < 1 || request.major > newest) return reply(0x0503);
    if (request.requestId < 1) return reply(0x0400);
    if (charset?.name !== 'attributes-charset' || language?.name !== 'attributes-natural-language')
      return reply(0x0400);
    if (!textIn(request.operationAttributes, 'printer-uri')) return reply(0x0400);
    if (!operationsOf(this.#build).includes(request.operation)) return reply(0x0501);
    switch (request.operation) {
      case 0x0002:
        return this.#printJob(request);
      case 0x0004:
        return this.#validate(request) ?? reply(0x0000);
      case 0x0005:
        return this.#createJob(request);
      case 0x0006:
        return this.#sendDocument(request);
      case 0x0008:
        return this.#cancelJob(request);
      case 0x0009:
        return this.#getJob(request);
      case 0x000a:
        return this.#getJobs(request);
      default:
        return this.#getPrinter(request);
    }
  }

  /** Attributes asked for that this printer does not have, or not with that value. */
  #unsupported(wishes: readonly WireAttribute[]): readonly WireAttribute[] {
    const build = this.#build;
    const fits = (wish: WireAttribute): boolean => {
      const text = textIn([wish], wish.name) ?? '';
      if (wish.name === 'media') return build.media.includes(text);
      if (wish.name === 'sides') return sidesOf(build).includes(text);
      if (wish.name === 'copies') return (numberIn([wish], 'copies') ?? 0) <= build.copies;
      if (wish.name === 'multiple-document-handling')
        return build.copies > 1 && text === 'separate-documents-collated-copies';
      return wish.name === 'page-ranges' && build.pageRanges;
    };
    return wishes.filter((wish) => !fits(wish));
  }

  /** What speaks against a job; undefined: nothing, or nothing that was insisted on. */
  #validate(request: WireRequest): Reply | undefined {
    if (this.busy || (this.oneAtATime && this.#press.working)) return reply(0x0507);
    const format = textIn(request.operationAttributes, 'document-format');
    const known =
      format === undefined || format === 'application/octet-stream' || this.#build.formats.includes(format);
    if (!known || (this.refusesFormats && request.operation !== 0x0005)) return reply(0x040a);
    const unsupported = this.#unsupported(request.jobAttributes);
    if (unsupported.length === 0 || !flagIn(request.operationAttributes, 'ipp-attribute-fidelity'))
      return undefined;
    const attributes = unsupported.map((wish) => raw(wish.name, wish.values));
    return reply(0x040b, { tag: unsupportedGroup, attributes });
  }

  #newJob(request: WireRequest): PressJob {
    this.#lastJob += 1;
    const job: PressJob = {
      id: this.#lastJob,
      name: textIn(request.operationAttributes, 'job-name') ?? 'Untitled',
      user: textIn(request.operationAttributes, 'requesting-user-name') ?? 'anonymous',
      state: 4,
      reasons: ['job-data-insufficient'],
      document: undefined,
      sheets: [],
      createdAt: this.#clock.now(),
      processingAt: undefined,
      completedAt: undefined,
      stacked: 0,
      printed: [],
      spoiled: 0,
    };
    this.#wishes.set(job.id, request.jobAttributes);
    this.#press.jobs.push(job);
    return job;
  }

  /** Counts the pages, lays them out on sheets and puts the job in the queue. */
  async #take(job: PressJob, document: Uint8Array): Promise<void> {
    job.document = Uint8Array.from(document);
    const wishes = this.#wishes.get(job.id) ?? [];
    const pages = await countPages(job.document);
    if (job.state !== 4) return;
    if (pages === 0) return this.#press.end(job, 8, 'document-format-error');
    const ranges = this.#build.pageRanges ? rangesIn(wishes, 'page-ranges') : [];
    const chosen = Array.from({ length: pages }, (_, index) => index + 1).filter(
      (page) => ranges.length === 0 || ranges.some(({ lower, upper }) => page >= lower && page <= upper),
    );
    const perSheet = this.#build.duplex && textIn(wishes, 'sides')?.startsWith('two-sided') ? 2 : 1;
    const one: number[][] = [];
    for (let at = 0; at < chosen.length; at += perSheet) one.push(chosen.slice(at, at + perSheet));
    const copies = Math.min(this.#build.copies, Math.max(1, numberIn(wishes, 'copies') ?? 1));
    job.sheets = Array.from({ length: copies }, () => one).flat();
    job.state = 3;
    job.reasons = ['none'];
    this.#press.proceed();
  }

  async #printJob(request: WireRequest): Promise<Reply> {
    const against = this.#validate(request);
    if (against) return against;
    const job = this.#newJob(request);
    await this.#take(job, request.document);
    return this.#told(job, this.#unsupported(request.jobAttributes).length > 0 ? 0x0001 : 0x0000);
  }

  #createJob(request: WireRequest): Reply {
    return this.#validate(request) ?? this.#told(this.#newJob(request), 0x0000);
  }

  async #sendDocument(request: WireRequest): Promise<Reply> {
    const job = this.#named(request);
    if (!job) return reply(0x0406);
    if (!request.operationAttributes.some(({ name }) => name === 'last-document')) return reply(0x0400);
    if (job.state !== 4 || job.document) return reply(0x0404);
    const against = this.#validate({ ...request, jobAttributes: [] });
    if (against) return against;
    await this.#take(job, request.document);
    return this.#told(job, 0x0000);
  }

  #cancelJob(request: WireRequest): Reply {
    const job = this.#named(request);
    if (!job) return reply(0x0406);
    if (job.state >= 7) return reply(0x0404);
    this.#press.cancel(job);
    return reply(0x0000);
  }

  #named(request: WireRequest): PressJob | undefined {
    const id = numberIn(request.operationAttributes, 'job-id');
    return this.#press.jobs.find((job) => job.id === id);
  }

  #described(job: PressJob, requested: readonly string[], byDefault: readonly string[]): WireGroup {
    const attributes = jobAttributes(this.#build, job, this.printerUri, this.#clock.now());
    return { tag: jobGroup, attributes: select(attributes, requested, byDefault) };
  }

  #told(job: PressJob, status: number): Reply {
    return reply(status, this.#described(job, ['job-id', 'job-uri', 'job-state', 'job-state-reasons'], []));
  }

  #getJob(request: WireRequest): Reply {
    const job = this.#named(request);
    const requested = textsIn(request.operationAttributes, 'requested-attributes');
    return job ? reply(0x0000, this.#described(job, requested, ['all'])) : reply(0x0406);
  }

  #getJobs(request: WireRequest): Reply {
    const { operationAttributes } = request;
    const completed = textIn(operationAttributes, 'which-jobs') === 'completed';
    const user = textIn(operationAttributes, 'requesting-user-name');
    const listed = this.#press.jobs
      .filter((job) => job.state >= 7 === completed)
      .filter((job) => !flagIn(operationAttributes, 'my-jobs') || job.user === user)
      .sort((a, b) => (completed ? b.id - a.id : a.id - b.id))
      .slice(0, numberIn(operationAttributes, 'limit') ?? 1000);
    const requested = textsIn(operationAttributes, 'requested-attributes');
    return reply(0x0000, ...listed.map((job) => this.#described(job, requested, ['job-id', 'job-uri'])));
  }

  #getPrinter(request: WireRequest): Reply {
    const seconds = Math.floor(this.#clock.now() / 1000);
    const all = printerAttributes(this.#build, this.#press, this.printerUri, seconds);
    const requested = textsIn(request.operationAttributes, 'requested-attributes');
    return reply(0x0000, { tag: printerGroup, attributes: select(all, requested, ['all']) });
  }
}

/** 0 for what is no PDF. */
const countPages = async (pdf: Uint8Array): Promise<number> => {
  try {
    return (await PDFDocument.load(pdf, { parseSpeed: Number.POSITIVE_INFINITY })).getPageCount();
  } catch {
    return 0;
  }
};
