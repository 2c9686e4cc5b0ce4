import { type Answer, problem } from './answer.ts';
import { matchTemplate } from './schema.ts';

/**
 * Which requests a fault meets: a path below the base path (`/tickets`), a template (`/tickets/{id}/void`,
 * `/files/{id}` for uploads under way) or a regular expression.
 */
export type PathPattern = string | RegExp;

/** What happens to one request instead of, before or after its processing. */
export type Fault =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'delay'; gate: Promise<unknown> }
  | { kind: 'hang' }
  | { kind: 'lose-answer' }
  | { kind: 'cut-upload'; afterBytes: number };

type Armed = { method: string | undefined; pattern: PathPattern; fault: Fault; left: number };
export type FailOptions = {
  /** Seconds, sent as Retry-After. */
  retryAfter?: number;
  /** How many requests; 1 unless told, Infinity until `clear()`. */
  times?: number;
};

/** The troubles a central system or its network can make, each armed for the next request that fits. */
export type Faults = {
  /** Refuses connections and breaks those that are open, until `online()`. */
  offline(): Promise<void>;
  online(): Promise<void>;
  /** Answers with a problem of this status, unprocessed. */
  failNext(method: string, pattern: PathPattern, status: number, options?: FailOptions): void;
  /** Answers with exactly this, unprocessed and unvalidated: a captive portal's page, a catalogue that does not fit. */
  answerNext(method: string, pattern: PathPattern, answer: Answer, options?: FailOptions): void;
  /** Holds the request back until the gate opens; its idempotency key counts as being worked on. */
  delayNext(method: string, pattern: PathPattern, gate: Promise<unknown>): void;
  /** Never answers; the connection stays open until the kiosk gives up. */
  hangNext(method: string, pattern: PathPattern): void;
  /** Processes the request, then kills the connection: the answer is lost. */
  dropAfterProcessing(pattern: PathPattern, options?: { method?: string; times?: number }): void;
  /** Takes this many bytes of the next tus PATCH, then kills the connection. */
  cutUpload(afterBytes: number): void;
  /** Disarms everything; does not bring an offline system back. */
  clear(): void;
};

export type FaultBox = Omit<Faults, 'offline' | 'online'> & {
  /** The next fault of one of these kinds armed for this request, used up by the asking. */
  take<K extends Fault['kind']>(
    method: string,
    path: string,
    kinds: readonly K[],
  ): Extract<Fault, { kind: K }> | undefined;
};

function fits(pattern: PathPattern, path: string): boolean {
  return typeof pattern === 'string' ? matchTemplate(pattern, path) !== undefined : pattern.test(path);
}

export function faultBox(): FaultBox {
  let armed: Armed[] = [];
  const arm = (method: string | undefined, pattern: PathPattern, fault: Fault, times = 1) => {
    armed.push({ method: method?.toUpperCase(), pattern, fault, left: times });
  };
  return {
    failNext(method, pattern, status, options = {}) {
      const answer = problem(status, 'fault');
      if (options.retryAfter !== undefined) answer.headers = { 'Retry-After': String(options.retryAfter) };
      arm(method, pattern, { kind: 'answer', answer }, options.times);
    },
    answerNext(method, pattern, answer, options = {}) {
      arm(method, pattern, { kind: 'answer', answer }, options.times);
    },
    delayNext(method, pattern, gate) {
      arm(method, pattern, { kind: 'delay', gate });
    },
    hangNext(method, pattern) {
      arm(method, pattern, { kind: 'hang' });
    },
    dropAfterProcessing(pattern, options = {}) {
      arm(options.method, pattern, { kind: 'lose-answer' }, options.times);
    },
    cutUpload(afterBytes) {
      arm('PATCH', '/files/{id}', { kind: 'cut-upload', afterBytes });
    },
    clear() {
      armed = [];
    },
    take<K extends Fault['kind']>(method: string, path: string, kinds: readonly K[]) {
      const isWanted = (fault: Fault): fault is Extract<Fault, { kind: K }> =>
        kinds.some((kind) => kind === fault.kind);
      for (const entry of armed) {
        if (entry.method !== undefined && entry.method !== method) continue;
        if (!isWanted(entry.fault) || !fits(entry.pattern, path)) continue;
        entry.left -= 1;
        if (entry.left <= 0) armed = armed.filter((other) => other !== entry);
        return entry.fault;
      }
      return undefined;
    },
  };
}
