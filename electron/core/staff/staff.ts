import type { Intent } from '../../contract/intents.ts';
import { isDate } from '../catalog/dates.ts';
import { overruleSensors } from '../session/belongings.ts';
import { delays, wrongPinsBeforeLock } from '../session/delays.ts';
import { endVisit } from '../session/exit.ts';
import { hallNow, todayIn } from '../session/in-hall.ts';
import type { StaffState, World } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { forgetCounts } from './paper.ts';

type Login = Extract<Intent, { kind: 'staff-login' }>;
type StaffAct = Extract<Intent, { kind: 'staff-act' }>;

const show = (turn: Turn, staff: StaffState | undefined): void => {
  const { staff: _, ...rest } = turn.session;
  turn.session = staff === undefined ? rest : { ...rest, staff };
};

/** A date holds to its end in the hall, a time to its moment. What is neither holds no longer. */
const isOver = (validUntil: string, world: World): boolean =>
  isDate(validUntil) ? validUntil < todayIn(world) : !(Date.parse(validUntil) >= hallNow(world));

/** The four corners. The citizen's visit stays as it is underneath. */
export const openLogin = (turn: Turn): void => {
  if (turn.session.staff !== undefined) return;
  const nobody = turn.world.staffPeople.length === 0 ? ({ error: 'nobody' } as const) : {};
  show(turn, { at: 'login', checking: false, lastSign: turn.now, ...nobody });
};

export const logIn = (turn: Turn, intent: Login): void => {
  const staff = turn.session.staff;
  if (staff?.at !== 'login' || staff.checking) return;
  const login = { at: 'login', checking: false, lastSign: turn.now } as const;
  const person = turn.world.staffPeople.find((candidate) => candidate.id === intent.staffId);
  if (turn.now < turn.session.wrongPins.lockedUntil) show(turn, { ...login, error: 'locked' });
  else if (person === undefined) show(turn, { ...login, error: 'nobody' });
  else if (isOver(person.validUntil, turn.world)) show(turn, { ...login, error: 'expired' });
  else {
    const ref = `staff:${turn.nextSerial()}`;
    show(turn, { ...login, checking: true, ref });
    turn.do({ do: 'check-pin', ref, staffId: intent.staffId, pin: intent.pin });
  }
};

export const onPin = (
  turn: Turn,
  { ref, staffId, right }: { ref: string; staffId: string; right: boolean },
): void => {
  const staff = turn.session.staff;
  if (staff?.at !== 'login' || staff.ref !== ref) return;
  const person = turn.world.staffPeople.find((candidate) => candidate.id === staffId);
  if (right && person !== undefined) {
    turn.session = { ...turn.session, wrongPins: { count: 0, lockedUntil: 0 } };
    turn.do({ do: 'audit', kind: 'staff-logged-in', fields: { actor: staffId } });
    show(turn, { at: 'in', person, lastSign: turn.now });
    return;
  }
  const count = turn.session.wrongPins.count + 1;
  const locked = count >= wrongPinsBeforeLock;
  turn.session = {
    ...turn.session,
    wrongPins: locked ? { count: 0, lockedUntil: turn.now + delays.staffLock } : { count, lockedUntil: 0 },
  };
  turn.do({ do: 'audit', kind: 'staff-wrong-pin', fields: { actor: staffId, locked } });
  show(turn, { at: 'login', checking: false, error: locked ? 'locked' : 'wrong-pin', lastSign: turn.now });
};

/** The check itself failed: a fault of ours, not a wrong PIN. It can be tried again. */
export const onPinUnchecked = (turn: Turn, ref: string): void => {
  const staff = turn.session.staff;
  if (staff?.at === 'login' && staff.ref === ref)
    show(turn, { at: 'login', checking: false, lastSign: turn.now });
};

/** Credentials were withdrawn while somebody was logged in with them. */
export const sendAwayWhoIsGone = (turn: Turn): void => {
  const staff = turn.session.staff;
  if (staff?.at !== 'in' || turn.world.staffPeople.some(({ id }) => id === staff.person.id)) return;
  turn.do({ do: 'audit', kind: 'staff-logged-out', fields: { actor: staff.person.id } });
  show(turn, undefined);
};

export const staffAct = (turn: Turn, intent: StaffAct): void => {
  const staff = turn.session.staff;
  if (staff === undefined) return;
  if (intent.action === 'leave') {
    show(turn, undefined);
    return;
  }
  if (staff.at !== 'in') return;
  const by = staff.person.id;
  show(turn, { ...staff, lastSign: turn.now });
  if (intent.action !== 'end-visit') turn.do({ do: 'staff-command', command: intent.action, by });
  turn.do({ do: 'audit', kind: `staff-${intent.action}`, fields: { actor: by } });
  switch (intent.action) {
    case 'end-visit':
      if (turn.visit === undefined) overruleSensors(turn);
      else endVisit(turn, 'staff');
      break;
    case 'out-of-service':
      turn.fact({ outOfService: { by: 'staff' } });
      break;
    case 'in-service':
      turn.fact({ outOfService: undefined });
      break;
    case 'restart-app':
      endVisit(turn, 'restart');
      break;
    case 'paper-refilled':
      forgetCounts(turn);
      break;
    case 'retry-devices':
      break;
  }
};

export const onStaffTick = (turn: Turn): void => {
  const staff = turn.session.staff;
  if (staff !== undefined && turn.now - staff.lastSign >= delays.staffIdle) show(turn, undefined);
};

export const onStaffSign = (turn: Turn): void => {
  const staff = turn.session.staff;
  if (staff !== undefined) show(turn, { ...staff, lastSign: turn.now });
};
