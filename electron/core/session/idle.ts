import { delays } from './delays.ts';
import { endVisit } from './exit.ts';
import { allowance, signOfLife, standStill, warningTime } from './pace.ts';
import type { Turn } from './turn.ts';

/** The personal clock: how long this person may be silent, the warning, and the end. */

export const onSignOfLife = (turn: Turn): void => {
  const visit = turn.visit;
  if (visit === undefined || visit.warnedAt !== undefined) return;
  turn.change({ pace: signOfLife(visit.pace, turn.now) });
};

/** Speech plays. It is no touch and says nothing about this person's pace; and one that never ends holds nobody's place. */
export const onListening = (turn: Turn): void => {
  const visit = turn.visit;
  if (visit === undefined || visit.warnedAt !== undefined) return;
  if (Math.abs(turn.now - visit.pace.lastTouch) > delays.speechCap) return;
  turn.change({ pace: standStill(visit.pace, turn.now) });
};

/** One touch, and everything is as it was. */
export const extend = (turn: Turn): void => {
  const visit = turn.visit;
  if (visit?.warnedAt === undefined) return;
  // The pause before the touch was this person's own: it counts towards the pace.
  turn.change({ warnedAt: undefined, pace: signOfLife(visit.pace, turn.now) });
};

export const onIdleTick = (turn: Turn): void => {
  const visit = turn.visit;
  if (visit === undefined) return;
  // Nor does the time count that staff stand in front of the screen.
  if (visit.awaited.length > 0 || turn.session.staff !== undefined) {
    turn.change({ pace: standStill(visit.pace, turn.now), warnedAt: undefined });
    return;
  }
  if (visit.warnedAt !== undefined) {
    if (turn.now - visit.warnedAt >= warningTime(visit.pace)) endVisit(turn, 'time-out');
    return;
  }
  const quiet = turn.now - visit.pace.lastSign;
  const allowed =
    visit.place.at === 'finish' ? Math.min(delays.finishIdle, allowance(visit.pace)) : allowance(visit.pace);
  if (quiet >= allowed) {
    turn.change({ warnedAt: turn.now });
    turn.sound('remind');
  }
};
