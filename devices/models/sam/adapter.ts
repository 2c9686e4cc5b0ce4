import type { CardPresence, CardRead, IdReader } from '../../classes/id-reader.ts';
import { type DeviceStatus, failed, type Outcome, type Unsubscribe } from '../../device.ts';
import { KeepOpen } from '../../protocol/keep-open.ts';
import { Lane } from '../../protocol/lane.ts';
import { Listeners } from '../../protocol/listeners.ts';
import { sameStatus } from '../../protocol/same-status.ts';
import type { ByteTransport, Clock } from '../../transports/transport.ts';
import { errorOfStatus, readError } from './advice.ts';
import { parseSamNumber, type SamCommand, type SamReply } from './codec.ts';
import { makesNoSense, SamLine } from './line.ts';
import { afterFind, afterLifted, afterRead, type Pad, unknownPad } from './presence.ts';
import { readCard } from './reading.ts';
import { type SamOptions, type SamSettings, withUsual } from './settings.ts';
import { statusWord } from './status-words.ts';

/** Nothing was asked: no status byte, no reading. */
const refusal = (
  code: 'disconnected' | 'rejected' | 'busy' | 'cancelled',
  why: string,
  advice: 'lay-again' | 'reader-out-of-order',
): CardRead => ({
  ok: false,
  error: readError(code, why, advice),
});

/**
 * A resident ID card reader with a SAM module. Keeps its port open, asks every 300 ms for a card, and never has two commands in
 * flight: a read and a poll take turns.
 *
 * Missing replies climb a ladder: three in a row reset the module, five open the port anew, with back-off.
 */
export class SamReader implements IdReader {
  readonly role = 'idReader';
  readonly #transport: ByteTransport;
  readonly #clock: Clock;
  readonly #settings: SamSettings;
  readonly #line: SamLine;
  readonly #keepOpen: KeepOpen;
  readonly #lane = new Lane();
  readonly #statusListeners = new Listeners<[DeviceStatus]>();
  readonly #presenceListeners = new Listeners<[CardPresence]>();
  /** The opening whose polls go on; undefined while the port is not open. */
  #opening: object | undefined;
  #everTried = false;
  #down: string | undefined;
  #cancelPoll: () => void = () => undefined;
  #pad: Pad = unknownPad;
  #reading = false;
  #resetTried = false;
  #samNumber: string | undefined;
  #numberAsksLeft = 0;
  /** What this reader was found not to know is not asked again. */
  #newestAddressUnknown = false;
  #managementNumberUnknown = false;
  #told: DeviceStatus;

  constructor(transport: ByteTransport, clock: Clock, options: SamOptions = {}) {
    this.#transport = transport;
    this.#clock = clock;
    this.#settings = withUsual(options);
    this.#line = new SamLine(transport, clock, this.#settings, {
      onAnswer: () => {
        this.#keepOpen.working();
        this.#resetTried = false;
        this.#down = undefined;
      },
      onChange: () => this.#tell(),
    });
    this.#keepOpen = new KeepOpen({
      transport,
      clock,
      backOff: this.#settings.backOff,
      onOpen: () => this.#begin(),
      onDown: (detail) => this.#end(detail),
    });
    this.#told = this.status();
  }

  status(): DeviceStatus {
    const detail = [`sam at ${this.#transport.address}`, ...(this.#down === undefined ? [] : [this.#down])];
    return { link: this.#link(), conditions: this.#line.conditions(), detail: detail.join('; ') };
  }

  #link(): DeviceStatus['link'] {
    if (this.#keepOpen.phase === 'stopped') return 'absent';
    if (!this.#everTried) return 'connecting';
    const link = this.#line.link(this.#opening !== undefined);
    return link === 'ready' && this.#reading ? 'busy' : link;
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#statusListeners.add(listener);
  }

  presence(): CardPresence {
    return this.#pad.presence;
  }

  onPresence(listener: (presence: CardPresence) => void): Unsubscribe {
    return this.#presenceListeners.add(listener);
  }

  samNumber(): string | undefined {
    return this.#samNumber;
  }

  async start(): Promise<void> {
    const started = this.#keepOpen.start();
    this.#tell();
    await started;
  }

  async stop(): Promise<void> {
    this.#opening = undefined;
    this.#cancelPoll();
    await this.#keepOpen.stop();
    await this.#lane.idle();
    this.#everTried = false;
    this.#line.lost();
    this.#down = undefined;
    this.#setPad(unknownPad);
    this.#tell();
  }

  async read(signal: AbortSignal): Promise<CardRead> {
    if (signal.aborted) return refusal('cancelled', 'cancelled before it began', 'lay-again');
    if (this.#reading) return refusal('busy', 'a card is being read', 'lay-again');
    const until = this.#clock.now() + this.#settings.timings.wholeRead;
    this.#reading = true;
    this.#tell();
    try {
      return await this.#lane.run(() => this.#readNow(until, signal));
    } finally {
      this.#reading = false;
      this.#tell();
    }
  }

  async #readNow(until: number, signal: AbortSignal): Promise<CardRead> {
    const fault = this.#line.moduleFault;
    if (fault !== undefined) return { ok: false, error: errorOfStatus(fault) };
    if (this.#opening === undefined)
      return refusal('disconnected', `${this.#transport.address}: is not open`, 'reader-out-of-order');
    const opening = this.#opening;
    const { readCommand, newestAddress, attempts, timings } = this.#settings;
    const ask = (command: SamCommand): Promise<Outcome<SamReply>> => {
      const left = until - this.#clock.now();
      if (left <= 0) return Promise.resolve(failed('timeout', `the read took over ${timings.wholeRead} ms`));
      return this.#line.ask(command, Math.min(timings[command], left), signal);
    };
    const plan = { readCommand, attempts, newestAddress: newestAddress && !this.#newestAddressUnknown };
    const { read, fate, newestAddressUnknown } = await readCard(ask, plan);
    if (newestAddressUnknown) this.#newestAddressUnknown = true;
    if (this.#opening === opening) this.#setPad(afterRead(this.#pad, fate));
    return read;
  }

  async #begin(): Promise<void> {
    const opening = {};
    this.#opening = opening;
    this.#resetTried = false;
    // It may be another reader than before.
    this.#samNumber = undefined;
    this.#numberAsksLeft = 5;
    this.#down = undefined;
    this.#line.opened();
    await this.#lane.run(() => this.#selfTest());
    this.#everTried = true;
    if (this.#opening !== opening) return;
    if (this.#line.answered) return this.#turn(opening);
    this.#down = this.#line.babbles ? makesNoSense : 'no reply to the self-test';
    this.#tell();
    this.#turnLater(opening);
  }

  #end(detail: string): void {
    this.#opening = undefined;
    this.#everTried = true;
    this.#down = detail;
    if (detail !== makesNoSense) this.#line.lost();
    this.#cancelPoll();
    this.#setPad(unknownPad);
    this.#tell();
  }

  async #selfTest(): Promise<void> {
    const outcome = await this.#line.ask('status');
    if (outcome.ok && this.#line.moduleFault === undefined) await this.#askNumber();
  }

  /** The number goes into the record of each read: one lost reply must not leave it out. */
  async #askNumber(): Promise<void> {
    if (this.#samNumber !== undefined || this.#numberAsksLeft === 0) return;
    this.#numberAsksLeft -= 1;
    const number = await this.#line.ask('samNumber');
    if (!number.ok) return;
    if (number.value.sw3 === 0x90) this.#samNumber = parseSamNumber(number.value.data);
    else this.#numberAsksLeft = 0;
  }

  /** One poll and what follows from it, then the next in its time. */
  async #turn(opening: object): Promise<void> {
    await this.#lane.run(async () => {
      if (this.#opening !== opening) return;
      if (this.#line.moduleFault !== undefined || !this.#line.answered) await this.#selfTest();
      else {
        await this.#poll();
        await this.#askNumber();
      }
      if (this.#opening === opening) await this.#climb();
    });
    if (this.#opening === opening) this.#turnLater(opening);
  }

  #turnLater(opening: object): void {
    const { faultedEvery, pollEvery } = this.#settings.timings;
    const delay = this.#line.moduleFault === undefined ? pollEvery : faultedEvery;
    this.#cancelPoll = this.#clock.after(delay, () => void this.#turn(opening));
  }

  async #poll(): Promise<void> {
    const found = await this.#line.ask('findCard');
    if (!found.ok) return;
    const { sw3 } = found.value;
    if (sw3 !== 0x9f && sw3 !== 0x80) return;
    this.#setPad(afterFind(this.#pad, sw3 === 0x9f));
    if (this.#pad.presence !== 'read' || !this.#settings.presencePoll || this.#managementNumberUnknown)
      return;
    const lying = await this.#line.ask('readManagementNumber');
    if (!lying.ok || lying.value.sw3 === 0x90) return;
    if (statusWord(lying.value.sw3).meaning === 'programming') this.#managementNumberUnknown = true;
    else this.#setPad(afterLifted(this.#pad));
  }

  async #climb(): Promise<void> {
    const { resetAfter, reopenAfter } = this.#settings;
    if (this.#line.missing >= resetAfter && !this.#resetTried) {
      this.#resetTried = true;
      // A module that was reset has forgotten which card it read.
      this.#setPad(unknownPad);
      await this.#line.ask('reset');
    }
    const { missing } = this.#line;
    if (missing < reopenAfter) return;
    await this.#keepOpen.reopen(this.#line.babbles ? makesNoSense : `no reply to ${missing} commands`);
  }

  #setPad(pad: Pad): void {
    const changed = pad.presence !== this.#pad.presence;
    this.#pad = pad;
    if (changed) this.#presenceListeners.tell(pad.presence);
  }

  #tell(): void {
    const status = this.status();
    if (sameStatus(status, this.#told)) return;
    this.#told = status;
    this.#statusListeners.tell(status);
  }
}
