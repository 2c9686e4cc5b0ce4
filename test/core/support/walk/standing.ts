import { Snapshot } from '../../../../electron/contract/snapshot.ts';
import {
  type Effect,
  type Event,
  initialSession,
  type Session,
  step,
} from '../../../../electron/core/session/session.ts';
import { snapshotOf } from '../../../../electron/core/session/view/snapshot.ts';
import { kiosk, opening, openingTime } from '../hall.ts';

/** Asked for by the session, and to be answered by an event of the same `ref`. */
export type Waiting = Extract<Effect, { ref?: string }> & { readonly ref: string };

export type Standing = {
  readonly session: Session;
  readonly now: number;
  /** Asked for and not answered yet: old ones of ended visits too, which is where bugs live. */
  readonly waiting: readonly Waiting[];
  /** Handles of bytes that the runner holds: given with a result, and not dropped since. */
  readonly held: readonly string[];
  /** Slips sent to the printer, by what asked for each: the event that happened. */
  readonly slips: readonly { readonly recordId: string; readonly by: Event }[];
  /** What the last step asked for. */
  readonly effects: readonly Effect[];
};

const given = (event: Event): readonly string[] => {
  if (event.kind === 'scanned') return event.pages.map(({ handle }) => handle);
  if (event.kind !== 'joined' && event.kind !== 'document' && event.kind !== 'guide-media') return [];
  return event.outcome.ok ? [event.outcome.handle] : [];
};

const heldAfter = (held: readonly string[], effects: readonly Effect[]): readonly string[] =>
  effects.reduce((left, effect) => {
    if (effect.do === 'wipe') return [];
    return effect.do === 'drop' ? left.filter((handle) => !effect.handles.includes(handle)) : left;
  }, held);

export const beginning = (): Standing => {
  const nobody: Standing = {
    session: initialSession(kiosk, openingTime),
    now: openingTime,
    waiting: [],
    held: [],
    slips: [],
    effects: [],
  };
  return opening.reduce((standing, event) => happen(standing, event), nobody);
};

export const happen = (standing: Standing, event: Event, milliseconds = 0): Standing => {
  const now = standing.now + milliseconds;
  const [session, ...effects] = step(standing.session, event, now);
  const isWaiting = (effect: Effect): effect is Waiting => 'ref' in effect && effect.ref !== undefined;
  const waiting = [
    ...standing.waiting,
    ...effects.filter(isWaiting).filter(({ do: kind }) => kind !== 'cancel'),
  ];
  // Whoever still waits is answered some day; of the others a few stay, for answers that come late.
  const awaited = session.phase.at === 'visit' ? session.phase.visit.awaited : [];
  const late = waiting.filter(({ ref }) => !awaited.includes(ref)).slice(-8);
  const slips = effects.flatMap((effect) =>
    effect.do === 'print-slip' ? [{ recordId: effect.slip.recordId, by: event }] : [],
  );
  return {
    session,
    now,
    held: heldAfter([...standing.held, ...given(event)], effects),
    effects,
    slips: [...standing.slips, ...slips],
    waiting: waiting.filter((effect) => awaited.includes(effect.ref) || late.includes(effect)),
  };
};

export const looksLike = (session: Session): Snapshot => ({ ...snapshotOf(session), version: 0 });

/** The same, held against the contract. */
export const seen = (session: Session): Snapshot => Snapshot.parse(looksLike(session));
