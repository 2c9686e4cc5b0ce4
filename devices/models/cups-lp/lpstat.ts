/** What `lpstat` (LC_ALL=C) prints, read. Pure. Every form here was recorded from CUPS 2.4.2. Names of users are never kept. */
import { type PrinterReport, printerState } from '../../protocol/printing/conditions.ts';

/** `lpstat -l -p QUEUE -a QUEUE`. */
export type QueueReport = PrinterReport & {
  /** A job is being printed: its number, or 0 where CUPS does not say (a cancelled one on its way to its stopping point). */
  readonly printing: number | undefined;
};

export const queueArguments = (queue: string): readonly string[] => ['-l', '-p', queue, '-a', queue];

const states = [
  { pattern: /^is idle/, state: printerState.idle },
  { pattern: /^now printing/, state: printerState.processing },
  { pattern: /^disabled since/, state: printerState.stopped },
] as const;

/** Undefined when that is not what lpstat prints of this queue. */
export const parseQueueReport = (output: string, queue: string): QueueReport | undefined => {
  const lines = output.split('\n');
  const rest = (prefix: string) => lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
  const said = rest(`printer ${queue} `);
  if (said === undefined) return undefined;
  const state = states.find(({ pattern }) => pattern.test(said))?.state;
  // The printer's own message stands before it and may hold anything.
  const alerts = lines.findLast((line) => line.startsWith('\tAlerts: '))?.slice('\tAlerts: '.length) ?? '';
  const printing = /^now printing \S+-(\d+)\./.exec(said)?.[1];
  const accepting = rest(`${queue} accepting requests`) !== undefined;
  const refusing = rest(`${queue} not accepting requests`) !== undefined;
  return {
    state,
    reasons: alerts.split(/\s+/).filter((word) => word !== '' && word !== 'none'),
    accepting: accepting ? true : refusing ? false : undefined,
    printing: printing === undefined ? undefined : Number(printing),
  };
};

/** One job of `lpstat -l -W ... -o QUEUE`. */
export type JobReport = {
  /** CUPS has given it to the printer's backend at least once: only then it has a `Status:` line, which may be empty. */
  readonly begun: boolean;
  /** job-state-reasons. */
  readonly alerts: readonly string[];
};

export type WhichJobs = 'not-completed' | 'completed';

/** `-W` must stand before `-o`. */
export const jobArguments = (queue: string, which: WhichJobs): readonly string[] => [
  ...['-l', '-W', which],
  ...['-o', queue],
];

/** The numbers of the jobs that were sent in this name: a word without blanks. */
export const jobsOf = (output: string, queue: string, user: string): readonly number[] =>
  output.split('\n').flatMap((line) => {
    const [job = '', owner] = line.split(/ +/, 2);
    const number = job.startsWith(`${queue}-`) ? Number(job.slice(queue.length + 1)) : Number.NaN;
    return owner === user && Number.isInteger(number) ? [number] : [];
  });

/** The job with this number; undefined when the list does not have it. */
export const parseJob = (output: string, queue: string, job: number): JobReport | undefined => {
  const lines = output.split('\n');
  const head = lines.findIndex((line) => line.startsWith(`${queue}-${job} `));
  if (head < 0) return undefined;
  const after = lines.slice(head + 1);
  const end = after.findIndex((line) => !line.startsWith('\t'));
  const details = after.slice(0, end < 0 ? after.length : end);
  const alerts = details.findLast((line) => line.startsWith('\tAlerts: '))?.slice('\tAlerts: '.length) ?? '';
  return {
    begun: details.some((line) => line.startsWith('\tStatus:')),
    alerts: alerts.split(/\s+/).filter((word) => word !== '' && word !== 'none'),
  };
};
