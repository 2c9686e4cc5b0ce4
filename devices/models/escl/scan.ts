/** One scan job, from the settings to the pages. */
import type { ScanEnd, ScannedPage, ScanRequest } from '../../classes/scanner.ts';
import { type DeviceError, failed } from '../../device.ts';
import type { Clock } from '../../transports/transport.ts';
import { type EsclCaps, sourceCaps } from './capabilities.ts';
import { type EsclClient, pause } from './client.ts';
import {
  completed,
  conditionsOf,
  type EsclStatus,
  explainFeeder,
  linkOf,
  type Quirks,
} from './conditions.ts';
import { scanSettings } from './settings.ts';
import type { EsclTiming } from './timing.ts';

export type EsclJobParts = {
  readonly client: EsclClient;
  readonly caps: EsclCaps;
  readonly quirks: Quirks;
  readonly clock: Clock;
  readonly timing: EsclTiming;
  /** Every status seen on the way; the adapter shows it. */
  readonly onStatus: (status: EsclStatus) => void;
};

export const runScan = async (
  parts: EsclJobParts,
  request: ScanRequest,
  onPage: (pageNumber: number) => void,
  signal: AbortSignal,
): Promise<ScanEnd> => {
  const caps = sourceCaps(parts.caps, request.source);
  if (caps === undefined)
    return { ...failed('rejected', `this scanner has no ${request.source}`), pages: [] };
  const without = (error: DeviceError): ScanEnd => ({ ok: false, error, pages: [] });

  const before = await parts.client.status(signal);
  if (!before.ok) return without(before.error);
  parts.onStatus(before.value);
  if (linkOf(before.value) === 'faulted')
    return without(await whyRefused(parts, request, 0, signal, before.value));
  // Only an empty feeder and an open door are taken at the device's word: some claim a jam that is none.
  const hopeless = conditionsOf(before.value, parts.quirks).filter((one) =>
    ['feeder-empty', 'cover-open'].includes(one.code),
  );
  if (request.source === 'feeder' && hopeless.length > 0) {
    return without(failed('rejected', `feeder: ${hopeless[0]?.detail}`, hopeless).error);
  }

  const start = await parts.client.startJob(scanSettings(request, caps), signal);
  if (start.kind === 'error') return without(start.error);
  if (start.kind === 'refused') return without(await whyRefused(parts, request, start.status, signal));
  const pages: ScannedPage[] = [];
  let error: DeviceError | undefined;
  try {
    error = await collect(parts, request, start.jobPath, pages, onPage, signal);
  } finally {
    // Also after the last page: some devices keep the job, and stay busy, until told. Cancelling must not cut this short.
    await parts.client.deleteJob(start.jobPath, new AbortController().signal);
  }
  return error === undefined ? { ok: true, pages } : { ok: false, error, pages };
};

const collect = async (
  parts: EsclJobParts,
  request: ScanRequest,
  jobPath: string,
  pages: ScannedPage[],
  onPage: (pageNumber: number) => void,
  signal: AbortSignal,
): Promise<DeviceError | undefined> => {
  const wanted = request.source === 'feeder' ? request.maxPages : 1;
  for (;;) {
    const began = parts.clock.now();
    const next = await parts.client.nextPage(jobPath, signal);
    if (next.kind === 'error') return next.error;
    if (next.kind === 'refused') return whyRefused(parts, request, next.status, signal);
    if (next.kind === 'end') return whyEnded(parts, request, jobPath, pages.length, signal);
    onPage(pages.push(next.page));
    if (pages.length >= wanted) return undefined;
    const rest = Math.min(parts.timing.maxPagePause, (parts.clock.now() - began) / 2);
    if (!(await pause(parts.clock, rest, signal))) return failed('cancelled', 'cancelled').error;
  }
};

/** 404: no more pages. From a feeder it may also hide a jam, and with no page at all it means an empty one. */
const whyEnded = async (
  parts: EsclJobParts,
  request: ScanRequest,
  jobPath: string,
  pageCount: number,
  signal: AbortSignal,
): Promise<DeviceError | undefined> => {
  if (request.source === 'flatbed') return failed('malformed-reply', 'the job ended without a page').error;
  const status = await parts.client.status(signal);
  if (signal.aborted) return failed('cancelled', 'cancelled').error;
  if (status.ok) parts.onStatus(status.value);
  if (status.ok && pageCount > 0 && completed(status.value, jobPath)) return undefined;
  const why = explainFeeder(status.ok ? status.value : undefined, parts.quirks, 404);
  const ordinary = why.conditions.every((condition) => condition.code === 'feeder-empty');
  return pageCount > 0 && ordinary ? undefined : why;
};

/** After a refusal the device is asked for its state: the HTTP status alone says nothing reliable. */
const whyRefused = async (
  parts: EsclJobParts,
  request: ScanRequest,
  httpStatus: number,
  signal: AbortSignal,
  known?: EsclStatus,
): Promise<DeviceError> => {
  if (httpStatus === 503) return failed('busy', 'HTTP 503').error;
  const asked = known === undefined ? await parts.client.status(signal) : undefined;
  if (signal.aborted) return failed('cancelled', 'cancelled').error;
  const status = known ?? (asked?.ok ? asked.value : undefined);
  if (status !== undefined) parts.onStatus(status);
  const feederReply = [404, 409, 500].includes(httpStatus);
  if (request.source === 'feeder' && feederReply) return explainFeeder(status, parts.quirks, httpStatus);
  const conditions = (status === undefined ? [] : conditionsOf(status, parts.quirks)).filter(
    (condition) => condition.severity === 'error',
  );
  return failed('rejected', httpStatus === 0 ? 'the scanner is stopped' : `HTTP ${httpStatus}`, conditions)
    .error;
};
