/** A printer adapter and a simulated printer, joined without sockets, so that time is the test's own. */
import { PDFDocument } from 'pdf-lib';
import type { PrintEnd, PrintProgress, PrintRequest } from '../../../devices/classes/document-printer.ts';
import { IppPrinter, type IppPrinterOptions } from '../../../devices/models/ipp/adapter.ts';
import type { Post, Posted, PostFailure } from '../../../devices/models/ipp/post.ts';
import { IppSimulator, type IppSimulatorOptions } from '../../../devices/models/ipp/simulator.ts';
import type { IppTiming } from '../../../devices/models/ipp/timing.ts';
import { pause } from '../../../devices/protocol/pause.ts';
import type { Clock } from '../../../devices/transports/transport.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

export const address = {
  httpUrl: 'http://127.0.0.1:631/ipp/print',
  printerUri: 'ipp://127.0.0.1:631/ipp/print',
};

const failure = (code: PostFailure['code'], reached: boolean): Posted => ({
  ok: false,
  failure: { code, reached, detail: code },
});

/** Hands bodies straight to the simulator. */
export const memoryPost =
  (simulator: IppSimulator, clock: Clock, onMessage: (message: Uint8Array) => void = () => {}): Post =>
  async ({ message, document, deadline, signal }) => {
    if (signal?.aborted) return failure('aborted', false);
    onMessage(message);
    const answer = await simulator.answer(Buffer.concat([message, document ?? new Uint8Array(0)]));
    if (answer.kind === 'reply') return { ok: true, status: 200, body: answer.bytes };
    if (answer.kind === 'dropped') return failure('lost', true);
    if (answer.kind === 'unplugged') return failure('unreachable', false);
    await pause(clock, deadline, signal);
    return failure(signal?.aborted ? 'aborted' : 'deadline', true);
  };

/** Page n is n points wider than 500, so that a page can be told from the others wherever it ends up. */
export const makePdf = async (pages: number): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) pdf.addPage([500 + page, 800]);
  return pdf.save({ objectsPerTick: Number.POSITIVE_INFINITY });
};

/** The numbers that `makePdf` gave the pages of a PDF; 'blank' for others. */
export const pagesIn = async (pdf: Uint8Array): Promise<(number | 'blank')[]> =>
  (await PDFDocument.load(pdf)).getPages().map((page) => {
    const { width, height } = page.getSize();
    return height === 800 ? width - 500 : 'blank';
  });

export const requestFor = async (pages: number, more: Partial<PrintRequest> = {}): Promise<PrintRequest> => ({
  pdf: await makePdf(pages),
  pages,
  sides: 'one-sided',
  copies: 1,
  media: 'iso_a4_210x297mm',
  ...more,
});

export type Bench = {
  readonly clock: VirtualClock;
  readonly simulator: IppSimulator;
  readonly printer: IppPrinter;
  /** Every message sent, head only. */
  readonly messages: readonly Uint8Array[];
  /** Lets time pass until the promise has settled; at most a simulated hour. */
  until<T>(promise: Promise<T>): Promise<T>;
  print(request: PrintRequest, signal?: AbortSignal): Promise<PrintEnd>;
  readonly progress: readonly PrintProgress[];
};

export const until = async <T>(clock: VirtualClock, promise: Promise<T>): Promise<T> => {
  let over = false;
  const mark = () => {
    over = true;
  };
  promise.then(mark, mark);
  for (let step = 0; step < 7200; step += 1) {
    await clock.advance(over ? 0 : 500);
    if (over) return promise;
  }
  throw new Error('not settled within an hour');
};

/** Not started yet. Waits a whole minute for hands, unless told: time for a test to lend them. */
export const makeBench = (
  options: IppSimulatorOptions = {},
  timing: Partial<IppTiming> = {},
  own: Partial<IppPrinterOptions> = {},
): Bench => {
  const clock = new VirtualClock();
  const simulator = new IppSimulator({ clock, millisecondsPerPage: 2000, ...options });
  const messages: Uint8Array[] = [];
  const progress: PrintProgress[] = [];
  let jobs = 0;
  const post = memoryPost(simulator, clock, (message) => messages.push(message));
  const randomName = () => {
    jobs += 1;
    return `${jobs}`.padStart(8, '0');
  };
  const printer = new IppPrinter({
    address,
    clock,
    post,
    randomName,
    timing: { attention: 60_000, ...timing },
    ...own,
  });
  return {
    ...{ clock, simulator, printer, messages, progress },
    until: (promise) => until(clock, promise),
    print: (request, signal = new AbortController().signal) =>
      until(
        clock,
        printer.print(request, (step) => progress.push(step), signal),
      ),
  };
};

export const startedBench = async (
  options: IppSimulatorOptions = {},
  timing: Partial<IppTiming> = {},
  own: Partial<IppPrinterOptions> = {},
): Promise<Bench> => {
  const bench = makeBench(options, timing, own);
  await bench.until(bench.printer.start());
  return bench;
};
