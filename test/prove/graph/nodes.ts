import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import type { Session } from '../../../electron/core/session/session.ts';
import { type Control, controlsOf, intentOf } from '../../core/support/walk/controls.ts';
import { happen, looksLike, type Standing } from '../../core/support/walk/standing.ts';

/** What holds at every node: nothing that is shown is a dead end or a lie. */

/** What differs in value, looked at only where it is not the same thing. */
const differs = (a: object, b: object, but: readonly string[]): boolean =>
  Object.keys({ ...a, ...b }).some((key) => {
    if (but.includes(key)) return false;
    const [one, other]: unknown[] = [Reflect.get(a, key), Reflect.get(b, key)];
    return one !== other && JSON.stringify(one) !== JSON.stringify(other);
  });

/** True when somebody would notice: something other than the time and the pace has changed. */
const isNoticed = (before: Session, after: Session): boolean => {
  const [one, other] = [before.phase, after.phase];
  if (differs(before, after, ['world', 'phase']) || differs(before.world, after.world, ['now'])) return true;
  return one.at === 'visit' && other.at === 'visit'
    ? differs(one.visit, other.visit, ['pace'])
    : differs(one, other, []);
};

/** Something is being written to disk, far shorter than a touch lasts: the touch waits for it. */
const isWriting = ({ busy, screen }: Snapshot): boolean =>
  busy && (screen.name === 'materials' || (screen.name === 'report' && screen.state === 'saving'));

const name = ({ kind, id }: Control): string => `${kind} ${id}`;

/** Touches everything that the screen offers: what can be touched does something, what can't be does nothing. */
export const touchesAll = (
  standing: Standing,
  /** What is on the screen. */
  snapshot = looksLike(standing.session),
): { readonly touched: number; readonly next: readonly Touched[] } => {
  const next: Touched[] = [];
  const controls = controlsOf(snapshot);
  for (const control of controls) {
    const intent = { kind: 'intent', intent: intentOf(control, snapshot) } as const;
    const after = happen(standing, intent);
    const still = after.effects.length === 0 && !isNoticed(standing.session, after.session);
    if (control.enabled && still && control.selected === undefined && !isWriting(snapshot))
      throw new Error(`${name(control)} can be touched on ${snapshot.screen.name}, and nothing comes of it`);
    if (!control.enabled && !still)
      throw new Error(
        `${name(control)} can't be touched on ${snapshot.screen.name}, and yet something comes of it`,
      );
    if (control.enabled) next.push({ control, after });
  }
  return { touched: controls.length, next };
};

export type Touched = { readonly control: Control; readonly after: Standing };
