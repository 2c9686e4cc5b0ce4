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
  turn.change({
    unsent: unsent.filter((id) => id !== answer.id),
    place: answered(visit.place, answer),
    past: visit.past.map((place) => answered(place, answer)),
    // The person's applications have changed: the list is asked for anew before it is shown again.
    ...(unsent.includes(answer.id) && lookUp.state === 'known' ? { lookUp: { ...lookUp, at: 0 } } : {}),
  });
  const before = visit.place;
  const place = turn.place;
  if (before.at !== 'printing' || before.state !== 'waiting' || place?.at !== 'printing') return;
  if (place.settled?.kind === 'application' && hasArrived(place.settled)) {
    turn.change({ awaited: [] });
    printSlip(turn, place.settled);
  }
};

/** All of it: one receipt for several records waits for the last of them. */
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
