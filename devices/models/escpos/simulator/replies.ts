/** The simulated printer's way back to its host, which may fail by itself. */

export type ReplyKind = 'real-time' | 'status-back' | 'marker' | 'names';

type Fault = 'drop' | 'corrupt';

export class Replies {
  readonly #lacks: readonly ReplyKind[];
  #faults: readonly { readonly kind: ReplyKind; readonly fault: Fault }[] = [];
  /** Whatever it says means nothing, as over a line of the wrong speed. */
  rubbish = false;

  /** @param lacks replies that this printer never gives */
  constructor(lacks: readonly ReplyKind[] = []) {
    this.#lacks = lacks;
  }

  spoilNext(kind: ReplyKind, fault: Fault): void {
    this.#faults = [...this.#faults, { kind, fault }];
  }

  /** What really goes out of such a reply; undefined: nothing. */
  sent(kind: ReplyKind, bytes: readonly number[]): Uint8Array | undefined {
    if (this.#lacks.includes(kind)) return undefined;
    const next = this.#faults.find((fault) => fault.kind === kind);
    this.#faults = this.#faults.filter((fault) => fault !== next);
    if (next?.fault === 'drop') return undefined;
    if (this.rubbish) return Uint8Array.of(0xff, 0xa5);
    return Uint8Array.from(bytes, (byte) => (next?.fault === 'corrupt' ? byte ^ 0x80 : byte));
  }
}
