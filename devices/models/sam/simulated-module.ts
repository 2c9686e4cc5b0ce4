import { newestAddressBlock, type SimulatedCard, textBlockOf } from './simulated-card.ts';

export type ModuleReply = { readonly sw3: number; readonly data: Uint8Array };

const status = (sw3: number): ModuleReply => ({ sw3, data: new Uint8Array(0) });
const carrying = (sw3: number, ...parts: readonly (Uint8Array | readonly number[])[]): ModuleReply => ({
  sw3,
  data: Uint8Array.from(parts.flatMap((part) => [...part])),
});

const word = (value: number): readonly number[] => [value >> 8, value & 0xff];

/** 05.03-20130411-0000000001-0000000002, an invented module. */
const moduleNumber = [5, 0, 3, 0, 0x6b, 0x2a, 0x33, 1, 1, 0, 0, 0, 2, 0, 0, 0];

/**
 * What the module knows between two commands. `found`, `selected` and `read` belong to the card on the pad; a card that was read is
 * not found again until it was lifted, or the module was reset.
 */
type CardState = 'unread' | 'found' | 'selected' | 'read';

/** The module without its line: commands in, status and data out. */
export class SimulatedModule {
  /** Self-test result; while set no command is accepted. */
  fault: 0x60 | 0x66 | undefined;
  /** False for readers that answer 30 03 or 30 05 with "command error". */
  knowsNewestAddress = true;
  knowsManagementNumber = true;
  /** 16 bytes; another module has another. */
  number: readonly number[] = moduleNumber;
  #cards: readonly SimulatedCard[] = [];
  #state: CardState = 'unread';
  #answers: { readonly command: string; readonly sw3: number }[] = [];
  #pull = false;

  lay(cards: readonly SimulatedCard[]): void {
    this.#cards = cards;
    this.#state = 'unread';
  }

  lift(): void {
    this.lay([]);
  }

  powerOff(): void {
    this.#state = 'unread';
  }

  answerNext(command: string, sw3: number): void {
    this.#answers.push({ command, sw3 });
  }

  pullDuringRead(): void {
    this.#pull = true;
  }

  carryOut(command: string): ModuleReply {
    const scripted = this.#answers.find((answer) => answer.command === command);
    if (scripted) {
      this.#answers = this.#answers.filter((answer) => answer !== scripted);
      return status(scripted.sw3);
    }
    if (this.fault !== undefined) return status(this.fault);
    switch (command) {
      case '10 FF':
        this.#state = 'unread';
        return status(0x90);
      case '11 FF':
        return status(0x90);
      case '12 FF':
        return carrying(0x90, this.number);
      case '20 01':
        return this.#find();
      case '20 02':
        return this.#select();
      case '30 01':
      case '30 10':
      case '30 03':
      case '30 05':
        return this.#read(command);
      default:
        return /^(60 0[0-4]|61 FF [0-9A-F]{2})$/.test(command) ? status(0x90) : status(0x21);
    }
  }

  #find(): ModuleReply {
    if (this.#cards.length === 0 || this.#state === 'read') return status(0x80);
    this.#state = 'found';
    return carrying(0x9f, [0, 0, 0, 0]);
  }

  #select(): ModuleReply {
    const [card] = this.#cards;
    if (this.#state !== 'found' || !card || this.#cards.length !== 1) return status(0x81);
    if (card.fails?.at === 'select') return status(card.fails.sw3);
    this.#state = 'selected';
    return carrying(0x90, [0, 0, 0, 0, 0, 0, 0, 0]);
  }

  #read(command: '30 01' | '30 10' | '30 03' | '30 05'): ModuleReply {
    if (this.#pull) {
      this.#pull = false;
      this.lift();
    }
    const [card] = this.#cards;
    if (!card || (this.#state !== 'selected' && this.#state !== 'read')) return status(0x41);
    switch (command) {
      case '30 03':
        if (!this.knowsNewestAddress) return status(0x21);
        if (card.newestAddress === undefined) return status(0x91);
        return carrying(0x90, newestAddressBlock(card.newestAddress));
      case '30 05':
        return this.knowsManagementNumber ? carrying(0x90, new Uint8Array(28)) : status(0x21);
      default:
        return this.#readCard(card, command === '30 10');
    }
  }

  #readCard(card: SimulatedCard, withFingerprint: boolean): ModuleReply {
    if (this.#state !== 'selected') return status(0x41);
    if (card.fails?.at === 'read') return status(card.fails.sw3);
    this.#state = 'read';
    const text = textBlockOf(card);
    const photo = card.photo ?? new Uint8Array(1024);
    if (!withFingerprint) return carrying(0x90, word(text.length), word(photo.length), text, photo);
    const print = card.fingerprint ?? new Uint8Array(1024);
    const lengths = [word(text.length), word(photo.length), word(print.length)];
    return carrying(0x90, ...lengths, text, photo, print);
  }
}
