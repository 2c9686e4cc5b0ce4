import { callForBelongings } from './belongings.ts';
import { delays } from './delays.ts';
import type { Turn } from './turn.ts';

/** 帮办 where no visit runs: somebody stands before a kiosk that is out of service, or before things left behind. */
export const callWithoutVisit = (turn: Turn): void => {
  if (turn.session.phase.at === 'belongings') {
    callForBelongings(turn);
    return;
  }
  const { calledAt } = turn.session;
  if (turn.world.outOfService === undefined) return;
  if (calledAt !== undefined && turn.now - calledAt < delays.callStands) return;
  turn.do({ do: 'save-call', reason: 'citizen', screen: 'out-of-service' });
  turn.session = { ...turn.session, calledAt: turn.now };
};
