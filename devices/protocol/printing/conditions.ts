import type { Condition, ConditionCode, Link, Severity } from '../../device.ts';

/** What a printer says of itself (RFC 8011 §5.4.11 to §5.4.23). */
export type PrinterReport = {
  /** 3 idle, 4 processing, 5 stopped; undefined when it did not say. */
  readonly state: number | undefined;
  readonly reasons: readonly string[];
  readonly accepting: boolean | undefined;
};

export const printerState = { idle: 3, processing: 4, stopped: 5 } as const;

type Meaning = { readonly code: ConditionCode; readonly severity: Severity };
const means = (code: ConditionCode, severity: Severity): Meaning => ({ code, severity });

/**
 * All keywords of RFC 8011 §5.4.12, with the severity to assume where the printer gives no suffix. The RFC says
 * "error" for those; but printers in the field send bare `toner-low` while printing happily, so the keywords whose
 * own meaning is that work goes on are warnings or reports.
 */
const meanings: Readonly<Record<string, Meaning>> = {
  other: means('other', 'error'),
  'connecting-to-device': means('offline', 'warning'),
  'cover-open': means('cover-open', 'error'),
  'developer-empty': means('toner-empty', 'error'),
  'developer-low': means('toner-low', 'warning'),
  'door-open': means('door-open', 'error'),
  'fuser-over-temp': means('overheated', 'error'),
  'fuser-under-temp': means('other', 'report'),
  'input-tray-missing': means('tray-missing', 'error'),
  'interlock-open': means('door-open', 'error'),
  'interpreter-resource-unavailable': means('other', 'error'),
  'marker-supply-empty': means('toner-empty', 'error'),
  'marker-supply-low': means('toner-low', 'warning'),
  'marker-waste-almost-full': means('other', 'warning'),
  'marker-waste-full': means('out-of-order', 'error'),
  'media-empty': means('paper-out', 'error'),
  'media-jam': means('paper-jam', 'error'),
  'media-low': means('paper-low', 'warning'),
  'media-needed': means('paper-out', 'error'),
  'moving-to-paused': means('paused', 'warning'),
  'opc-life-over': means('out-of-order', 'error'),
  'opc-near-eol': means('other', 'warning'),
  'output-area-almost-full': means('other', 'warning'),
  'output-area-full': means('output-full', 'error'),
  'output-tray-missing': means('tray-missing', 'error'),
  paused: means('paused', 'error'),
  shutdown: means('offline', 'error'),
  'spool-area-full': means('other', 'error'),
  'stopped-partly': means('other', 'warning'),
  stopping: means('paused', 'warning'),
  'timed-out': means('offline', 'error'),
  'toner-empty': means('toner-empty', 'error'),
  'toner-low': means('toner-low', 'warning'),
};

/** Every keyword that has a meaning of its own here. */
export const knownReasons: readonly string[] = Object.keys(meanings);

const suffix = /^(.+)-(report|warning|error)$/;
const isSeverity = (word: string | undefined): word is Severity =>
  word === 'report' || word === 'warning' || word === 'error';

/** At most so much of a printer's own word is kept. */
const longestDetail = 80;

const toCondition = (reason: string, stopped: boolean): Condition => {
  const [, stem, word] = suffix.exec(reason) ?? [];
  const meaning = meanings[stem ?? reason];
  const bare = meaning?.severity ?? (stopped ? 'error' : 'warning');
  const severity = isSeverity(word) ? word : bare;
  return { code: meaning?.code ?? 'other', severity, detail: reason.slice(0, longestDetail) };
};

const ranks: Readonly<Record<Severity, number>> = { report: 0, warning: 1, error: 2 };

/** One condition a code, the gravest; their order is the printer's. */
const gravest = (conditions: readonly Condition[]): readonly Condition[] =>
  conditions.filter((condition, index) =>
    conditions.every(
      (other, at) =>
        other.code !== condition.code ||
        condition.code === 'other' ||
        ranks[other.severity] < ranks[condition.severity] ||
        (ranks[other.severity] === ranks[condition.severity] && at >= index),
    ),
  );

const isError = (condition: Condition): boolean => condition.severity === 'error';

/**
 * The link and the conditions that a printer's report amounts to. Pure.
 * A stopped printer always has an error: the severest reason it gave, else `out-of-order`. A spooler at rest has memories.
 */
export const interpret = (
  report: PrinterReport,
  from: 'printer' | 'spooler' = 'printer',
): { readonly link: Link; readonly conditions: readonly Condition[] } => {
  const stopped = report.state === printerState.stopped;
  const named = report.reasons
    .filter((reason) => reason !== 'none' && reason !== '')
    .map((reason) => toCondition(reason, stopped));
  // Stopped "with a warning": the warning is what stops it (CUPS and ippeveprinter lower the severity).
  const raised =
    stopped && !named.some(isError)
      ? named.map(
          (condition): Condition =>
            condition.severity === 'warning' ? { ...condition, severity: 'error' } : condition,
        )
      : named;
  const stoppedOnly: readonly Condition[] =
    stopped && !raised.some(isError)
      ? [{ code: 'out-of-order', severity: 'error', detail: 'printer-state stopped' }]
      : [];
  const refusing: readonly Condition[] =
    report.accepting === false ? [{ code: 'paused', severity: 'error', detail: 'not accepting jobs' }] : [];
  const told = gravest([...raised, ...stoppedOnly, ...refusing]);
  const conditions = from === 'spooler' && report.state === printerState.idle ? asMemory(told) : told;
  if (stopped || conditions.some(isError)) return { link: 'faulted', conditions };
  return { link: report.state === printerState.processing ? 'busy' : 'ready', conditions };
};

/**
 * What a spooler shows of a printer at rest is its memory of the last job (CUPS 2.4.2 keeps `media-jam-error` until the next job
 * clears it): worth a warning, but were it an error, no next job would ever be sent. A stopped queue is not at rest.
 */
const asMemory = (conditions: readonly Condition[]): readonly Condition[] =>
  conditions.map((condition) =>
    isError(condition) && condition.code !== 'paused' ? { ...condition, severity: 'warning' } : condition,
  );

const hands: ReadonlySet<ConditionCode> = new Set<ConditionCode>([
  'paper-out',
  'paper-jam',
  'cover-open',
  'door-open',
  'tray-missing',
  'output-full',
  'toner-empty',
  'paused',
]);

/** True when somebody has to do something before a page can come out, whatever severity the printer gave it. */
export const needsHands = (conditions: readonly Condition[]): boolean =>
  conditions.some(
    (condition) => isError(condition) || (condition.severity === 'warning' && hands.has(condition.code)),
  );
