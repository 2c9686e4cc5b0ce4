/** How long CUPS and its printer may take, in milliseconds. */
export type CupsTiming = {
  /** Between two looks at an idle queue. */
  readonly poll: number;
  /** Between two looks at a job of ours. */
  readonly jobPoll: number;
  /** For one look; CUPS answers in milliseconds, a server across the network in a second. */
  readonly look: number;
  /** For `lp` with a document. */
  readonly submit: number;
  /** Between SIGTERM and SIGKILL for a command that hangs. */
  readonly grace: number;
  /** How long a job waits for hands: paper, a jam, a stopped queue. Then it is cancelled. */
  readonly attention: number;
  /** For a job without any sign of trouble. Then it is cancelled. */
  readonly stall: number;
  /** From `cancel` to the job's end. */
  readonly cancel: number;
  /** Without any answer while a job runs. */
  readonly lost: number;
  /** Before the first, second, ... look at a queue that did not answer; the last one goes on. */
  readonly backOff: readonly [number, ...(readonly number[])];
};

export const cupsTiming: CupsTiming = {
  poll: 5000,
  jobPoll: 1000,
  look: 10_000,
  submit: 60_000,
  grace: 2000,
  attention: 20_000,
  stall: 300_000,
  cancel: 45_000,
  lost: 60_000,
  backOff: [1000, 2000, 5000, 10_000],
};
