import type { CardRead } from '../../../devices/classes/id-reader.ts';
import { canWork } from '../../../devices/device.ts';
import { isValidIdNumber } from '../../../devices/models/sam/gb11643.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { IdentifyAdvice } from '../../contract/screens.ts';
import { dateIn } from '../catalog/dates.ts';
import { delays } from '../session/delays.ts';
import type { Known, Person, PlaceData } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';

type IdentifyPlace = Extract<PlaceData, { at: 'identify' }>;
export type Continue = (turn: Turn) => void;

const emptyTyped = { name: '', idNumber: '', errors: {} } as const;

/** What the central system said of this person still holds, or it can't be asked anyway. */
const isCurrent = (turn: Turn): boolean => {
  const lookUp = turn.visit?.lookUp;
  if (lookUp === undefined || lookUp.state === 'unasked') return false;
  if (!turn.world.network.online) return true;
  return lookUp.state !== 'failed' && turn.now - lookUp.at < delays.lookUpHolds;
};

/**
 * Asks for the card (or typed data), unless this visit already has what is needed; then goes on. What was typed is
 * shown again, so that a slip of the finger can be put right.
 */
export const identifyThen = (turn: Turn, allowTyped: boolean, go: Continue): void => {
  const person = turn.visit?.person;
  if (person?.source === 'card' && isCurrent(turn)) {
    go(turn);
    return;
  }
  const typed =
    allowTyped && person?.source === 'typed'
      ? { name: person.name, idNumber: person.idNumber, errors: {} }
      : emptyTyped;
  turn.go({ at: 'identify', allowTyped, state: 'waiting', typed });
  if (person?.source === 'card') lookUp(turn, person);
  else readIfLaid(turn);
};

/** The screen is shown again after somebody turned away from it: what was broken off is taken up. */
export const resumeIdentify = (turn: Turn): void => {
  const place = onIdentify(turn);
  const person = turn.visit?.person;
  if (place === undefined) return;
  if (place.state === 'looking-up' && person !== undefined) {
    lookUp(turn, person);
    return;
  }
  turn.update({ at: 'identify', allowTyped: place.allowTyped, state: 'waiting', typed: place.typed });
  readIfLaid(turn);
};

const onIdentify = (turn: Turn): IdentifyPlace | undefined =>
  turn.place?.at === 'identify' ? turn.place : undefined;

/** A new card lies on the pad and this screen (with its notice) is shown: only now it is read. */
export const readIfLaid = (turn: Turn): void => {
  const place = onIdentify(turn);
  const { presence, fresh, tried } = turn.world.card;
  if (place === undefined || place.state !== 'waiting' || presence !== 'present' || tried) return;
  if (!fresh) {
    turn.update({ ...place, advice: 'left-behind' });
    return;
  }
  const reader = turn.world.devices.idReader;
  if (reader === undefined || !canWork(reader.status)) return;
  const { advice: _, ...rest } = place;
  turn.update({ ...rest, state: 'reading' });
  turn.do({ do: 'read-card', ref: turn.await() });
};

const expiryAdvice = (turn: Turn, read: Extract<CardRead, { ok: true }>): IdentifyAdvice | undefined => {
  const today = dateIn(turn.now, turn.world.kiosk.timezone);
  const { validFrom, validUntil } = read.value;
  if (validUntil !== 'long-term' && validUntil < today) return 'expired';
  return validFrom > today ? 'not-yet-valid' : undefined;
};

const refuse = (turn: Turn, place: IdentifyPlace, advice: IdentifyAdvice): void => {
  turn.sound('trouble');
  turn.update({ ...place, state: 'waiting', advice });
};

export const onCard = (turn: Turn, read: CardRead): void => {
  const place = onIdentify(turn);
  if (place === undefined) return;
  turn.fact({ card: { ...turn.world.card, fresh: false, tried: true } });
  if (!read.ok) {
    refuse(turn, place, read.error.advice);
    return;
  }
  turn.change({ used: { ...(turn.visit?.used ?? { glass: false, paper: false, slip: false }), card: true } });
  const advice = expiryAdvice(turn, read);
  if (advice !== undefined) {
    refuse(turn, place, advice);
    return;
  }
  const { photo: _, ...card } = read.value;
  turn.sound('card-read');
  lookUp(turn, { documentType: card.kind, name: card.name, idNumber: card.idNumber, source: 'card', card });
};

/** The central system is asked whether or not the last call failed; without an answer the person stays as the card says. */
const lookUp = (turn: Turn, person: Person): void => {
  const place = onIdentify(turn);
  if (place === undefined) return;
  // Asked anew about the same person, the old answer stays until the new one is there.
  const same = turn.visit?.person?.source === 'card' && turn.visit.person.idNumber === person.idNumber;
  turn.change(same ? { person } : { person, lookUp: { state: 'unasked' } });
  turn.update({ ...place, state: 'looking-up' });
  turn.do({ do: 'look-up', ref: turn.await(), person });
};

export const onLookedUp = (
  turn: Turn,
  outcome: { ok: true; known: Known } | { ok: false; reason: Reason },
  go: Continue,
): void => {
  if (onIdentify(turn) === undefined) return;
  const typed = turn.visit?.person?.source === 'typed';
  if (outcome.ok) {
    const known = typed ? nothingOf(outcome.known) : outcome.known;
    turn.change({ lookUp: { state: 'known', known, at: turn.now } });
  } else if (outcome.reason.code === 'unknown-person')
    turn.change({ lookUp: typed ? { state: 'unasked' } : { state: 'unknown', at: turn.now } });
  else if (!keepsOldAnswer(turn))
    turn.change({ lookUp: typed ? { state: 'unasked' } : { state: 'failed', reason: outcome.reason } });
  go(turn);
};

/** Whoever types a number is given nothing that is stored under it, whatever the answer holds. */
const nothingOf = ({ subjectToken }: Known): Known => ({
  ...(subjectToken === undefined ? {} : { subjectToken }),
  profile: {},
  applications: [],
  documents: [],
  appointments: [],
  suggestions: [],
});

/** An application or a ticket goes on with what was known before; what shows stored things says that it can't. */
const keepsOldAnswer = (turn: Turn): boolean =>
  turn.visit?.lookUp.state === 'known' &&
  (turn.visit.matter?.kind === 'apply' || turn.visit.matter?.kind === 'ticket');

/** What is typed proves nothing: it is good for a submission, never to open what is stored. */
export const submitTyped = (turn: Turn): void => {
  const place = onIdentify(turn);
  if (place === undefined || !place.allowTyped || place.state !== 'waiting') return;
  const name = place.typed.name.trim();
  const idNumber = place.typed.idNumber.trim().toUpperCase();
  const errors: Record<string, string> = {};
  if (name === '') errors.name = 'required';
  else if (!/^[\p{L}\p{M}·•.,'’ -]{1,60}$/u.test(name)) errors.name = 'name';
  if (idNumber === '') errors.idNumber = 'required';
  else if (!isValidIdNumber(idNumber)) errors.idNumber = 'id-number';
  if (Object.keys(errors).length > 0) {
    turn.update({ ...place, typed: { ...place.typed, errors } });
    return;
  }
  const documentType = /^8[123]/.test(idNumber)
    ? 'hmt-residence'
    : idNumber.startsWith('9')
      ? 'foreign-pr-2023'
      : 'resident-id';
  lookUp(turn, { documentType, name, idNumber, source: 'typed' });
};

export const typeIdentity = (turn: Turn, field: string, value: string): void => {
  const place = onIdentify(turn);
  if (place === undefined || !place.allowTyped || (field !== 'name' && field !== 'idNumber')) return;
  const { [field]: _, ...errors } = place.typed.errors;
  turn.update({ ...place, typed: { ...place.typed, [field]: value, errors } });
};

/** A card that was laid is lifted, or the reader has gone: the advice of before no longer holds. */
export const onPadEmpty = (turn: Turn): void => {
  const place = onIdentify(turn);
  if (place?.state === 'waiting' && place.advice === 'left-behind') {
    const { advice: _, ...rest } = place;
    turn.update(rest);
  }
};
