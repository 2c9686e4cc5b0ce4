import { HEARD_WITHIN, type LineFault } from '../../support/fault-proxy.ts';

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

  asked(bytes: Buffer): void {
    const notBefore = this.#notBefore.get(keyOf(bytes)) ?? 0;
    if (performance.now() < notBefore - TOLERANCE) this.early += 1;
  }

  wasTold(bytes: Buffer, fault: LineFault): void {
    const key = keyOf(bytes);
    const seconds =
      fault.kind === 'answered' ? /Retry-After: (\d+)/.exec(fault.bytes.toString())?.[1] : undefined;
    if (key === '' || seconds === undefined) return;
    this.told += 1;
    this.#notBefore.set(key, performance.now() - HEARD_WITHIN + (Number(seconds) * 1_000) / this.#pace);
  }
}

const keyOf = (bytes: Buffer): string => /idempotency-key: (\S+)/i.exec(bytes.toString('latin1'))?.[1] ?? '';
