/** The command lines of `lp`, `cancel` and `lpoptions` (LC_ALL=C), and what they answer. Pure. Recorded from CUPS 2.4.2. */

/**
 * In whose name jobs are sent. Printers and cupsd show it, and keep it: it says nothing about a citizen, but which kiosk of
 * several at one queue a job is from.
 * @param owner The kiosk's id. What would not stand as one word in a list becomes `_`.
 */
export const userOf = (owner?: string): string =>
  owner === undefined ? 'kiosk' : `kiosk-${owner.replaceAll(/[^\w.-]/g, '_')}`;

export type LpOrder = {
  readonly queue: string;
  readonly user: string;
  /** Random. */
  readonly title: string;
  /** PWG media name. */
  readonly media: string;
  readonly sides: 'one-sided' | 'two-sided-long-edge';
};

/** The document comes on standard input, so that no file and no file name of it is anywhere. */
export const lpArguments = ({ queue, user, title, media, sides }: LpOrder): readonly string[] => [
  ...['-U', user, '-d', queue, '-t', title],
  ...['-o', `media=${media}`, '-o', `sides=${sides}`, '-o', 'job-sheets=none,none'],
];

/** The job's number out of `request id is office-7 (0 file(s))`. */
export const parseRequestId = (output: string, queue: string): number | undefined => {
  const said = /^request id is (\S+)-(\d+) \(/m.exec(output);
  return said?.[1] === queue ? Number(said[2]) : undefined;
};

export const cancelArguments = (queue: string, user: string, job: number): readonly string[] => [
  ...['-U', user],
  `${queue}-${job}`,
];

/** How a job ended, or `running` when the attempt to cancel it succeeded. */
export type JobVerdict = 'running' | 'completed' | 'canceled' | 'aborted' | 'gone';

/**
 * What CUPS answers to the attempt to cancel a job. Of a job that has ended it says how: no other command tells
 * (lpstat's list of completed jobs holds cancelled and aborted ones too, and gives `processing-to-stop-point` for all of them).
 */
export const parseVerdict = (status: number | null, errors: string): JobVerdict | undefined => {
  if (status === 0) return 'running';
  const ended = /Job #\d+ is already (completed|canceled|aborted) - can't cancel\./.exec(errors)?.[1];
  if (ended === 'completed' || ended === 'canceled' || ended === 'aborted') return ended;
  return /Job #\d+ does not exist/.test(errors) ? 'gone' : undefined;
};

export const optionsArguments = (queue: string): readonly string[] => ['-p', queue, '-l'];

/** Whether `lpoptions -p QUEUE -l` offers printing on both sides; a queue without a description (raw) offers nothing. */
export const offersBothSides = (output: string): boolean =>
  output
    .split('\n')
    .some(
      (line) =>
        /^(?:\w*Duplex\w*|sides|KD03Duplex|EFDuplex)\/[^:]*: /.test(line) &&
        /\b(?:DuplexNoTumble|two-sided-long-edge)\b/.test(line),
    );
