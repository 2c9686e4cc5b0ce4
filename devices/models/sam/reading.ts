import type { CardRead, CardReadError } from '../../classes/id-reader.ts';
import type { Outcome } from '../../device.ts';
import { errorOfFailure, errorOfStatus, readError } from './advice.ts';
import { parseCard } from './card.ts';
import { fieldText } from './card-layouts.ts';
import { isSuccess, parseCardData, type SamCommand, type SamReply } from './codec.ts';
import type { CardFate } from './presence.ts';
import { statusWord } from './status-words.ts';

/** Sends one command within its deadline and what is left of the whole read. */
export type Ask = (command: SamCommand) => Promise<Outcome<SamReply>>;

export type ReadPlan = {
  readonly readCommand: 'readCard' | 'readCardWithFingerprint';
  readonly newestAddress: boolean;
  readonly attempts: number;
};

export type ReadResult = {
  readonly read: CardRead;
  readonly fate: CardFate;
  /** This reader doesn't know command 30 03: don't ask it again. */
  readonly newestAddressUnknown: boolean;
};

type Step =
  | { readonly kind: 'done'; readonly data: Uint8Array }
  | { readonly kind: 'again' | 'stop'; readonly error: CardReadError; readonly sw3?: number };

/** One command, and whether after it the read is to go on, to begin anew or to end. */
const step = async (ask: Ask, command: SamCommand): Promise<Step> => {
  const outcome = await ask(command);
  if (!outcome.ok) {
    const { code } = outcome.error;
    const over = code === 'disconnected' || code === 'cancelled';
    return { kind: over ? 'stop' : 'again', error: errorOfFailure(outcome.error) };
  }
  const { sw3, data } = outcome.value;
  if (isSuccess(command, outcome.value)) return { kind: 'done', data };
  const kind = statusWord(sw3).meaning === 'again' ? 'again' : 'stop';
  return { kind, error: errorOfStatus(sw3), sw3 };
};

type NewestAddress =
  | { readonly kind: 'told'; readonly text: string }
  /** Most cards have none; `unknown` when the reader doesn't take the command. */
  | { readonly kind: 'none' | 'unknown' }
  | { readonly kind: 'failed'; readonly error: CardReadError };

/**
 * The additional address. A reader that stays silent to this command twice, and answers another in between, does not know it; any
 * other failure fails the read, because the printed address may have been replaced.
 */
const askNewestAddress = async (ask: Ask): Promise<NewestAddress> => {
  let error = readError('timeout', 'no newest address', 'lay-again');
  let silences = 0;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const asked = await step(ask, 'readNewestAddress');
    if (asked.kind === 'done') return { kind: 'told', text: fieldText(asked.data, [[0, asked.data.length]]) };
    const { meaning } = statusWord(asked.sw3 ?? 0);
    if (asked.sw3 !== undefined && meaning === 'absent-item') return { kind: 'none' };
    if (asked.sw3 !== undefined && meaning === 'programming') return { kind: 'unknown' };
    error = asked.error;
    if (asked.kind === 'stop') break;
    if (error.code !== 'timeout') continue;
    silences += 1;
    if ((await step(ask, 'status')).kind !== 'done') break;
    if (silences === 2) return { kind: 'unknown' };
  }
  return { kind: 'failed', error };
};

const failure = (error: CardReadError, fate: CardFate): ReadResult => ({
  read: { ok: false, error },
  fate,
  newestAddressUnknown: false,
});

/** Find, select, read, and the newest address where wished; a card is delivered whole or not at all. */
export const readCard = async (ask: Ask, plan: ReadPlan): Promise<ReadResult> => {
  let error = readError('timeout', 'no attempt was made', 'lay-again');
  let fate: CardFate = 'not-read';
  let failedSelections = 0;
  for (let attempt = 1; attempt <= plan.attempts; attempt += 1) {
    const found = await step(ask, 'findCard');
    if (found.kind === 'stop') return failure(found.error, fate);
    if (found.kind === 'again') {
      error = found.error;
      continue;
    }
    // Found again: whatever the last attempt did, the module does not count this card as read.
    fate = 'not-read';
    const selected = await step(ask, 'selectCard');
    if (selected.kind === 'stop') return failure(selected.error, fate);
    if (selected.kind === 'again') {
      if (selected.sw3 === 0x81) failedSelections += 1;
      error = selected.error;
      continue;
    }
    const read = await step(ask, plan.readCommand);
    if (read.kind !== 'done') {
      if (read.sw3 === undefined) fate = 'maybe-read';
      if (read.kind === 'stop') return failure(read.error, fate);
      error = read.error;
      continue;
    }
    return deliver(ask, plan, read.data);
  }
  // No status byte says "two cards": a card that is found each time and can never be selected is the nearest sign of it.
  if (failedSelections === plan.attempts)
    return failure(readError(error.code, error.detail, 'several-cards'), fate);
  return failure(error, fate);
};

const deliver = async (ask: Ask, plan: ReadPlan, data: Uint8Array): Promise<ReadResult> => {
  const parts = parseCardData(plan.readCommand, data);
  if (!parts)
    return failure(readError('malformed-reply', 'card data of unknown lengths', 'lay-again'), 'read');
  const card = parseCard(parts.text, parts.photo);
  if (!card.ok) return failure(readError('rejected', card.why, card.advice), 'read');
  const newest: NewestAddress = plan.newestAddress ? await askNewestAddress(ask) : { kind: 'none' };
  if (newest.kind === 'failed') return failure(newest.error, 'read');
  const address = newest.kind === 'told' && newest.text !== '' ? { address: newest.text } : {};
  return {
    read: { ok: true, value: { ...card.value, ...address } },
    fate: 'read',
    newestAddressUnknown: newest.kind === 'unknown',
  };
};
