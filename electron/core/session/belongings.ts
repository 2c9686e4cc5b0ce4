import { delays } from './delays.ts';
import { askForBelongings, showAttract } from './exit.ts';
import { sensedOf, senseOf } from './sensed.ts';
import type { Belonging, Phase, World } from './state.ts';
import { defaultSettings, type Turn } from './turn.ts';

/** The end of a visit, until nothing lies where it can be sensed: text, tone and light first, then again, then staff. */

/** How urgently it is asked: at once; with light and tone again; with staff called. */
export type Urgency = 'asked' | 'urged' | 'called';

/** Reminders that are due after so many milliseconds; the third one calls staff, later ones come seldom. */
export const remindersBy = (waited: number): number =>
  waited < delays.belongingsCall
    ? Math.floor(waited / delays.belongingsRemind)
    : Math.floor(delays.belongingsCall / delays.belongingsRemind) +
      Math.floor((waited - delays.belongingsCall) / delays.belongingsAgain);

const callsAt = remindersBy(delays.belongingsCall);

export const urgencyOf = (reminders: number): Urgency =>
  reminders === 0 ? 'asked' : reminders < callsAt ? 'urged' : 'called';

/**
 * A card is sensed while nobody's visit runs. One that was found there when the reader came up is somebody's who has
 * gone: the attract screen waits until it has been lifted.
 */
export const askToTakeCard = (turn: Turn): void => {
  if (turn.session.phase.at === 'attract') askForBelongings(turn, ['card'], defaultSettings(turn.world));
};

/** A device tells something else than before: what was there and has gone is taken, what lies there newly is named. */
export const onSensed = (turn: Turn, before: World): void => {
  const { phase } = turn.session;
  if (phase.at !== 'belongings') return;
  const taken = (thing: Belonging): boolean =>
    senseOf(before, thing) === 'there' && senseOf(turn.world, thing) === 'gone';
  const kept = phase.things.filter((thing) => !taken(thing));
  const things = [...sensedOf(kept, turn.world).filter((thing) => !kept.includes(thing)), ...kept];
  if (kept.length < phase.things.length && things.every((thing) => thing === 'slip')) {
    showAttract(turn);
    return;
  }
  if (things.length === phase.things.length && kept.length === things.length) return;
  turn.session = { ...turn.session, phase: { ...phase, things, since: turn.now, reminders: 0 } };
};

/**
 * May the citizen say that everything is taken? Not while something is sensed. But feeders are known to claim sheets that
 * are not there (devices/models/escl/README.md): once it has been urged, a person is believed more than a feeder.
 */
export const mayConfirm = (phase: Extract<Phase, { at: 'belongings' }>, world: World): boolean => {
  const sensed = sensedOf(phase.things, world);
  const urged = urgencyOf(phase.reminders) !== 'asked';
  return sensed.length === 0 || (urged && sensed.every((thing) => thing === 'original'));
};

export const confirmTaken = (turn: Turn): void => {
  const { phase } = turn.session;
  if (phase.at === 'belongings' && mayConfirm(phase, turn.world)) showAttract(turn);
};

/** Staff stand before the machine and see that nothing lies there, whatever a sensor says. */
export const overruleSensors = (turn: Turn): void => {
  if (turn.session.phase.at === 'belongings') showAttract(turn);
};

/** Whoever stands there asks for help with it: the ladder's last step, now. */
export const callForBelongings = (turn: Turn): void => {
  const phase = turn.session.phase;
  if (phase.at !== 'belongings' || phase.reminders >= callsAt) return;
  turn.do({ do: 'save-call', reason: 'belongings', screen: 'take-belongings' });
  const since = turn.now - delays.belongingsCall;
  turn.session = { ...turn.session, phase: { ...phase, since, reminders: callsAt } };
};

export const onBelongingsTick = (turn: Turn): void => {
  const phase = turn.session.phase;
  if (phase.at !== 'belongings') return;
  const waited = turn.now - phase.since;
  const sensed = sensedOf(phase.things, turn.world).length > 0;
  if (!sensed && waited >= delays.belongings) {
    showAttract(turn);
    return;
  }
  const due = remindersBy(waited);
  if (due <= phase.reminders) return;
  turn.sound('remind');
  if (phase.reminders < callsAt && due >= callsAt)
    turn.do({ do: 'save-call', reason: 'belongings', screen: 'take-belongings' });
  turn.session = { ...turn.session, phase: { ...phase, reminders: due } };
};
