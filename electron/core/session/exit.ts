import { keepDraft, keepsDraft } from '../journeys/resume.ts';
import type { Belonging } from './state.ts';
import { defaultSettings, type Turn } from './turn.ts';

export type ExitReason = 'finished' | 'time-out' | 'staff' | 'restart';

const leftBehind = (turn: Turn): Belonging[] => {
  const used = turn.visit?.used;
  const things: Belonging[] = [];
  if (used?.card || turn.world.card.presence === 'present') things.push('card');
  if (used?.glass) things.push('original');
  if (used?.paper) things.push('paper');
  if (used?.slip && (things.length > 0 || keepsDraft(turn))) things.push('slip');
  return things;
};

/**
 * The one way out of a visit: finished, timed out, ended by staff. Everything of the person goes (the runner drops its
 * bytes on `wipe`), then the belongings are asked for.
 */
export const endVisit = (turn: Turn, reason: ExitReason): void => {
  const visit = turn.visit;
  if (visit === undefined) return;
  if (reason === 'time-out') keepDraft(turn);
  const things = leftBehind(turn);
  turn.cancelAwaited();
  turn.do({ do: 'wipe' }, { do: 'audit', kind: 'visit-ended', fields: { visit: visit.number, reason } });
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
      settings: {
        ...defaultSettings(turn.world),
        language: visit.settings.language,
        textSize: visit.settings.textSize,
      },
      since: turn.now,
      called: false,
    },
  };
};

/** The only line of the program that shows the attract screen. */
export const showAttract = (turn: Turn): void => {
  turn.fact({ card: { ...turn.world.card, fresh: false, tried: false } });
  turn.session = { ...turn.session, phase: { at: 'attract' } };
};
