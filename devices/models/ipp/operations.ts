import type { IppAttribute, IppMessage, IppValue } from './message.ts';
import { groupTag } from './message.ts';

/** The requests we send (RFC 8011 §4). Attribute order is the RFC's: charset, language, target, the rest. */

export const operation = {
  printJob: 0x0002,
  validateJob: 0x0004,
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
} as const;

export const status = {
  ok: 0x0000,
  okIgnoredOrSubstituted: 0x0001,
  okConflicting: 0x0002,
  notPossible: 0x0404,
  notFound: 0x0406,
  gone: 0x0407,
  formatNotSupported: 0x040a,
  attributesNotSupported: 0x040b,
  operationNotSupported: 0x0501,
  serviceUnavailable: 0x0502,
  versionNotSupported: 0x0503,
  temporaryError: 0x0505,
  notAcceptingJobs: 0x0506,
  busy: 0x0507,
} as const;

/** Successful codes are 0000 to 00FF. */
export const isSuccess = (code: number): boolean => code < 0x0100;
/** Worth asking again a little later; nothing was accepted. */
export const isBusy = (code: number): boolean =>
  code === status.busy ||
  code === status.serviceUnavailable ||
  code === status.temporaryError ||
  code === status.notAcceptingJobs;

/** Where requests go and how they are marked. */
export type Target = {
  /** `ipp://host:port/path`. */
  readonly printerUri: string;
  readonly version: IppMessage['version'];
};

/** Sent as requesting-user-name, the same for every job: printers show and keep it, so it names no person. */
const requestingUser = 'kiosk';

const attribute = (name: string, ...values: readonly IppValue[]): IppAttribute => ({ name, values });
const keywords = (name: string, list: readonly string[]): IppAttribute =>
  attribute(name, ...list.map((value) => ({ type: 'keyword', value }) as const));

/** Builds a request; the client numbers it. */
export type Request = (target: Target, requestId: number) => IppMessage;

const request =
  (code: number, operationAttributes: readonly IppAttribute[], job: readonly IppAttribute[] = []): Request =>
  (target, requestId) => ({
    version: target.version,
    code,
    requestId,
    groups: [
      {
        tag: groupTag.operation,
        attributes: [
          attribute('attributes-charset', { type: 'charset', value: 'utf-8' }),
          attribute('attributes-natural-language', { type: 'naturalLanguage', value: 'en' }),
          attribute('printer-uri', { type: 'uri', value: target.printerUri }),
          ...operationAttributes,
        ],
      },
      ...(job.length > 0 ? [{ tag: groupTag.job, attributes: job }] : []),
    ],
    data: new Uint8Array(0),
  });

const user = attribute('requesting-user-name', { type: 'name', value: requestingUser });
const jobId = (id: number): IppAttribute => attribute('job-id', { type: 'integer', value: id });
const jobName = (name: string): IppAttribute => attribute('job-name', { type: 'name', value: name });
const pdf = attribute('document-format', { type: 'mimeMediaType', value: 'application/pdf' });
// What the printer would silently leave out it must refuse: then we do it ourselves.
const faithful = attribute('ipp-attribute-fidelity', { type: 'boolean', value: true });

export const getPrinterAttributes = (requested: readonly string[]): Request =>
  request(operation.getPrinterAttributes, [keywords('requested-attributes', requested)]);

/** What a job is to look like; absent ones are left to the printer's default. */
export type JobTemplate = {
  readonly media?: string;
  readonly sides?: 'one-sided' | 'two-sided-long-edge';
  readonly copies?: number;
  /** All of copy 1, then all of copy 2. */
  readonly collated?: boolean;
  readonly pageRanges?: readonly { readonly lower: number; readonly upper: number }[];
};

const template = (wish: JobTemplate): readonly IppAttribute[] => [
  ...(wish.media ? [attribute('media', { type: 'keyword', value: wish.media })] : []),
  ...(wish.sides ? [attribute('sides', { type: 'keyword', value: wish.sides })] : []),
  ...(wish.copies === undefined ? [] : [attribute('copies', { type: 'integer', value: wish.copies })]),
  ...(wish.collated ? [keywords('multiple-document-handling', ['separate-documents-collated-copies'])] : []),
  ...(wish.pageRanges
    ? [
        attribute(
          'page-ranges',
          ...wish.pageRanges.map((range) => ({ type: 'rangeOfInteger', ...range }) as const),
        ),
      ]
    : []),
];

export const validateJob = (name: string, wish: JobTemplate): Request =>
  request(operation.validateJob, [user, jobName(name), faithful, pdf], template(wish));

/** The document follows the message. */
export const printJob = (name: string, wish: JobTemplate): Request =>
  request(operation.printJob, [user, jobName(name), faithful, pdf], template(wish));

export const createJob = (name: string, wish: JobTemplate): Request =>
  request(operation.createJob, [user, jobName(name), faithful], template(wish));

/** The one and last document of a created job; it follows the message. */
export const sendDocument = (id: number): Request =>
  request(operation.sendDocument, [
    jobId(id),
    user,
    pdf,
    attribute('last-document', { type: 'boolean', value: true }),
  ]);

export const cancelJob = (id: number): Request => request(operation.cancelJob, [jobId(id), user]);

const jobAttributeNames = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-impressions-completed',
  'job-media-sheets-completed',
  'number-of-documents',
  'time-at-processing',
] as const;

export const getJobAttributes = (id: number): Request =>
  request(operation.getJobAttributes, [jobId(id), user, keywords('requested-attributes', jobAttributeNames)]);

/** Newest first for completed ones, so a limit keeps ours among them. */
export const getJobs = (which: 'completed' | 'not-completed'): Request =>
  request(operation.getJobs, [
    user,
    attribute('limit', { type: 'integer', value: 50 }),
    keywords('which-jobs', [which]),
    keywords('requested-attributes', ['job-id', 'job-name', 'job-state']),
  ]);
