import { type Draw, drawFrom } from '../../core/support/walk/draw.ts';
import type { LineFault } from '../../support/fault-proxy.ts';

/** One seed: what the line does to the first connections, and what is on its way meanwhile. */
export interface Schedule {
  readonly seed: number;
  readonly secure: boolean;
  /** For the first connections; those after them are whole. */
  readonly faults: readonly LineFault[];
  /** Of the scanned paper, in bytes. */
  readonly paper: number;
  readonly people: number;
  /** After so many connections the kiosk is switched off and on again. */
  readonly restartAt?: number;
  /** Whole connections are slow by so much. Milliseconds. */
  readonly latency: number;
}

/** Seconds of `Retry-After` that are handed out. */
const RETRY_AFTER = [3, 10, 20];

export const tooMany = (seconds: number): Buffer =>
  Buffer.from(
    `HTTP/1.1 429 Too Many Requests\r\nRetry-After: ${seconds}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );

/** TLS: a fatal alert, handshake_failure (RFC 8446, 6.2). */
const ALERT = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);
const GREETING = Buffer.from('SSH-2.0-OpenSSH_9.6\r\n');

type Maker = (draw: Draw) => LineFault;

const anyLine: readonly Maker[] = [
  (draw) => ({ kind: 'slow', by: 1 + draw(20) }),
  () => ({ kind: 'refused' }),
  (draw) => ({ kind: 'request-cut', after: draw(1_500) }),
  (draw) => ({ kind: 'request-cut', after: draw(200_000) }),
  () => ({ kind: 'answer-lost' }),
  (draw) => ({ kind: 'answer-cut', after: draw(600) }),
  (draw) => ({ kind: 'truncated', after: draw(600) }),
  (draw) => ({ kind: 'repeated', later: draw(60) }),
  () => ({ kind: 'half-closed' }),
  () => ({ kind: 'black-hole' }),
  () => ({ kind: 'deaf' }),
  (draw) => ({ kind: 'trickle', every: 1 + draw(10) }),
];
const clearOnly: readonly Maker[] = [
  (draw) => ({ kind: 'answered', bytes: tooMany(RETRY_AFTER[draw(RETRY_AFTER.length)] ?? 1) }),
];
const secureOnly = (stranger: number): readonly Maker[] => [
  () => ({ kind: 'elsewhere', port: stranger }),
  () => ({ kind: 'answered', bytes: ALERT }),
  () => ({ kind: 'answered', bytes: GREETING }),
];

/** `stranger`: where a server with a certificate that nobody trusts listens. */
export const scheduleOf = (seed: number, stranger: number): Schedule => {
  const draw = drawFrom(seed);
  const secure = draw(2) === 0;
  const makers = [...anyLine, ...(secure ? secureOnly(stranger) : clearOnly)];
  const count = 6 + draw(30);
  const faults = Array.from({ length: count }, (): LineFault => {
    if (draw(4) === 0) return { kind: 'none' };
    return makers[draw(makers.length)]?.(draw) ?? { kind: 'none' };
  });
  return {
    seed,
    secure,
    faults,
    paper: draw(5) === 0 ? 1_200_000 + draw(800_000) : 1_000 + draw(200_000),
    people: 1 + draw(3),
    ...(draw(3) === 0 ? { restartAt: 1 + draw(count) } : {}),
    latency: draw(3),
  };
};
