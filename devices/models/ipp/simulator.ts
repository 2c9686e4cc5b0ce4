import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../../transports/transport.ts';
import type { Build } from './simulator/description.ts';
import { Desk } from './simulator/desk.ts';
import { Press, type PressTrouble } from './simulator/press.ts';

export type IppSimulatorOptions = Partial<Build> & {
  readonly clock?: Clock;
  /** In the one tray. */
  readonly sheets?: number;
  /** 0: a job is done as soon as it has arrived. */
  readonly millisecondsPerPage?: number;
  /** Takes no second job while one prints: 0507. */
  readonly oneAtATime?: boolean;
};

/** A job that has ended, as the person at the output tray sees it. */
export type FinishedJob = {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  readonly state: 'canceled' | 'aborted' | 'completed';
  /** The document as it arrived. */
  readonly pdf: Uint8Array;
  /** Pages that came out whole, 1-based numbers of the document, in order. */
  readonly pages: readonly number[];
  /** Sheets in the output tray. */
  readonly sheets: number;
  readonly spoiled: number;
};

/** Faults that are switched on and off. The talking ones (`rubbish` …) act on every request while they are on. */
export type IppFault =
  | PressTrouble
  | 'rubbish'
  | 'hang'
  | 'unplug'
  | 'busy'
  | 'refuseFormat'
  /** Ended jobs are forgotten at once. */
  | 'forgetful';

/** `document`: the request that carried a document; `cancel` and `status` speak for themselves. */
export type ReplyTo = 'document' | 'create' | 'cancel' | 'status';

export type SimulatorAnswer =
  | { readonly kind: 'reply'; readonly bytes: Uint8Array }
  /** The connection breaks. */
  | { readonly kind: 'dropped' }
  /** No answer, ever. */
  | { readonly kind: 'hanging' }
  /** Nothing listens. */
  | { readonly kind: 'unplugged' };

const operations: Readonly<Record<ReplyTo, readonly number[]>> = {
  document: [0x0002, 0x0006],
  create: [0x0005],
  cancel: [0x0008],
  status: [0x000b],
};

const troubles: ReadonlySet<string> = new Set<PressTrouble>([
  'coverOpen',
  'tonerLow',
  'tonerEmpty',
  'outputFull',
  'trayMissing',
  'paused',
]);
const isTrouble = (fault: IppFault): fault is PressTrouble => troubles.has(fault);

const standard: Build = {
  model: 'Simulated A4',
  formats: ['application/pdf'],
  media: ['iso_a4_210x297mm'],
  duplex: true,
  pageRanges: true,
  copies: 99,
  createsJobs: true,
  counts: true,
  levels: false,
  version: '2.0',
};

const endNames = { 7: 'canceled', 8: 'aborted', 9: 'completed' } as const;

/** A printer in software: bytes in, bytes out, sheets in a tray, faults by name. Written from RFC 8010 and RFC 8011. */
export class IppSimulator {
  readonly #press: Press;
  readonly #desk: Desk;
  readonly #faults = new Set<IppFault>();
  readonly #listeners = new Set<() => void>();
  readonly #drops: { readonly to: ReplyTo; readonly acts: boolean }[] = [];
  readonly #forgotten: FinishedJob[] = [];
  #server: Server | undefined;
  #port = 0;

  constructor(options: IppSimulatorOptions = {}) {
    const {
      clock = systemClock,
      sheets = 250,
      millisecondsPerPage = 0,
      oneAtATime = false,
      ...build
    } = options;
    this.#press = new Press(clock, sheets, millisecondsPerPage, () => this.#changed());
    this.#desk = new Desk({ ...standard, ...build }, this.#press, clock);
    this.#desk.oneAtATime = oneAtATime;
  }

  /** Sheets left in the tray. */
  get sheets(): number {
    return this.#press.sheets;
  }

  get finished(): readonly FinishedJob[] {
    const ended = this.#press.jobs.flatMap((job): FinishedJob[] =>
      job.state === 7 || job.state === 8 || job.state === 9
        ? [
            {
              ...{ id: job.id, name: job.name, user: job.user, state: endNames[job.state] },
              pdf: job.document ?? new Uint8Array(0),
              ...{ pages: [...job.printed], sheets: job.stacked, spoiled: job.spoiled },
            },
          ]
        : [],
    );
    return [...this.#forgotten, ...ended];
  }

  /** Called after anything changed: pages, jobs, faults. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Puts this many sheets into the tray, instead of what was in it; 0 is `paperOut`. */
  load(sheets: number): void {
    this.#press.sheets = sheets;
    this.#press.proceed();
  }

  /** Somebody takes what lies in the output. */
  takeSheets(): void {
    this.#press.output = 0;
    this.#changed();
  }

  paperOut(): void {
    this.load(0);
  }

  /** The n-th page that is printed next jams, spoiling one sheet; the printer waits for `clearJam`. */
  jamAtPage(page: number): void {
    this.#press.jamAt = page;
  }

  clearJam(): void {
    this.#press.jammed = false;
    this.#press.proceed();
  }

  openCover(): void {
    this.fault('coverOpen');
  }

  closeCover(): void {
    this.fault('coverOpen', false);
  }

  fault(name: IppFault, on = true): void {
    if (on) this.#faults.add(name);
    else this.#faults.delete(name);
    if (isTrouble(name)) {
      if (on) this.#press.troubles.add(name);
      else this.#press.troubles.delete(name);
    }
    this.#desk.busy = this.#faults.has('busy');
    this.#desk.refusesFormats = this.#faults.has('refuseFormat');
    if (name === 'unplug') this.#rewire();
    this.#press.proceed();
  }

  unplug(): void {
    this.fault('unplug');
  }

  replug(): void {
    this.fault('unplug', false);
  }

  /** Acts on the next such request, then breaks the connection instead of answering. */
  dropNextReply(to: ReplyTo = 'document'): void {
    this.#drops.push({ to, acts: true });
  }

  /** Breaks the connection under the next such request and never acts on it. */
  loseNextRequest(to: ReplyTo = 'document'): void {
    this.#drops.push({ to, acts: false });
  }

  /** What an HTTP body gets for an answer; `serve` puts it on a socket. */
  async answer(body: Uint8Array): Promise<SimulatorAnswer> {
    if (this.#faults.has('unplug')) return { kind: 'unplugged' };
    if (this.#faults.has('hang')) return { kind: 'hanging' };
    const operation = ((body[2] ?? 0) << 8) | (body[3] ?? 0);
    const at = this.#drops.findIndex((drop) => operations[drop.to].includes(operation));
    const [drop] = at < 0 ? [] : this.#drops.splice(at, 1);
    if (drop && !drop.acts) return { kind: 'dropped' };
    const bytes = await this.#desk.answer(body);
    if (drop) return { kind: 'dropped' };
    if (this.#faults.has('rubbish'))
      return { kind: 'reply', bytes: Buffer.from('<html>please log in</html>') };
    return { kind: 'reply', bytes };
  }

  /** Listens on loopback; port 0 takes any. */
  async serve(port = 0): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
    this.#port = port;
    await this.#listen();
    const url = `ipp://127.0.0.1:${this.#port}/ipp/print`;
    this.#desk.printerUri = url;
    return { url, close: () => this.close() };
  }

  /** Resolves when no socket, timer or listener is left. */
  async close(): Promise<void> {
    this.#press.halt();
    this.#listeners.clear();
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  async #listen(): Promise<void> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('error', () => {});
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        if (request.method !== 'POST') return response.writeHead(405).end();
        const answer = await this.answer(Buffer.concat(chunks));
        if (answer.kind === 'reply')
          return response.writeHead(200, { 'content-type': 'application/ipp' }).end(answer.bytes);
        return answer.kind === 'hanging' ? undefined : request.socket.destroy();
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  #rewire(): void {
    if (this.#faults.has('unplug')) {
      this.#server?.close();
      this.#server?.closeAllConnections();
    } else if (this.#server && !this.#server.listening) this.#server.listen(this.#port, '127.0.0.1');
  }

  #changed(): void {
    if (this.#faults.has('forgetful')) {
      this.#forgotten.push(...this.finished.slice(this.#forgotten.length));
      for (const job of this.#press.jobs.filter((ended) => ended.state >= 7))
        this.#press.jobs.splice(this.#press.jobs.indexOf(job), 1);
    }
    for (const listener of this.#listeners) listener();
  }
}
