import type { Unsubscribe } from '../../device.ts';
import { Listeners } from '../../protocol/listeners.ts';
import { type Clock, systemClock } from '../../transports/transport.ts';
import type { SimulatedCard } from './simulated-card.ts';
import { CommandParser, errorFrame, type HostCommand, replyFrame } from './simulated-frames.ts';
import { SimulatedModule } from './simulated-module.ts';

export { type ServedSimulator, serveTcp } from './simulated-port.ts';

/** Any line that carries bytes both ways: a memory pair's device end, a serial port, a socket. */
export type SimulatorLine = {
  write(bytes: Uint8Array): unknown;
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
  /** Breaks the line, as an unplugged reader does. */
  readonly unplug?: () => void;
  readonly plug?: () => void;
};

export type Pacing = {
  /** Bytes in one write. */
  readonly chunk: number;
  /** Milliseconds between writes; a real line at 115200 carries 11.5 bytes a millisecond. */
  readonly pause: number;
};

/**
 * A SAM module on a wire: it speaks bytes, was written from the protocol's description and not from the adapter's codec, and
 * can be made to fail in every way that a real one was seen to.
 */
export class SamSimulator {
  readonly module = new SimulatedModule();
  readonly #clock: Clock;
  readonly #lines = new Set<SimulatorLine>();
  readonly #received: string[] = [];
  readonly #watchers = new Listeners<[string]>();
  #unanswered = 0;
  #overlaps = 0;
  #silent = false;
  #dropReplies = 0;
  #corruptFrames = 0;
  #truncateFrames = 0;
  #garbage: Uint8Array | undefined;
  #pacing: Pacing | undefined;
  #replyAfter = 0;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** Serves this line until undone. */
  attach(line: SimulatorLine): Unsubscribe {
    const parser = new CommandParser();
    const undo = line.onData((bytes) => {
      for (const command of parser.push(bytes)) this.#receive(command, line);
    });
    this.#lines.add(line);
    return () => {
      this.#lines.delete(line);
      undo();
    };
  }

  // The citizen's hand.

  layCard(card: SimulatedCard): void {
    this.module.lay([card]);
  }

  /** Two cards at once: they are found, and none can be selected. */
  layCards(...cards: readonly SimulatedCard[]): void {
    this.module.lay(cards);
  }

  liftCard(): void {
    this.module.lift();
  }

  // Faults.

  /** Receives, and says nothing. */
  silence(on = true): void {
    this.#silent = on;
  }

  /** The command is carried out; its reply is lost. */
  dropNextReply(count = 1): void {
    this.#dropReplies = count;
  }

  /** One bit of the next reply arrives wrong. */
  corruptNextFrame(count = 1): void {
    this.#corruptFrames = count;
  }

  /** Half of the next reply never comes. */
  truncateNextFrame(count = 1): void {
    this.#truncateFrames = count;
  }

  /** Noise ahead of the next reply. */
  garbageBefore(bytes: Uint8Array): void {
    this.#garbage = bytes;
  }

  /** Sends in pieces; undefined: each reply at once. */
  splitWrites(pacing: Pacing | undefined): void {
    this.#pacing = pacing;
  }

  /** Milliseconds that the module thinks before each reply. */
  replyAfter(milliseconds: number): void {
    this.#replyAfter = milliseconds;
  }

  /** The next command of this kind, e.g. `30 01`, is answered with this status alone, and not carried out. */
  answerNext(command: string, sw3: number): void {
    this.module.answerNext(command, sw3);
  }

  /** The card leaves the field when the next reading command arrives. */
  pullDuringRead(): void {
    this.module.pullDuringRead();
  }

  /** 0x60 self-test failed, 0x66 not authorised; undefined: in order again. */
  selfTestFailed(sw3: 0x60 | 0x66 | undefined): void {
    this.module.fault = sw3;
  }

  unplug(): void {
    this.module.powerOff();
    for (const line of [...this.#lines]) line.unplug?.();
  }

  plug(): void {
    for (const line of [...this.#lines]) line.plug?.();
  }

  // What a test may look at.

  /** Commands in the order they came, e.g. `20 01`; `check` and `length` for damaged ones. */
  get received(): readonly string[] {
    return this.#received;
  }

  /** Called with each command before it is answered: the place to arrange a fault for just this reply. */
  onCommand(listener: (command: string) => void): Unsubscribe {
    return this.#watchers.add(listener);
  }

  /** Commands that came while another was not answered yet: a host that keeps the protocol leaves none. */
  get overlaps(): number {
    return this.#overlaps;
  }

  #receive(command: HostCommand, line: SimulatorLine): void {
    const name = command.kind === 'command' ? command.name : command.kind;
    this.#received.push(name);
    this.#watchers.tell(name);
    if (this.#unanswered > 0) this.#overlaps += 1;
    const content = this.#answer(command);
    if (this.#silent) return;
    if (this.#dropReplies > 0) {
      this.#dropReplies -= 1;
      return;
    }
    this.#unanswered += 1;
    const bytes = this.#spoil(content);
    if (this.#replyAfter === 0) this.#send(bytes, line);
    else this.#clock.after(this.#replyAfter, () => this.#send(bytes, line));
  }

  #answer(command: HostCommand): Uint8Array {
    if (command.kind === 'check') return errorFrame(0x10);
    if (command.kind === 'length') return errorFrame(0x11);
    const { sw3, data } = this.module.carryOut(command.name);
    return replyFrame(sw3, data);
  }

  #spoil(frame: Uint8Array): Uint8Array {
    let bytes = Uint8Array.from(frame);
    if (this.#corruptFrames > 0) {
      this.#corruptFrames -= 1;
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 0x04;
    }
    if (this.#truncateFrames > 0) {
      this.#truncateFrames -= 1;
      bytes = bytes.slice(0, Math.ceil(bytes.length / 2));
    }
    const garbage = this.#garbage;
    this.#garbage = undefined;
    return garbage ? Uint8Array.of(...garbage, ...bytes) : bytes;
  }

  #send(bytes: Uint8Array, line: SimulatorLine): void {
    const pacing = this.#pacing;
    if (!this.#lines.has(line)) {
      this.#unanswered -= 1;
      return;
    }
    const piece = pacing ? bytes.subarray(0, pacing.chunk) : bytes;
    const rest = bytes.subarray(piece.length);
    // Counted as answered before the last piece goes: the host may react within the same turn.
    if (rest.length === 0) this.#unanswered -= 1;
    Promise.resolve(line.write(piece)).catch(() => undefined);
    if (rest.length > 0) this.#clock.after(pacing?.pause ?? 0, () => this.#send(rest, line));
  }
}
