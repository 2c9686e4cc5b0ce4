import type { Condition, Link, Outcome } from '../../device.ts';
import { outOfOrder } from './advice.ts';
import type { SamReply } from './codec.ts';
import { statusDetail, statusWord } from './status-words.ts';

/** Undisturbed replies after which a line that was garbled counts as good again (6 s of polling). */
const repliesToTrustTheLine = 20;

/**
 * What the replies, and their absence, say about the reader. Counts missing replies for the ladder reset → open anew;
 * knows nothing of timers or ports.
 */
export class SamHealth {
  /** Consecutive commands without a reply that fits. */
  missing = 0;
  /** `60` or `66`: the module takes no commands. */
  moduleFault: number | undefined;
  #silence: 'timeout' | 'malformed-reply' | undefined;
  #oddStatus: number | undefined;
  #garbled = false;
  #goodReplies = 0;
  #spoiled = false;

  /** A new opening: what was counted on the last one says nothing. */
  begin(): void {
    this.missing = 0;
    this.#silence = undefined;
    this.#oddStatus = undefined;
  }

  /** Input was thrown away during the command whose outcome follows. */
  spoiled(): void {
    this.#spoiled = true;
  }

  heard(outcome: Outcome<SamReply>): void {
    const spoiled = this.#spoiled;
    this.#spoiled = false;
    if (outcome.ok) {
      this.missing = 0;
      this.#silence = undefined;
      this.#judge(outcome.value.sw3);
      // 10: the module in turn received our command damaged.
      this.#judgeLine(spoiled || outcome.value.sw3 === 0x10);
      return;
    }
    const { code } = outcome.error;
    if (code === 'timeout' || code === 'malformed-reply') {
      this.missing += 1;
      this.#silence = code;
    }
    if (spoiled || code === 'malformed-reply') this.#judgeLine(true);
  }

  #judge(sw3: number): void {
    const { meaning } = statusWord(sw3);
    this.moduleFault = meaning === 'module-out-of-order' ? sw3 : undefined;
    this.#oddStatus = meaning === 'programming' ? sw3 : undefined;
  }

  #judgeLine(bad: boolean): void {
    this.#goodReplies = bad ? 0 : this.#goodReplies + 1;
    if (bad) this.#garbled = true;
    else if (this.#goodReplies >= repliesToTrustTheLine) this.#garbled = false;
  }

  /** The link of an open port. One missing reply is not yet an absent reader. */
  link(missingUntilAbsent: number): Link {
    if (this.#silence && this.missing >= missingUntilAbsent)
      return this.#silence === 'timeout' ? 'absent' : 'faulted';
    return this.moduleFault === undefined ? 'ready' : 'faulted';
  }

  conditions(): readonly Condition[] {
    const conditions: Condition[] = [];
    if (this.moduleFault !== undefined) conditions.push(outOfOrder(this.moduleFault));
    if (this.#garbled) conditions.push({ code: 'garbled', severity: 'warning' });
    if (this.#oddStatus !== undefined)
      conditions.push({ code: 'other', severity: 'warning', detail: statusDetail(this.#oddStatus) });
    return conditions;
  }
}
