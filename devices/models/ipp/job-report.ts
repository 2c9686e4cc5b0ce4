import type { Counters } from '../../protocol/printing/ledger.ts';
import {
  attributesOf,
  groupTag,
  type IppAttribute,
  type IppMessage,
  integerOf,
  stringOf,
  stringsOf,
} from './message.ts';

export const jobState = {
  pending: 3,
  held: 4,
  processing: 5,
  stopped: 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const;

/** What a printer says of one job (RFC 8011 §5.3). */
export type JobReport = {
  readonly id: number | undefined;
  readonly name: string | undefined;
  readonly state: number | undefined;
  readonly reasons: readonly string[];
  readonly counters: Counters;
  readonly documents: number | undefined;
  /** The printer says that it has never begun to work on it (time-at-processing has no value). */
  readonly neverProcessed: boolean;
};

const counter = (attributes: readonly IppAttribute[], name: string): number | undefined => {
  const value = integerOf(attributes, name);
  return value === undefined || value < 0 ? undefined : value;
};

const jobOf = (attributes: readonly IppAttribute[]): JobReport => {
  const impressions = counter(attributes, 'job-impressions-completed');
  const sheets = counter(attributes, 'job-media-sheets-completed');
  const begun = attributes.find((attribute) => attribute.name === 'time-at-processing')?.values[0]?.type;
  return {
    id: integerOf(attributes, 'job-id'),
    name: stringOf(attributes, 'job-name'),
    state: integerOf(attributes, 'job-state'),
    reasons: stringsOf(attributes, 'job-state-reasons'),
    counters: {
      ...(impressions === undefined ? {} : { impressions }),
      ...(sheets === undefined ? {} : { sheets }),
    },
    documents: counter(attributes, 'number-of-documents'),
    neverProcessed: begun === 'no-value',
  };
};

/** The job of a reply about one job. */
export const jobReport = (message: IppMessage): JobReport => jobOf(attributesOf(message, groupTag.job));

/** All jobs of a Get-Jobs reply: a group each. */
export const jobReports = (message: IppMessage): readonly JobReport[] =>
  message.groups.filter((group) => group.tag === groupTag.job).map((group) => jobOf(group.attributes));

/**
 * Cancelled or aborted, and said to be on its way to its stopping point still. CUPS (2.4.2) goes on saying so after the end:
 * then only a printer that no longer works tells that it is over.
 */
export const isStopping = (job: JobReport): boolean =>
  (job.state === jobState.canceled || job.state === jobState.aborted) &&
  job.reasons.includes('processing-to-stop-point');

/** Ended for good. A cancelled job that is still on its way to its stopping point has not. */
export const isOver = (job: JobReport): boolean =>
  job.state === jobState.completed ||
  ((job.state === jobState.canceled || job.state === jobState.aborted) && !isStopping(job));
