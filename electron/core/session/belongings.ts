import { delays } from './delays.ts';
import { showAttract } from './exit.ts';
import { defaultSettings, type Turn } from './turn.ts';

/** A card that has not been read lies on the pad: that is sensed; one that was read is not, and neither are glass and trays. */
export const cardIsSensed = (turn: Turn): boolean => turn.world.card.presence === 'present';

/**
 * A card is sensed while nobody's visit runs. One that was found there when the reader came up is somebody's who has
 * gone: the attract screen waits until it has been lifted.
 */
export const askToTakeCard = (turn: Turn): void => {
  const { phase } = turn.session;
  if (phase.at === 'belongings' && !phase.things.includes('card'))
    turn.session = {
      ...turn.session,
      phase: { ...phase, things: ['card', ...phase.things], since: turn.now },
    };
  if (phase.at !== 'attract') return;
  turn.sound('remind');
  const settings = defaultSettings(turn.world);
  turn.session = {
    ...turn.session,
    phase: { at: 'belongings', things: ['card'], settings, since: turn.now, called: false },
  };
};

/** The citizen says that everything is taken. What is sensed to lie there still keeps the screen. */
export const confirmTaken = (turn: Turn): void => {
  if (turn.session.phase.at !== 'belongings') return;
  if (cardIsSensed(turn)) {
    turn.sound('remind');
    return;
  }
  showAttract(turn);
};

export const onBelongingsTick = (turn: Turn): void => {
  const phase = turn.session.phase;
  if (phase.at !== 'belongings') return;
  const waited = turn.now - phase.since;
  if (!cardIsSensed(turn)) {
    if (waited >= delays.belongings) showAttract(turn);
    return;
  }
  if (waited >= delays.belongingsCall && !phase.called) {
    turn.sound('remind');
    turn.do({ do: 'save-call', reason: 'belongings', screen: 'take-belongings' });
    turn.session = { ...turn.session, phase: { ...phase, called: true } };
  }
};
