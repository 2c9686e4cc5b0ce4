import type { Clock } from '../../../devices/transports/transport.ts';
import { HEARD_WITHIN, type LineFault } from '../../support/fault-proxy.ts';

/** Watches on the line that whoever was told to come back later does. Only where the line can be read. */
export class Manners {
  readonly #notBefore = new Map<string, number>();
  readonly #clock: Clock;
  /** What may have passed by the clock until it was heard. Milliseconds. */
  readonly #heardWithin: number;
  early = 0;
  told = 0;

  constructor(clock: Clock, pace: number) {
    this.#clock = clock;
    this.#heardWithin = HEARD_WITHIN * pace;
  }

  asked(bytes: Buffer): void {
    const notBefore = this.#notBefore.get(keyOf(bytes)) ?? 0;
    if (this.#clock.now() < notBefore) this.early += 1;
  }

  wasTold(bytes: Buffer, fault: LineFault): void {
    const key = keyOf(bytes);
    const seconds =
      fault.kind === 'answered' ? /Retry-After: (\d+)/.exec(fault.bytes.toString())?.[1] : undefined;
    if (key === '' || seconds === undefined) return;
    this.told += 1;
    this.#notBefore.set(key, this.#clock.now() - this.#heardWithin + Number(seconds) * 1_000);
  }
}

const keyOf = (bytes: Buffer): string => /idempotency-key: (\S+)/i.exec(bytes.toString('latin1'))?.[1] ?? '';
