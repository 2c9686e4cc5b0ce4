/** The simulator's own reading of the wire: kept apart from the adapter's codec so that one can't hide the other's mistakes. */
const begin = [0xaa, 0xaa, 0xaa, 0x96, 0x69];

export type HostCommand =
  /** e.g. `20 01`; commands 60 and 61 with their parameters, e.g. `61 FF 50`. */
  | { readonly kind: 'command'; readonly name: string }
  /** Arrived with a wrong check byte. */
  | { readonly kind: 'check' }
  /** States a length that no command has. */
  | { readonly kind: 'length' };

const nameOf = (bytes: readonly number[]): string =>
  bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');

/** Finds commands in what a host sends. */
export class CommandParser {
  #bytes: number[] = [];

  push(chunk: Uint8Array): readonly HostCommand[] {
    const commands: HostCommand[] = [];
    for (const byte of chunk) {
      this.#bytes.push(byte);
      const command = this.#look();
      if (command) commands.push(command);
    }
    return commands;
  }

  #look(): HostCommand | undefined {
    const bytes = this.#bytes;
    while (bytes.length > 0 && begin.some((wanted, at) => at < bytes.length && bytes[at] !== wanted))
      bytes.shift();
    if (bytes.length < 7) return undefined;
    const length = ((bytes[5] ?? 0) << 8) + (bytes[6] ?? 0);
    if (length < 3 || length > 0x40) {
      this.#bytes = [];
      return { kind: 'length' };
    }
    if (bytes.length < 7 + length) return undefined;
    this.#bytes = [];
    let sum = 0;
    for (const byte of bytes.slice(5)) sum ^= byte;
    return sum === 0 ? { kind: 'command', name: nameOf(bytes.slice(7, -1)) } : { kind: 'check' };
  }
}

/** A reply: SW1 and SW2 are zero. */
export const replyFrame = (sw3: number, data: Uint8Array): Uint8Array => {
  const length = 3 + data.length + 1;
  const counted = [length >> 8, length & 0xff, 0, 0, sw3, ...data];
  let check = 0;
  for (const byte of counted) check ^= byte;
  return Uint8Array.from([...begin, ...counted, check]);
};

export const errorFrame = (sw3: number): Uint8Array => replyFrame(sw3, new Uint8Array(0));
