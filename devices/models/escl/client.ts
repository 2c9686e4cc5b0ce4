/** The five calls of eSCL, with retries, deadlines and ceilings. What a refusal means is the adapter's to find out. */
import type { ScannedPage } from '../../classes/scanner.ts';
import { type DeviceError, failed, type Outcome, succeeded } from '../../device.ts';
import { inspectImage } from '../../protocol/image-integrity.ts';
import type { Clock } from '../../transports/transport.ts';
import type { EsclAddress } from './address.ts';
import { type EsclCaps, readCapabilities } from './capabilities.ts';
import { type EsclStatus, readStatus } from './conditions.ts';
import { exchange, type HttpFault, type HttpOutcome } from './http.ts';
import type { EsclTiming } from './timing.ts';
import { readXml, type XmlElement } from './xml.ts';

/** A page; or the end (404); or an HTTP status that refuses; or an error of the line. */
export type NextPage =
  | { readonly kind: 'page'; readonly page: ScannedPage }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'error'; readonly error: DeviceError };

export type JobStart =
  | { readonly kind: 'started'; readonly jobPath: string }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'error'; readonly error: DeviceError };

const XML_BYTES = 512 * 1024;
/** A4 colour at 600 dpi is 100 MB raw; no JPEG or PNG of a page comes near this. */
const PAGE_BYTES = 64 * 1024 * 1024;

const NEVER = new AbortController().signal;

type Call = { method: 'GET' | 'POST' | 'DELETE'; path: string; body?: string; signal: AbortSignal };

export class EsclClient {
  readonly #root: URL;
  readonly #clock: Clock;
  readonly #timing: EsclTiming;
  readonly #fingerprint: string | undefined;

  constructor({ url, fingerprint }: EsclAddress, clock: Clock, timing: EsclTiming) {
    this.#root = url;
    this.#fingerprint = fingerprint;
    this.#clock = clock;
    this.#timing = timing;
  }

  async capabilities(signal: AbortSignal): Promise<Outcome<EsclCaps>> {
    const root = await this.#document('ScannerCapabilities', signal, this.#timing.otherAttempts);
    if (!root.ok) return root;
    const caps = readCapabilities(root.value);
    return caps === undefined
      ? failed('malformed-reply', 'no source that gives JPEG or PNG')
      : succeeded(caps);
  }

  async status(signal: AbortSignal, attempts = this.#timing.otherAttempts): Promise<Outcome<EsclStatus>> {
    const root = await this.#document('ScannerStatus', signal, attempts);
    if (!root.ok) return root;
    const status = readStatus(root.value);
    return status === undefined
      ? failed('malformed-reply', `a ${root.value.name} for a status`)
      : succeeded(status);
  }

  /**
   * POST ScanJobs. 503 is waited out; any other refusal is returned. A lost answer is never sent again. Cancelling ends the waiting
   * but not a request on its way: a job nobody knows the name of would keep the device busy.
   */
  async startJob(settings: string, signal: AbortSignal): Promise<JobStart> {
    const call = { method: 'POST', path: this.#path('ScanJobs'), body: settings, signal } as const;
    const outcome = await this.#patiently(call, this.#timing.otherAttempts, this.#timing.answer, XML_BYTES);
    if (!outcome.ok) {
      const unsure = outcome.fault !== 'unreachable' && outcome.fault !== 'cancelled';
      const error = errorOf(outcome.fault, outcome.detail);
      return { kind: 'error', error: unsure ? { ...error, code: 'outcome-unknown' } : error };
    }
    const { status, location } = outcome.reply;
    if (status !== 201 && status !== 200 && status !== 202) return { kind: 'refused', status };
    const jobPath = this.#jobPath(location);
    if (jobPath !== undefined) return { kind: 'started', jobPath };
    return { kind: 'error', error: failed('malformed-reply', 'a job without a Location').error };
  }

  /** GET NextDocument. 503 means not ready yet. */
  async nextPage(jobPath: string, signal: AbortSignal): Promise<NextPage> {
    const call = { method: 'GET', path: `${jobPath}/NextDocument`, signal } as const;
    const outcome = await this.#patiently(call, this.#timing.pageAttempts, this.#timing.page, PAGE_BYTES);
    if (!outcome.ok) return { kind: 'error', error: errorOf(outcome.fault, outcome.detail) };
    const { status, body } = outcome.reply;
    if (status === 404) return { kind: 'end' };
    if (status !== 200) return { kind: 'refused', status };
    const verdict = inspectImage(body);
    if (verdict.whole) return { kind: 'page', page: { mediaType: verdict.mediaType, bytes: body } };
    const detail = `page image is ${verdict.fault} (${body.length} bytes)`;
    return { kind: 'error', error: failed('malformed-reply', detail).error };
  }

  /** DELETE the job: one attempt; that it is gone already is as good. */
  async deleteJob(jobPath: string, signal: AbortSignal): Promise<void> {
    await this.#once({ method: 'DELETE', path: jobPath, signal }, this.#timing.goodbye, XML_BYTES);
  }

  async #document(name: string, signal: AbortSignal, attempts: number): Promise<Outcome<XmlElement>> {
    const call = { method: 'GET', path: this.#path(name), signal } as const;
    const outcome = await this.#patiently(call, attempts, this.#timing.answer, XML_BYTES);
    if (!outcome.ok) return { ok: false, error: errorOf(outcome.fault, outcome.detail) };
    const { status, body } = outcome.reply;
    if (status === 503) return failed('busy', `${name}: HTTP 503`);
    if (status !== 200) return failed('malformed-reply', `${name}: HTTP ${status}`);
    const xml = readXml(new TextDecoder().decode(body));
    return xml.ok ? succeeded(xml.root) : failed('malformed-reply', `${name}: ${xml.reason}`);
  }

  /** The same again after a pause for as long as the device answers 503; the last 503 is returned. */
  async #patiently(call: Call, attempts: number, silenceMs: number, maxBytes: number): Promise<HttpOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      if (call.signal.aborted) return { ok: false, fault: 'cancelled', detail: 'cancelled' };
      const outcome = await this.#once(call, silenceMs, maxBytes);
      if (!outcome.ok || outcome.reply.status !== 503 || attempt >= attempts) return outcome;
      if (!(await pause(this.#clock, this.#timing.retryPause, call.signal))) {
        return { ok: false, fault: 'cancelled', detail: 'cancelled' };
      }
    }
  }

  #once(call: Call, silenceMs: number, maxBytes: number): Promise<HttpOutcome> {
    return exchange({
      method: call.method,
      url: new URL(call.path, this.#root.origin),
      ...(call.body !== undefined && { body: call.body }),
      silenceMs,
      totalMs: this.#timing.total,
      maxBytes,
      clock: this.#clock,
      signal: call.method === 'POST' ? NEVER : call.signal,
      fingerprint: this.#fingerprint,
    });
  }

  #path(name: string): string {
    return `${this.#root.pathname}/${name}`;
  }

  /** Only the path: devices put a wrong host, `localhost` or nothing before it. */
  #jobPath(location: string | undefined): string | undefined {
    if (location === undefined || location === '') return undefined;
    const url = URL.parse(location, `${this.#root.href}/`);
    const path = url?.pathname.replace(/\/+$/, '') ?? '';
    return path === '' ? undefined : path;
  }
}

/** False when it was cancelled meanwhile. */
export const pause = (clock: Clock, milliseconds: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const abort = (): void => {
      cancel();
      resolve(false);
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', abort);
      resolve(true);
    });
    signal.addEventListener('abort', abort, { once: true });
  });

const errorOf = (fault: HttpFault, detail: string): DeviceError => {
  switch (fault) {
    case 'unreachable':
    case 'lost':
      return failed('disconnected', detail).error;
    case 'timeout':
      return failed('timeout', detail).error;
    case 'cancelled':
      return failed('cancelled', detail).error;
    case 'cut-short':
    case 'too-long':
      return failed('malformed-reply', detail).error;
  }
};
