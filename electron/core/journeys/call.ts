import type { Reason } from '../../contract/reasons.ts';
import type { PlaceData } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { rest } from './navigation.ts';

/** What is being printed goes on, and its screen stays: it says when staff were told. */
const callWhilePrinting = (turn: Turn, place: Extract<PlaceData, { at: 'printing' }>): void => {
  if (place.toldAt !== undefined) return;
  turn.do({ do: 'save-call', reason: 'citizen', screen: 'printing' });
  turn.update({ ...place, toldAt: turn.now });
};

/** 帮办: somebody of the hall is called. Asking again while a call stands changes nothing. */
export const callStaff = (turn: Turn): void => {
  const place = turn.place;
  if (place === undefined || place.at === 'call') return;
  if (place.at === 'printing') {
    callWhilePrinting(turn, place);
    return;
  }
  rest(turn);
  const matter = turn.visit?.matter;
  const itemId = matter?.kind === 'apply' ? matter.asked.items[0]?.id : undefined;
  turn.go({ at: 'call', state: 'calling', since: turn.now });
  turn.do({
    do: 'save-call',
    ref: turn.await(),
    reason: 'citizen',
    screen: place.at,
    ...(itemId === undefined ? {} : { itemId }),
  });
};

export const onCallSaved = (
  turn: Turn,
  outcome: { ok: true; id: string } | { ok: false; reason: Reason },
): void => {
  const place = turn.place;
  if (place?.at !== 'call' || place.state !== 'calling') return;
  if (outcome.ok) turn.update({ ...place, state: 'saved', recordId: outcome.id });
  else turn.replace({ at: 'trouble', reason: outcome.reason, pages: [] });
};
