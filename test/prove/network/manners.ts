import type { LineFault } from '../../support/fault-proxy.ts';

/** The clock may fire this much early. Milliseconds. */
const TOLERANCE = 3;

/** Watches on the line that whoever was told to come back later does. Only where the line can be read. */
export class Manners {
  readonly #notBefore = new Map<string, number>();
  readonly #pace: number;
  early = 0;
  told = 0;

  constructor(pace: number) {
    this.#pace = pace;
  }

  saw(bytes: Buffer, fault: LineFault): void {
    const head = bytes.toString('latin1');
    const key = /idempotency-key: (\S+)/i.exec(head)?.[1];
    if (key === undefined) return;
    const now = performance.now();
    if (now < (this.#notBefore.get(key) ?? 0) - TOLERANCE) this.early += 1;
    const seconds =
      fault.kind === 'answered' ? /Retry-After: (\d+)/.exec(fault.bytes.toString())?.[1] : undefined;
    if (seconds === undefined) return;
    this.told += 1;
    this.#notBefore.set(key, now + (Number(seconds) * 1_000) / this.#pace);
  }
}
