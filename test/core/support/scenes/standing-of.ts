import type { Visitor } from '../visitor.ts';
import type { Standing, Waiting } from '../walk/standing.ts';

/** A scripted citizen's place as the beginning of a walk: what the session asked for and nobody has answered still waits. */
export const standingOf = (visitor: Visitor): Standing => {
  const { session } = visitor;
  const awaited = session.phase.at === 'visit' ? session.phase.visit.awaited : [];
  const waiting = visitor.asked.filter(
    (effect): effect is Waiting =>
      'ref' in effect && effect.ref !== undefined && awaited.includes(effect.ref),
  );
  return {
    session,
    now: visitor.now,
    waiting: waiting.filter(({ do: kind }) => kind !== 'cancel'),
    held: [],
    slips: [],
    effects: [],
  };
};
