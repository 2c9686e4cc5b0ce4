/** One scan, from the request to the pages in memory. */
import type { ScanEnd, ScannedPage, ScanRequest } from '../../classes/scanner.ts';
import { type DeviceError, failed } from '../../device.ts';
import { type ChildEnd, runChild } from '../../protocol/child.ts';
import type { Clock } from '../../transports/transport.ts';
import { capabilitiesOf, type SaneOptions } from './capabilities.ts';
import { openPageDirectory, removePageDirectory, takePage } from './pages.ts';
import {
  conditionOf,
  errorOf,
  progressReader,
  type SaneFormat,
  scanArguments,
  spokenStatus,
} from './scanimage.ts';
import type { SaneTiming } from './timing.ts';

export type ScanPlace = {
  readonly device: string;
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly extraArguments: readonly string[];
  readonly format: SaneFormat;
  readonly directory: string;
  readonly timing: SaneTiming;
  readonly clock: Clock;
};

const STDERR_WATCHED = 512;
const PAGE_NAME = /^p\d{3,}\.(png|jpg)$/;

/** Never rejects for what a device or disk does. Pages that were whole before a fault are returned with the fault. */
export const runScan = async (
  place: ScanPlace,
  request: ScanRequest,
  options: SaneOptions,
  onPage: (pageNumber: number) => void,
  signal: AbortSignal,
): Promise<ScanEnd> => {
  if (!capabilitiesOf(options).sources.includes(request.source)) {
    return { ...failed('rejected', `this scanner has no ${request.source}`), pages: [] };
  }
  let directory: string;
  try {
    directory = await openPageDirectory(place.directory);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return {
      ...failed('rejected', `no place for page images: ${code}`, [conditionOf('other', code)]),
      pages: [],
    };
  }
  try {
    return await scanInto(directory, place, request, options, onPage, signal);
  } finally {
    await removePageDirectory(directory);
  }
};

const scanInto = async (
  directory: string,
  place: ScanPlace,
  request: ScanRequest,
  options: SaneOptions,
  onPage: (pageNumber: number) => void,
  signal: AbortSignal,
): Promise<ScanEnd> => {
  const pages: ScannedPage[] = [];
  let damaged: DeviceError | undefined;
  let taking = Promise.resolve();
  const damage = new AbortController();

  const take = (name: string): void => {
    taking = taking.then(async () => {
      if (damaged !== undefined) return;
      const page = await takePage(directory, name);
      if (page.ok) onPage(pages.push(page.value));
      else {
        damaged = page.error;
        damage.abort();
      }
    });
  };

  const progress = progressReader();
  let lastProgress = -1;
  let said = '';
  let spoken = false;
  const end = await runChild({
    command: place.command,
    arguments: scanArguments(place.device, request, options, place.format, place.extraArguments),
    directory,
    environment: place.environment,
    totalMs: place.timing.base + place.timing.page * request.maxPages,
    silenceMs: place.timing.silence,
    graceMs: place.timing.grace,
    clock: place.clock,
    signal: AbortSignal.any([signal, damage.signal]),
    onOutputLine: (line) => {
      if (request.source === 'feeder' && PAGE_NAME.test(line)) take(line);
    },
    onErrorText: (text, { alive, expectEndWithin }) => {
      said = (said + text).slice(-STDERR_WATCHED);
      if (!spoken && spokenStatus(said) !== undefined) {
        spoken = true;
        expectEndWithin(place.timing.linger);
      }
      const percentage = progress(text);
      // The same percentage again is a stuck carriage, not a sign of life.
      if (percentage === undefined || percentage === lastProgress) return;
      lastProgress = percentage;
      alive();
    },
  });
  if (request.source === 'flatbed' && end.status === 0 && errorOf(end, end.stderr) === undefined)
    take(place.format === 'jpeg' ? 'page.jpg' : 'page.png');
  await taking;
  const error = damaged ?? whyItFailed(end, request, pages.length);
  return error === undefined ? { ok: true, pages } : { ok: false, error, pages };
};

const whyItFailed = (end: ChildEnd, request: ScanRequest, pageCount: number): DeviceError | undefined => {
  if (end.notStarted !== undefined)
    return failed('disconnected', `scanimage can't be started: ${end.notStarted}`).error;
  if (end.ended === 'cancelled') return failed('cancelled', 'cancelled').error;
  if (end.ended === 'deadline' && spokenStatus(end.stderr) === undefined)
    return failed('timeout', 'scanimage hung and was ended').error;
  const error = errorOf(end, end.stderr);
  const emptied = error?.conditions.some((condition) => condition.code === 'feeder-empty') ?? false;
  // A batch ends when the feeder runs out. With nothing scanned that is told; scanimage itself then says success.
  if (request.source === 'feeder' && (error === undefined || emptied)) {
    if (pageCount > 0) return undefined;
    return failed('rejected', 'the feeder is empty', [conditionOf('feeder-empty', 'SANE_STATUS_NO_DOCS')])
      .error;
  }
  return error;
};
