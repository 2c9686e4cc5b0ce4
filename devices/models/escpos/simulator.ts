/** A ticket printer in bytes: what a host sends comes out as slips, and the printer answers as printers do. */
import type { Unsubscribe } from '../../device.ts';
import { Listeners } from '../../protocol/listeners.ts';
import type { ByteTransport, Clock } from '../../transports/transport.ts';
import { interpreter, type Operation } from './simulator/interpreter.ts';
import {
  fullStatusBytes,
  isOffline,
  type Machine,
  type MouthSensor,
  newMachine,
  paperByte,
  realTimeByte,
  statusBackBytes,
} from './simulator/machine.ts';
import { Paper, type PrintedSlip } from './simulator/paper.ts';
import { Replies, type ReplyKind } from './simulator/replies.ts';

export type { Machine, PaperLevel } from './simulator/machine.ts';
export type { PrintedItem, PrintedSlip } from './simulator/paper.ts';
export type { ReplyKind } from './simulator/replies.ts';
export { slipPicture } from './simulator/slip-picture.ts';
export { serveTcp, type TcpPrinter } from './simulator/tcp-port.ts';

export type EscposSimulatorOptions = {
  /** Needed for slow printing only. */
  readonly clock?: Clock;
  /** Time a line of 24 dots takes; 0 (default) prints at once. A real printer: 15 to 25 ms. */
  readonly millisecondsPerLine?: number;
  /** `gb18030`: four-byte characters too. Default `gbk`, as common printers. */
  readonly characters?: 'gbk' | 'gb18030';
  readonly maker?: string;
  readonly model?: string;
  /** DLE EOT n that it knows; small printers only 1 and 4. Default all. */
  readonly queries?: readonly number[];
  /** It senses a slip that stands in its mouth. Default: it does not. */
  readonly mouthSensor?: MouthSensor;
  /** What this printer can't do: older ones lack automatic status or GS r, one-way cables everything. */
  readonly lacks?: readonly ReplyKind[];
};

/** One host's connection. */
export type Port = {
  receive(bytes: Uint8Array): void;
  detach(): void;
};

type Host = { readonly send: (bytes: Uint8Array) => void };

export class EscposSimulator {
  readonly #options: EscposSimulatorOptions;
  readonly #machine: Machine = newMachine();
  readonly #paper: Paper;
  readonly #slipListeners = new Listeners<[PrintedSlip]>();
  readonly #slips: PrintedSlip[] = [];
  readonly #replies: Replies;
  #program: ReturnType<typeof interpreter>;
  #request: Operation | 'byte';
  #received: number[] = [];
  #at = 0;
  #running = false;
  #recent: readonly [number, number] = [0, 0];
  #host: Host | undefined;
  #reportTo = new Set<Host>();
  #linesLeft = Number.POSITIVE_INFINITY;
  #cancelPrinting: (() => void) | undefined;

  constructor(options: EscposSimulatorOptions = {}) {
    this.#options = options;
    this.#replies = new Replies(options.lacks);
    this.#paper = new Paper(options.characters === 'gb18030');
    this.#program = interpreter(this.#paper.modes);
    this.#request = this.#program.next().value;
  }

  /** Everything that was cut or torn off, oldest first. */
  get slips(): readonly PrintedSlip[] {
    return this.#slips;
  }

  /** Paper that hangs out, not cut. */
  get hanging(): PrintedSlip {
    return this.#paper.hanging;
  }

  get machine(): Readonly<Machine> {
    return this.#machine;
  }

  onSlip(listener: (slip: PrintedSlip) => void): Unsubscribe {
    return this.#slipListeners.add(listener);
  }

  /** Moves a part: opens the cover, takes the paper out, heats the head. Tells it where automatic status is on. */
  set(change: Partial<Machine>): void {
    const before = statusBackBytes(this.#machine).join();
    const wasOut = this.#machine.paper === 'out';
    Object.assign(this.#machine, change);
    if (wasOut && this.#machine.paper !== 'out') this.#linesLeft = Number.POSITIVE_INFINITY;
    if (statusBackBytes(this.#machine).join() !== before)
      for (const host of this.#reportTo) this.#reportStatus(host);
    this.#run();
  }

  /** The paper ends after so many more lines of 24 dots. */
  runOutAfter(lines: number): void {
    this.#linesLeft = lines;
  }

  /** Takes off what hangs out, as an attendant does when changing the roll. */
  tear(): void {
    this.#deliver(this.#paper.part(false));
  }

  dropNextReply(kind: ReplyKind = 'marker'): void {
    this.#replies.spoilNext(kind, 'drop');
  }

  /** The reply goes out with a bit of each byte flipped. */
  corruptNextReply(kind: ReplyKind = 'marker'): void {
    this.#replies.spoilNext(kind, 'corrupt');
  }

  /** Answers with bytes that mean nothing, as over a line of the wrong speed. */
  talkRubbish(on: boolean): void {
    this.#replies.rubbish = on;
  }

  /** Off and on again: buffers and automatic status are forgotten, what hangs out stays. */
  powerCycle(): void {
    this.#reportTo = new Set();
    this.#clear();
    this.#paper.initialise();
  }

  attach(send: (bytes: Uint8Array) => void): Port {
    const host: Host = { send };
    return {
      receive: (bytes) => {
        this.#host = host;
        for (const byte of bytes) this.#arrived(byte);
        this.#run();
      },
      detach: () => {
        this.#reportTo.delete(host);
        if (this.#host === host) this.#host = undefined;
      },
    };
  }

  /** Serves the device's end of a line (a memory pair, a pty) until that closes. Resolves when it listens. */
  async serve(transport: ByteTransport): Promise<void> {
    await transport.open();
    const port = this.attach((bytes) => void transport.write(bytes).catch(() => undefined));
    const undo = [
      transport.onData((bytes) => port.receive(bytes)),
      transport.onClose(() => {
        port.detach();
        for (const step of undo) step();
      }),
    ];
  }

  /** Real-time commands are obeyed on arrival: offline, busy, even inside raster data. */
  #arrived(byte: number): void {
    const [first, second] = this.#recent;
    this.#recent = [second, byte];
    this.#received.push(byte);
    if (first !== 0x10) return;
    if (second === 0x04 && (this.#options.queries ?? [1, 2, 3, 4]).includes(byte))
      this.#answer('real-time', [realTimeByte(this.#machine, byte, this.#options.mouthSensor)]);
    else if (second === 0x04 && byte === 0x14 && this.#options.mouthSensor === 'custom')
      this.#answer('real-time', fullStatusBytes(this.#machine));
    else if (second === 0x05 && (byte === 1 || byte === 2)) this.#recover(byte === 2);
  }

  #recover(clear: boolean): void {
    if (clear) this.#clear();
    this.set({ jammed: false, cutterError: false });
  }

  #clear(): void {
    this.#received = [];
    this.#at = 0;
    this.#cancelPrinting?.();
    this.#cancelPrinting = undefined;
    this.#paper.clearBuffer();
    this.#program = interpreter(this.#paper.modes);
    this.#request = this.#program.next().value;
  }

  /** Works through what was received, until it needs more, must wait for the paper to move, or has stopped. */
  #run(): void {
    if (this.#running) return;
    this.#running = true;
    while (!isOffline(this.#machine) && !this.#cancelPrinting) {
      if (this.#request === 'byte') {
        const byte = this.#received[this.#at];
        if (byte === undefined) break;
        this.#at += 1;
        this.#request = this.#program.next(byte).value;
      } else if (!this.#print(this.#request)) break;
    }
    this.#received = this.#received.slice(this.#at);
    this.#at = 0;
    this.#running = false;
  }

  /** Whether the operation was begun; false when the paper ended first. */
  #print(operation: Operation): boolean {
    const lines = this.#paper.linesFor(operation);
    if (lines > 0 && lines > this.#linesLeft) {
      this.#linesLeft = 0;
      this.set({ paper: 'out' });
      return false;
    }
    this.#linesLeft -= lines;
    const pace = (this.#options.millisecondsPerLine ?? 0) * lines;
    const { clock } = this.#options;
    if (pace === 0 || !clock) {
      this.#finish(operation);
      return true;
    }
    this.#cancelPrinting = clock.after(pace, () => {
      this.#cancelPrinting = undefined;
      this.#finish(operation);
      this.#run();
    });
    return true;
  }

  #finish(operation: Operation): void {
    this.#request = this.#program.next(0).value;
    switch (operation.kind) {
      case 'initialise':
        this.#paper.initialise();
        break;
      case 'cut':
        this.#deliver(this.#paper.part(true));
        this.set({ slipInMouth: true });
        break;
      case 'ask-status':
        this.#answer('marker', [operation.which === 1 ? paperByte(this.#machine) : 0]);
        break;
      case 'ask-name':
        this.#answer('names', this.#nameBlock(operation.which));
        break;
      case 'report-changes':
        this.#report(operation.mask);
        break;
      default:
        this.#paper.put(operation);
    }
  }

  #nameBlock(which: number): readonly number[] {
    const { maker = 'HZ', model = 'SIM-80' } = this.#options;
    return [0x5f, ...new TextEncoder().encode(which === 0x42 ? maker : model), 0x00];
  }

  #report(mask: number): void {
    const host = this.#host;
    if (!host || this.#options.lacks?.includes('status-back')) return;
    if (mask === 0) this.#reportTo.delete(host);
    else {
      this.#reportTo.add(host);
      this.#reportStatus(host);
    }
  }

  #reportStatus(host: Host): void {
    this.#answer('status-back', statusBackBytes(this.#machine), host);
  }

  #answer(kind: ReplyKind, bytes: readonly number[], host = this.#host): void {
    const sent = host && this.#replies.sent(kind, bytes);
    if (sent) host.send(sent);
  }

  #deliver(slip: PrintedSlip): void {
    if (slip.items.length === 0) return;
    this.#slips.push(slip);
    this.#slipListeners.tell(slip);
  }
}
