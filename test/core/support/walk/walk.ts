import type { Intent } from '../../../../electron/contract/intents.ts';
import type { Snapshot } from '../../../../electron/contract/snapshot.ts';
import { answer, anyFact } from './answers.ts';
import { controlsOf, intentOf } from './controls.ts';
import type { Draw } from './draw.ts';
import { happen, looksLike, type Standing } from './standing.ts';
import { anyIntent } from './touches.ts';

/**
 * A walk without a plan: at each step something happens that could, likely or not. Every number drawn decides one
 * thing, so a walk is repeated by its seed. Used short in the tests and long by `npm run prove -- graph`.
 */

/** One step: mostly a touch, often an answer, sometimes the world, now and then only time. */
export const wander = (draw: Draw, standing: Standing): Standing => {
  const kind = draw(10);
  // A citizen who is asked for a card lays it, more often than not.
  const { screen } = looksLike(standing.session);
  if (screen.name === 'identify' && screen.state === 'waiting' && screen.who === 'business' && draw(3) === 0)
    return happen(standing, { kind: 'code', text: 'code-of-a-licence' }, 500);
  const asksCard = screen.name === 'identify' || screen.name === 'agent';
  if (asksCard && screen.state === 'waiting' && draw(3) === 0) {
    const presence = standing.session.world.card.presence === 'absent' ? 'present' : 'absent';
    return happen(standing, { kind: 'presence', presence }, 500);
  }
  if (kind < 5)
    return happen(
      standing,
      { kind: 'intent', intent: anyIntent(draw, looksLike(standing.session)) },
      draw(4_000),
    );
  if (kind < 8 && standing.waiting.length > 0) {
    // The newest first, mostly: but old answers come in too, and some come never.
    const index = draw(3) > 0 ? standing.waiting.length - 1 : draw(standing.waiting.length);
    const effect = standing.waiting[index];
    const waiting = standing.waiting.filter((_, place) => place !== index);
    return effect === undefined
      ? standing
      : happen({ ...standing, waiting }, answer(draw, effect), draw(500));
  }
  const unsent = standing.session.phase.at === 'visit' ? standing.session.phase.visit.unsent[0] : undefined;
  if (kind === 8 && unsent !== undefined && draw(2) === 0)
    return happen(standing, { kind: 'settled', id: unsent, receiptNumber: 'HZ-2' });
  if (kind === 8 && draw(12) === 0)
    return happen(standing, { kind: 'code', text: 'code-of-a-licence' }, draw(1_000));
  if (kind === 8) return happen(standing, anyFact(draw), draw(1_000));
  return happen(standing, { kind: 'tick' }, draw(6) === 0 ? draw(70_000) : 1_000);
};

/** Where a matter ends or begins, or somebody of the hall is on the way. */
const havens: ReadonlySet<string> = new Set([
  'attract',
  'home',
  'finish',
  'call',
  'staff',
  'out-of-service',
  'take-belongings',
]);

/** Everything that is awaited ends well: a device that never answers is the adapters' promise to prevent, not a touch's. */
const settled = (standing: Standing): Standing => {
  let now = standing;
  for (let turn = 0; turn < 8 && now.waiting.length > 0; turn += 1) {
    const [effect, ...waiting] = now.waiting;
    if (effect !== undefined)
      now = happen(
        { ...now, waiting },
        answer(() => 1, effect),
      );
  }
  return happen(now, { kind: 'tick' }, 6_000);
};

/** Touches that lead out, the shortest way first. */
const outward = ['home', 'end-session', 'back', 'extend', 'came-out', 'confirm', 'call-staff'];

/** What the screen offers, and nothing else. */
const waysOut = (snapshot: Snapshot): readonly Intent[] => {
  if (snapshot.screen.name === 'staff-login') return [{ kind: 'staff-act', action: 'leave' }];
  const offered = controlsOf(snapshot).filter(({ enabled }) => enabled);
  return outward.flatMap((id) => {
    const control = offered.find((each) => each.id === id);
    return control === undefined ? [] : [intentOf(control, snapshot)];
  });
};

/** How many touches it takes from here to a screen that ends or begins a matter; undefined: more than `most`. */
export const touchesToHaven = (from: Standing, most: number): number | undefined => {
  let standing = from;
  for (let touches = 0; touches <= most; touches += 1) {
    const snapshot = looksLike(standing.session);
    if (havens.has(snapshot.screen.name)) return touches;
    const ways = waysOut(snapshot);
    const intent = ways[touches % ways.length];
    if (intent === undefined) return undefined;
    standing = settled(happen(standing, { kind: 'intent', intent }));
  }
  return undefined;
};
