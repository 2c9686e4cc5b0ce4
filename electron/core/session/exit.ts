import { keepDraft, keepsDraft } from '../journeys/resume.ts';
import { leftBehind, type VisitMark } from './left-behind.ts';
import { releaseReserved } from './paper/reserve.ts';
import type { Belonging, Phase } from './state.ts';
import { defaultSettings, type Turn } from './turn.ts';

export type ExitReason = 'finished' | 'cancelled' | 'time-out' | 'staff' | 'restart' | 'crash';

/** Nobody is here. No other file of the program makes this value: how a kiosk begins, and where every visit ends. */
export const nobodyHere: Phase = { at: 'attract' };

/** The visit is over; the next one begins with nothing of it. */
export const showAttract = (turn: Turn): void => {
  turn.fact({ card: { ...turn.world.card, fresh: false, tried: false } });
  turn.session = { ...turn.session, phase: nobodyHere };
};

/** The belongings are asked for, in the language and size of the person who leaves. */
export const askForBelongings = (
  turn: Turn,
  things: readonly Belonging[],
  { language, textSize }: VisitMark['settings'],
): void => {
  if (things.length === 0) {
    showAttract(turn);
    return;
  }
  turn.sound('remind');
  turn.session = {
    ...turn.session,
    phase: {
      at: 'belongings',
      things,
      settings: { ...defaultSettings(turn.world), language, textSize },
      since: turn.now,
      reminders: 0,
    },
  };
};

/** What belongs to every end: the runner drops what it holds of the person, and the end is written down. */
const wipe = (turn: Turn, visit: number, reason: ExitReason): void => {
  turn.cancelAwaited();
  releaseReserved(turn);
  turn.do({ do: 'wipe' }, { do: 'audit', kind: 'visit-ended', fields: { visit, reason } });
};

/** The one way out of a visit: finished, given up, timed out, ended by staff, and (`endInterrupted`) by a crash. */
export const endVisit = (turn: Turn, reason: ExitReason): void => {
  const visit = turn.visit;
  if (visit === undefined) return;
  const draft = reason === 'time-out' && keepsDraft(turn);
  if (draft) keepDraft(turn);
  const things = leftBehind(turn.world, turn.visit?.used ?? visit.used, draft);
  wipe(turn, visit.number, reason);
  askForBelongings(turn, things, visit.settings);
};

/** After a start: the visit that was running when the program stopped ends now, as any other. */
export const endInterrupted = (turn: Turn, mark: VisitMark): void => {
  if (turn.session.phase.at !== 'attract') return;
  if (!mark.ended) wipe(turn, mark.visit, 'crash');
  askForBelongings(turn, mark.things, mark.settings);
};
