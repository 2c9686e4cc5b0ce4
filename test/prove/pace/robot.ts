import { delays } from '../../../electron/core/session/delays.ts';
import { secrets } from '../../core/support/people.ts';
import { Visitor } from '../../core/support/visitor.ts';
import type { Draw } from '../../core/support/walk/draw.ts';
import type { Step } from './journeys.ts';

/** A person as a robot: so many times slower than average, a little different at each step, and somebody who can go away. */
export type Person = {
  readonly slowness: number;
  /** 0.6 to 1.6 times the time that a step takes: nobody is a clock. */
  readonly draw: Draw;
};

/** From the first sign of the warning to the touch that answers it: seen or heard, understood, one large button. Seconds. */
const reaction = 2;
const key = 0.6;

const vary = (draw: Draw): number => 0.6 + draw(1_001) / 1_000;
/** A start is not delayed as freely as a thought. */
const varyStart = (draw: Draw): number => 0.7 + draw(601) / 1_000;

const isWarned = ({ session }: Visitor): boolean =>
  session.phase.at === 'visit' && session.phase.visit.warnedAt !== undefined;

/** Quiet for so long; a warning that comes meanwhile is answered, and the quiet goes on. */
const quiet = (visitor: Visitor, { slowness, draw }: Person, seconds: number): void => {
  let warned = 0;
  for (let left = Math.round(seconds); left > 0; left -= 1) {
    visitor.wait(1);
    warned = isWarned(visitor) ? warned + 1 : 0;
    if (warned > 0 && warned >= Math.round(reaction * slowness * varyStart(draw))) {
      visitor.act('extend');
      warned = 0;
    }
  }
  // Whoever wants to do something while the warning stands touches it away first.
  if (isWarned(visitor)) visitor.act('extend');
};

const perform = (visitor: Visitor, person: Person, step: Step): void => {
  const { slowness, draw } = person;
  switch (step.who) {
    case 'machine':
      visitor.wait(step.seconds);
      break;
    case 'person':
      quiet(visitor, person, step.seconds * slowness * vary(draw));
      break;
    case 'typist':
      for (let typed = 0; typed < step.keys; typed += 1) {
        quiet(visitor, person, Math.max(1, key * slowness * vary(draw)));
        visitor.intend({ kind: 'activity' });
      }
      break;
  }
  step.deed(visitor);
};

const ends = (visitor: Visitor): readonly string[] =>
  visitor.all('audit').flatMap(({ kind, fields }) => (kind === 'visit-ended' ? [String(fields.reason)] : []));

const begins = (): Visitor => Visitor.atHome();

/** Goes through all steps. Throws when the visit ended before its last one, or by a time-out. */
export const finishes = (steps: readonly Step[], person: Person): Visitor => {
  const visitor = begins();
  for (const [index, step] of steps.entries()) {
    perform(visitor, person, step);
    if (ends(visitor).includes('time-out'))
      throw new Error(`thrown out at step ${index + 1} of ${steps.length}`);
    if (index < steps.length - 1 && visitor.session.phase.at !== 'visit')
      throw new Error(`the visit is over after step ${index + 1} of ${steps.length}`);
  }
  return visitor;
};

/** The longest that a kiosk can be held by somebody who has gone, once no device works for them any more. Seconds. */
export const bound = (delays.idleCap + delays.idleWarningCap + delays.belongings) / 1_000 + 1;

/** Devices and network have their own deadlines; here they end at the latest when these say so. Seconds. */
const deadline = 120;

/**
 * Goes through the first steps and away. What still runs for them ends well by its deadline; then the kiosk must be anybody's
 * within the bound. Answers in how many seconds it was.
 */
export const walksAway = (steps: readonly Step[], after: number, person: Person): number => {
  const visitor = begins();
  for (const step of steps.slice(0, after)) perform(visitor, person, step);
  let rest = after;
  for (let next = steps[rest]; next?.who === 'machine'; next = steps[rest]) {
    visitor.wait(Math.min(next.seconds * 3, deadline));
    next.deed(visitor);
    rest += 1;
  }
  for (let seconds = 0; seconds <= bound; seconds += 1) {
    if (visitor.session.phase.at === 'attract') {
      expectGone(visitor);
      return seconds;
    }
    visitor.wait(1);
  }
  throw new Error(`somebody who went away after step ${after} holds the kiosk for more than ${bound} s`);
};

/** One end, one wipe, and nothing left on. */
const expectGone = (visitor: Visitor): void => {
  const count = ends(visitor).length;
  if (count !== 1) throw new Error(`the visit ended ${count} times: ${ends(visitor).join(', ')}`);
  if (visitor.all('wipe').length !== 1) throw new Error('the visit was not wiped just once');
  const value = JSON.stringify(visitor.session);
  const left = secrets.findIndex((secret) => value.includes(secret));
  if (left >= 0) throw new Error(`secret ${left} of the person is still in the session`);
};
