/** How long a printer may take, in milliseconds. */
export type IppTiming = {
  /** Between two looks at an idle printer. */
  readonly poll: number;
  /** Between two looks at a job of ours. */
  readonly jobPoll: number;
  /** For one request without a document. */
  readonly request: number;
  /** For a request with a document; printers answer only after the last byte. */
  readonly document: number;
  /** Between two attempts while the printer says that it is busy, and for all of them. */
  readonly busyPause: number;
  readonly busy: number;
  /** How long a job waits for hands: paper, a jam, a cover. Then it is cancelled. */
  readonly attention: number;
  /** Without a page and without a reason. Then the job is cancelled. */
  readonly stall: number;
  /** From Cancel-Job to the job's end. */
  readonly cancel: number;
  /** Without any answer while a job runs. */
  readonly lost: number;
  /** For finding out what became of a job whose answer was lost. */
  readonly lookUp: number;
  /** Before the first, second, … attempt to reach a printer that did not answer; the last one goes on. */
  readonly backOff: readonly [number, ...(readonly number[])];
};

export const ippTiming: IppTiming = {
  poll: 5000,
  jobPoll: 1000,
  request: 10_000,
  document: 60_000,
  busyPause: 2000,
  busy: 30_000,
  attention: 20_000,
  stall: 300_000,
  cancel: 30_000,
  lost: 60_000,
  lookUp: 20_000,
  backOff: [1000, 2000, 5000, 10_000],
};
