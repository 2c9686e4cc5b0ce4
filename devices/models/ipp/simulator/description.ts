import type { Press, PressJob } from './press.ts';
import { type Written, write } from './wire.ts';

/** What the simulated printer is built as. */
export type Build = {
  readonly model: string;
  readonly formats: readonly string[];
  readonly media: readonly string[];
  readonly duplex: boolean;
  /** Prints chosen pages by itself. */
  readonly pageRanges: boolean;
  /** Makes collated copies by itself, at most so many; 1: none. */
  readonly copies: number;
  /** Create-Job and Send-Document. */
  readonly createsJobs: boolean;
  /** Counts impressions and sheets of a job. */
  readonly counts: boolean;
  /** Counts the sheets in its tray and tells: `printer-input-tray`. */
  readonly levels: boolean;
  /** The newest version it speaks. */
  readonly version: '1.1' | '2.0';
};

/** Names of the attributes of the job-template group (RFC 8011 §5.2); the others describe the printer. */
const template = /^(copies|media|sides|multiple-document-handling|page-ranges|orientation|print-quality)/;

const printOperations = [0x0002, 0x0004, 0x0008, 0x0009, 0x000a, 0x000b];
const createOperations = [0x0005, 0x0006];

export const operationsOf = (build: Build): readonly number[] =>
  build.createsJobs ? [...printOperations, ...createOperations] : printOperations;

export const sidesOf = (build: Build): readonly string[] =>
  build.duplex ? ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'] : ['one-sided'];

/** Hundredths of a millimetre. */
const a4 = { 'media-size': { 'x-dimension': 21000, 'y-dimension': 29700 } } as const;

const firstOr = (list: readonly string[], fallback: string): string => list[0] ?? fallback;

/** PWG 5100.13 §5.6.20. */
const tray = (level: number): string =>
  `type=sheetFeedAutoRemovableTray;mediafeed=297000;mediaxfeed=210000;maxcapacity=250;level=${level};status=0;name=Tray%201;`;

const outputTray = (sheets: number): string =>
  `type=unRemovableBin;maxcapacity=100;remaining=${100 - sheets};status=0;name=Top;stackingorder=firstToLast;pagedelivery=faceDown;`;

export const printerAttributes = (
  build: Build,
  press: Press,
  printerUri: string,
  seconds: number,
): Written[] => [
  write.charset('charset-configured', 'utf-8'),
  write.charset('charset-supported', 'utf-8'),
  write.boolean('color-supported', false),
  write.keyword('compression-supported', 'none'),
  write.mimeType('document-format-default', firstOr(build.formats, 'application/octet-stream')),
  write.mimeType('document-format-supported', ...build.formats),
  write.language('generated-natural-language-supported', 'en'),
  write.keyword('ipp-versions-supported', ...(build.version === '2.0' ? ['1.1', '2.0'] : ['1.1'])),
  write.language('natural-language-configured', 'en'),
  write.enum('operations-supported', ...operationsOf(build)),
  write.keyword('pdl-override-supported', 'attempted'),
  write.text('printer-info', 'Simulated A4 printer'),
  write.boolean('printer-is-accepting-jobs', true),
  write.text('printer-location', 'Beside the kiosk'),
  write.text('printer-make-and-model', build.model),
  write.uri('printer-more-info', printerUri.replace(/^ipp:/, 'http:')),
  write.name('printer-name', 'Kiosk printer'),
  write.enum('printer-state', press.state()),
  write.keyword('printer-state-reasons', ...press.reasons()),
  write.integer('printer-up-time', seconds + 1),
  write.uri('printer-uri-supported', printerUri),
  write.integer('queued-job-count', press.jobs.filter((job) => job.state < 7).length),
  write.keyword('uri-authentication-supported', 'none'),
  write.keyword('uri-security-supported', 'none'),
  write.boolean('multiple-document-jobs-supported', false),
  write.integer('multiple-operation-time-out', 60),
  write.integer('copies-default', 1),
  write.range('copies-supported', [1, build.copies]),
  write.keyword('media-default', firstOr(build.media, 'iso_a4_210x297mm')),
  write.keyword('media-supported', ...build.media),
  ...(press.sheets > 0 ? [write.keyword('media-ready', firstOr(build.media, 'iso_a4_210x297mm'))] : []),
  write.collection('media-col-default', a4),
  write.collection('media-col-database', a4),
  ...(build.copies > 1
    ? [
        write.keyword('multiple-document-handling-default', 'separate-documents-collated-copies'),
        write.keyword('multiple-document-handling-supported', 'separate-documents-collated-copies'),
      ]
    : []),
  ...(build.levels
    ? [
        write.octets('printer-input-tray', tray(press.sheets)),
        write.octets('printer-output-tray', outputTray(press.output)),
      ]
    : []),
  write.boolean('page-ranges-supported', build.pageRanges),
  write.keyword('sides-default', 'one-sided'),
  write.keyword('sides-supported', ...sidesOf(build)),
];

const orNoValue = (name: string, value: number | undefined): Written =>
  value === undefined ? write.noValue(name) : write.integer(name, Math.floor(value / 1000) + 1);

export const jobAttributes = (build: Build, job: PressJob, printerUri: string, now: number): Written[] => [
  write.integer('job-id', job.id),
  write.uri('job-uri', `${printerUri}/jobs/${job.id}`),
  write.uri('job-printer-uri', printerUri),
  write.name('job-name', job.name),
  write.name('job-originating-user-name', job.user),
  write.enum('job-state', job.state),
  write.keyword('job-state-reasons', ...job.reasons),
  write.integer('number-of-documents', job.document ? 1 : 0),
  write.integer('time-at-creation', Math.floor(job.createdAt / 1000) + 1),
  orNoValue('time-at-processing', job.processingAt),
  orNoValue('time-at-completed', job.completedAt),
  write.integer('job-printer-up-time', Math.floor(now / 1000) + 1),
  ...(build.counts
    ? [
        write.integer('job-impressions-completed', job.printed.length),
        write.integer('job-media-sheets-completed', job.stacked),
      ]
    : []),
];

/** The part of `attributes` that `requested-attributes` names; without it, what the operation gives by default. */
export const select = (
  attributes: readonly Written[],
  requested: readonly string[],
  byDefault: readonly string[],
): Written[] => {
  const names = requested.length > 0 ? requested : byDefault;
  return attributes.filter(
    ({ name }) =>
      names.includes(name) ||
      (names.includes('all') && name !== 'media-col-database') ||
      (names.includes('job-template') && template.test(name)) ||
      (names.some((group) => group === 'printer-description' || group === 'job-description') &&
        !template.test(name)),
  );
};
