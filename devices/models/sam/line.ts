import type { Condition, Link, Outcome } from '../../device.ts';
import { Exchange } from '../../protocol/exchange.ts';
import type { ByteTransport, Clock } from '../../transports/transport.ts';
import { encodeCommand, fits, type SamCommand, type SamReply, samDecoder } from './codec.ts';
import { SamHealth } from './health.ts';
import type { SamSettings } from './settings.ts';

export type SamLineEvents = {
  /** A reply came that fits its command: it is a reader, and it works. */
  onAnswer(): void;
  /** What the line says of the reader may be another thing than before. */
  onChange(): void;
};

export const makesNoSense = 'answers make no sense (speed or parity of the line?)';

/** The reader at the end of its line: one command at a time, and what every reply and every silence says of it. */
export class SamLine {
  readonly #exchange: Exchange<SamReply>;
  readonly #settings: SamSettings;
  readonly #events: SamLineEvents;
  readonly #health = new SamHealth();
  #answered = false;
  /** Something is there and sends nothing but rubbish; known until it falls silent, answers, or the line is lost. */
  #babbles = false;

  constructor(transport: ByteTransport, clock: Clock, settings: SamSettings, events: SamLineEvents) {
    this.#settings = settings;
    this.#events = events;
    this.#exchange = new Exchange(transport, samDecoder(), clock, {
      onSpoiled: ({ bytes }) => bytes > 0 && this.#health.spoiled(),
    });
  }

  /** The port was opened anew: it may be another reader than before. */
  opened(): void {
    this.#answered = false;
    this.#health.begin();
  }

  /** The line is gone, and with it what may have babbled there. */
  lost(): void {
    this.#babbles = false;
  }

  /** Whether it has answered since the port was opened. */
  get answered(): boolean {
    return this.#answered;
  }

  get babbles(): boolean {
    return this.#babbles;
  }

  /** Consecutive commands without a reply that fits. */
  get missing(): number {
    return this.#health.missing;
  }

  /** The status byte with which the module refuses to work at all. */
  get moduleFault(): number | undefined {
    return this.#health.moduleFault;
  }

  conditions(): readonly Condition[] {
    return this.#health.conditions();
  }

  /** The link, as far as the line tells it. */
  link(isOpen: boolean): Link {
    if (!isOpen || !this.#answered) return this.#babbles ? 'faulted' : 'absent';
    return this.#health.link(this.#settings.resetAfter);
  }

  /** Within the command's own deadline, or the one given. */
  async ask(
    command: SamCommand,
    deadline: number = this.#settings.timings[command],
    signal?: AbortSignal,
  ): Promise<Outcome<SamReply>> {
    const outcome = await this.#exchange.request({
      bytes: encodeCommand(command),
      deadline,
      accepts: (reply) => fits(command, reply),
      ...(signal ? { signal } : {}),
    });
    this.#health.heard(outcome);
    if (outcome.ok || outcome.error.code === 'timeout') this.#babbles = false;
    else if (outcome.error.code === 'malformed-reply')
      this.#babbles ||= this.missing >= this.#settings.resetAfter;
    if (outcome.ok) {
      this.#answered = true;
      this.#events.onAnswer();
    }
    this.#events.onChange();
    return outcome;
  }
}
