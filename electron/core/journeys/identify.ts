import type { CardRead } from '../../../devices/classes/id-reader.ts';
import { canWork } from '../../../devices/device.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { IdentifyAdvice } from '../../contract/screens.ts';
import { delays } from '../session/delays.ts';
import { todayIn } from '../session/in-hall.ts';
import type { Known, Person, PlaceData } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';

export type IdentifyPlace = Extract<PlaceData, { at: 'identify' }>;
export type Continue = (turn: Turn) => void;

const emptyTyped = { name: '', idNumber: '', errors: {} } as const;

/** Shown somebody's own: card or phone, not only a number that somebody knows. */
export const isProven = (person: Person | undefined): person is Person =>
  person !== undefined && person.source !== 'typed';

/** What the central system said of this person still holds, or it can't be asked anyway. */
const isCurrent = (turn: Turn): boolean => {
  const lookUp = turn.visit?.lookUp;
  if (lookUp === undefined || lookUp.state === 'unasked') return false;
  if (!turn.world.network.online) return true;
  return lookUp.state !== 'failed' && turn.now - lookUp.at < delays.lookUpHolds;
};

/** Opens the screen that asks for one card (or licence). */
export const askFor = (
  turn: Turn,
  who: IdentifyPlace['who'],
  more: Partial<Pick<IdentifyPlace, 'allowTyped' | 'advice' | 'typed' | 'forPaper'>> = {},
): void => {
  const place = { at: 'identify', who, allowTyped: false, state: 'waiting', typed: emptyTyped } as const;
  turn.replaceOrGo({ ...place, ...more });
  readIfLaid(turn);
};

/**
 * Asks for the card (or typed data), unless this visit already has what is needed; then goes on. What was typed is
 * shown again, so that a slip of the finger can be put right.
 */
export const identifyThen = (turn: Turn, allowTyped: boolean, go: Continue): void => {
  const person = turn.visit?.person;
  if (isProven(person) && isCurrent(turn)) {
    go(turn);
    return;
  }
  const typed =
    allowTyped && person?.source === 'typed'
      ? { name: person.name, idNumber: person.idNumber, errors: {} }
      : emptyTyped;
  askFor(turn, 'self', { allowTyped, typed });
  if (person?.source === 'card') lookUp(turn, person);
};

/** The screen is shown again after somebody turned away from it: what was broken off is taken up. */
export const resumeIdentify = (turn: Turn): void => {
  const place = onIdentify(turn);
  if (place === undefined) return;
  const person = place.who === 'principal' ? principalOf(turn)?.person : turn.visit?.person;
  if (place.state === 'looking-up' && place.who !== 'business' && person?.source !== 'app' && person) {
    lookUp(turn, person);
    return;
  }
  const { advice: _, ...rest } = place;
  turn.update({ ...rest, state: 'waiting' });
  readIfLaid(turn);
};

export const onIdentify = (turn: Turn): IdentifyPlace | undefined =>
  turn.place?.at === 'identify' ? turn.place : undefined;

const principalOf = (turn: Turn) =>
  turn.visit?.matter?.kind === 'apply' ? turn.visit.matter.principal : undefined;

/** A new card lies on the pad and this screen (with its notice) is shown: only now it is read. */
export const readIfLaid = (turn: Turn): void => {
  const place = onIdentify(turn);
  const { presence, fresh, tried } = turn.world.card;
  if (place === undefined || place.state !== 'waiting' || presence !== 'present' || tried) return;
  if (place.who === 'business') return;
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
  const today = todayIn(turn.world);
  const { validFrom, validUntil } = read.value;
  if (validUntil !== 'long-term' && validUntil < today) return 'expired';
  return validFrom > today ? 'not-yet-valid' : undefined;
};

/** 代办 needs two people: whoever's card this is must not be the other one too. */
export const isOtherParty = (turn: Turn, place: IdentifyPlace, idNumber: string): boolean => {
  const self = turn.visit?.person;
  if (place.who === 'principal') return isProven(self) && self.idNumber === idNumber;
  return place.who === 'agent' && principalOf(turn)?.person.idNumber === idNumber;
};

export const refuse = (turn: Turn, advice: IdentifyAdvice): void => {
  const place = onIdentify(turn);
  if (place === undefined) return;
  turn.sound('trouble');
  turn.update({ ...place, state: 'waiting', advice });
};

export const onCard = (turn: Turn, read: CardRead, go: Continue): void => {
  const place = onIdentify(turn);
  if (place === undefined) return;
  turn.fact({ card: { ...turn.world.card, fresh: false, tried: true } });
  if (!read.ok) {
    refuse(turn, read.error.advice);
    return;
  }
  turn.change({ used: { ...(turn.visit?.used ?? { glass: false, paper: false, slip: false }), card: true } });
  const advice =
    expiryAdvice(turn, read) ??
    (isOtherParty(turn, place, read.value.idNumber) ? ('same-card' as const) : undefined);
  if (advice !== undefined) {
    refuse(turn, advice);
    return;
  }
  const { photo: _, ...card } = read.value;
  turn.sound('card-read');
  const person: Person = {
    documentType: card.kind,
    name: card.name,
    idNumber: card.idNumber,
    source: 'card',
    card,
  };
  if (place.who !== 'agent') {
    lookUp(turn, person);
    return;
  }
  // Of an agent the matter needs the identity and nothing that is stored.
  turn.change({ person, lookUp: { state: 'unasked' } });
  go(turn);
};

/** The central system is asked whether or not the last call failed; without an answer the person stays as the card says. */
export const lookUp = (turn: Turn, person: Person): void => {
  const place = onIdentify(turn);
  if (place === undefined) return;
  if (place.who === 'principal') keepPrincipal(turn, person);
  else {
    // Asked anew about the same person, the old answer stays until the new one is there.
    const same = isProven(turn.visit?.person) && turn.visit.person.idNumber === person.idNumber;
    turn.change(same ? { person } : { person, lookUp: { state: 'unasked' } });
  }
  turn.update({ ...place, state: 'looking-up' });
  turn.do({ do: 'look-up', ref: turn.await(), person });
};

const keepPrincipal = (turn: Turn, person: Person, known?: Known): void => {
  const matter = turn.visit?.matter;
  if (matter?.kind !== 'apply') return;
  turn.change({ matter: { ...matter, principal: { person, ...(known === undefined ? {} : { known }) } } });
};

type Answer = { ok: true; known: Known } | { ok: false; reason: Reason };

export const onLookedUp = (turn: Turn, outcome: Answer, go: Continue): void => {
  const place = onIdentify(turn);
  if (place === undefined) return;
  const principal = principalOf(turn)?.person;
  if (place.who !== 'principal') learn(turn, outcome);
  else if (principal !== undefined && outcome.ok)
    keepPrincipal(turn, principal, isProven(principal) ? outcome.known : nothingOf(outcome.known));
  go(turn);
};

const learn = (turn: Turn, outcome: Answer): void => {
  const typed = turn.visit?.person?.source === 'typed';
  if (outcome.ok) {
    const known = typed ? nothingOf(outcome.known) : outcome.known;
    turn.change({ lookUp: { state: 'known', known, at: turn.now } });
  } else if (outcome.reason.code === 'unknown-person')
    turn.change({ lookUp: typed ? { state: 'unasked' } : { state: 'unknown', at: turn.now } });
  else if (!keepsOldAnswer(turn))
    turn.change({ lookUp: typed ? { state: 'unasked' } : { state: 'failed', reason: outcome.reason } });
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

/** A card that was laid is lifted, or the reader has gone: the advice of before no longer holds. */
export const onPadEmpty = (turn: Turn): void => {
  const place = onIdentify(turn);
  if (place?.state === 'waiting' && place.advice === 'left-behind') {
    const { advice: _, ...rest } = place;
    turn.update(rest);
  }
};
