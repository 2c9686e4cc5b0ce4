/** ScannerStatus in our words: link, conditions, and what an error during a job meant. Pure. */
import type { Condition, ConditionCode, DeviceError, Link, Severity } from '../../device.ts';
import { child, children, textAt, type XmlElement } from './xml.ts';

export type EsclJob = { readonly uri: string; readonly state: string; readonly reasons: readonly string[] };

export type EsclStatus = {
  /** Idle, Processing, Testing, Stopped, Down. */
  readonly state: string;
  /** Without its prefix `ScannerAdf`; undefined when the device has no feeder or does not tell. */
  readonly adf?: string | undefined;
  readonly jobs: readonly EsclJob[];
};

/** Undefined when it is some other document. */
export const readStatus = (root: XmlElement): EsclStatus | undefined => {
  if (root.name !== 'ScannerStatus') return undefined;
  const adf = textAt(root, 'AdfState').replace(/^ScannerAdf/, '');
  return {
    state: textAt(root, 'State'),
    adf: adf === '' ? undefined : adf,
    jobs: children(child(root, 'Jobs'), 'JobInfo').map((job) => ({
      uri: textAt(job, 'JobUri'),
      state: textAt(job, 'JobState'),
      reasons: children(child(job, 'JobStateReasons'), 'JobStateReason').map((reason) => reason.text),
    })),
  };
};

/** What some makes say and don't mean (sane-airscan's list). */
export type Quirks = {
  /** Kyocera: an empty feeder is `Processing`. */
  readonly processingMeansEmpty: boolean;
  /** Xerox 3345: `Jam` without a jam. */
  readonly jamIsNoise: boolean;
};

export const quirksOf = (makeAndModel: string): Quirks => ({
  processingMeansEmpty: /kyocera/i.test(makeAndModel),
  jamIsNoise: /xerox.*\b3345\b/i.test(makeAndModel),
});

const ADF: Readonly<Record<string, readonly [ConditionCode, Severity]>> = {
  Empty: ['feeder-empty', 'report'],
  Loaded: ['original-left', 'report'],
  Jam: ['paper-jam', 'error'],
  DoorOpen: ['cover-open', 'error'],
  HatchOpen: ['cover-open', 'error'],
  Mispick: ['paper-jam', 'error'],
  MultipickDetected: ['paper-jam', 'error'],
  DuplexPageTooShort: ['paper-jam', 'error'],
  DuplexPageTooLong: ['paper-jam', 'error'],
  InputTrayFailed: ['out-of-order', 'error'],
  InputTrayOverloaded: ['other', 'error'],
};

const STATES: Readonly<Record<string, Link>> = {
  Idle: 'ready',
  Processing: 'busy',
  Testing: 'busy',
  Stopped: 'faulted',
  Down: 'faulted',
};

/** An unknown state of the device is not taken for health. */
export const linkOf = (status: EsclStatus): Link => STATES[status.state] ?? 'faulted';

const adfCondition = (status: EsclStatus, quirks: Quirks): Condition | undefined => {
  const detail = `ScannerAdf${status.adf}`;
  if (status.adf === undefined || (status.adf === 'Jam' && quirks.jamIsNoise)) return undefined;
  if (status.adf === 'Processing' && status.state === 'Idle' && quirks.processingMeansEmpty) {
    return { code: 'feeder-empty', severity: 'report', detail };
  }
  const known = ADF[status.adf];
  return known && { code: known[0], severity: known[1], detail };
};

export const conditionsOf = (status: EsclStatus, quirks: Quirks): readonly Condition[] => {
  const adf = adfCondition(status, quirks);
  const down: Condition = {
    code: 'out-of-order',
    severity: 'error',
    detail: `pwg:State ${status.state || 'missing'}`,
  };
  // Many devices stop because of the feeder: then the feeder's own word says more than "stopped".
  const needsWord = linkOf(status) === 'faulted' && adf?.severity !== 'error';
  return [...(needsWord ? [down] : []), ...(adf === undefined ? [] : [adf])];
};

/** True, false, or unknown where the device has a feeder that does not tell. */
export const feederLoaded = (status: EsclStatus, quirks: Quirks): boolean | 'unknown' => {
  if (status.adf === 'Loaded') return true;
  return adfCondition(status, quirks)?.code === 'feeder-empty' ? false : 'unknown';
};

/**
 * After a reply that refused a feeder job: the reason, as far as the device tells it. A feeder about which nothing else is the
 * matter is taken to be empty when the reply was 404, 409 or 500: many brands say it that way.
 */
export const explainFeeder = (
  status: EsclStatus | undefined,
  quirks: Quirks,
  httpStatus: number,
): DeviceError => {
  const conditions = status === undefined ? [] : conditionsOf(status, quirks);
  const empty: Condition = { code: 'feeder-empty', severity: 'report', detail: `HTTP ${httpStatus}` };
  const serious = conditions.filter((condition) => condition.severity === 'error');
  if (serious.length > 0)
    return { code: 'rejected', detail: `feeder: HTTP ${httpStatus}`, conditions: serious };
  return { code: 'rejected', detail: `the feeder is empty (HTTP ${httpStatus})`, conditions: [empty] };
};

/** A job that the device itself calls complete was no failure, whatever its feeder says now. */
export const completed = (status: EsclStatus, jobPath: string): boolean =>
  status.jobs.some(
    (job) =>
      job.uri.endsWith(jobPath) &&
      (job.state === 'Completed' || job.reasons.includes('JobCompletedSuccessfully')),
  );
