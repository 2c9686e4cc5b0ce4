import type { Place, Settled } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { printSlip } from './slips.ts';

type Answer = {
  readonly id: string;
  readonly receiptNumber?: string;
  readonly promisedBy?: string;
  readonly waitingAhead?: number;
};

const withAnswer = (settled: Settled, answer: Answer): Settled => {
  const told = {
    ...(answer.receiptNumber === undefined ? {} : { receiptNumber: answer.receiptNumber }),
    ...(answer.promisedBy === undefined ? {} : { promisedBy: answer.promisedBy }),
  };
  if (settled.kind === 'application')
    return {
      ...settled,
      records: settled.records.map((record) =>
        record.recordId === answer.id ? { ...record, ...told, state: 'received' } : record,
      ),
    };
  if (!('recordId' in settled) || settled.recordId !== answer.id) return settled;
  switch (settled.kind) {
    case 'supplement':
      return { ...settled, state: 'received' };
    case 'report':
      return { ...settled, ...told, state: 'received' };
    case 'ticket':
      return withWaiting(settled, answer.waitingAhead);
  }
};

/** The likely wait was reckoned for another number of people: it goes with that number. */
const withWaiting = (ticket: Extract<Settled, { kind: 'ticket' }>, waiting: number | undefined): Settled => {
  if (waiting === undefined || waiting === ticket.waiting) return ticket;
  const { wait: _, ...rest } = ticket;
  return { ...rest, waiting };
};

/** The central system has a record of this visit: "saved" becomes "received", wherever it is shown. */
export const onReceived = (turn: Turn, answer: Answer): void => {
  const visit = turn.visit;
  if (visit === undefined) return;
  const { unsent, lookUp } = visit;
  everywhere(turn, (place) => answered(place, answer));
  turn.change({
    unsent: unsent.filter((id) => id !== answer.id),
    // The person's applications have changed: the list is asked for anew before it is shown again.
    ...(unsent.includes(answer.id) && lookUp.state === 'known' ? { lookUp: { ...lookUp, at: 0 } } : {}),
  });
  stopWaiting(turn);
};

/** It was refused for good: nobody is told that it will arrive, and nobody waits for it. */
export const onHeld = (turn: Turn, id: string): void => {
  everywhere(turn, (place) => ('settled' in place && place.settled !== undefined ? held(place, id) : place));
  stopWaiting(turn);
};

const everywhere = (turn: Turn, change: (place: Place) => Place): void => {
  const visit = turn.visit;
  if (visit !== undefined) turn.change({ place: change(visit.place), past: visit.past.map(change) });
};

/** The slip that waited for an answer is printed: one receipt for several records waits for the last of them. */
const stopWaiting = (turn: Turn): void => {
  const place = turn.place;
  if (place?.at !== 'printing' || place.state !== 'waiting') return;
  if (place.settled?.kind !== 'application') return;
  if (place.settled.records.some(({ state }) => state === 'saved')) return;
  turn.change({ awaited: [] });
  printSlip(turn, place.settled);
};

const held = (place: Extract<Place, { settled?: Settled }>, id: string): Place => {
  const { settled } = place;
  if (settled?.kind === 'application') {
    const records = settled.records.map((record) =>
      record.recordId === id ? { ...record, state: 'held' as const } : record,
    );
    return { ...place, settled: { ...settled, records } };
  }
  if (settled?.kind !== 'supplement' && settled?.kind !== 'report') return place;
  return settled.recordId === id ? { ...place, settled: { ...settled, state: 'held' } } : place;
};

/** Something of it was refused, and staff have it. */
export const isHeld = (settled: Settled): boolean =>
  settled.kind === 'application'
    ? settled.records.some(({ state }) => state === 'held')
    : 'state' in settled && settled.state === 'held';

/** All of it. */
export const hasArrived = (settled: Settled): boolean =>
  settled.kind === 'application'
    ? settled.records.every(({ state }) => state === 'received')
    : 'state' in settled && settled.state === 'received';

const answered = (place: Place, answer: Answer): Place => {
  if (place.at === 'call') return place.recordId === answer.id ? { ...place, state: 'told' } : place;
  if (place.at !== 'finish' && place.at !== 'trouble' && place.at !== 'printing') return place;
  if (place.settled === undefined) return place;
  return { ...place, settled: withAnswer(place.settled, answer) };
};
