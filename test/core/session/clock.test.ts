import { expect, test } from 'vitest';
import { atForm } from '../support/flows.ts';
import { attendant } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

const DAY = 86_400_000;

/** The hall's time was put right by so much; the steady clock goes on. */
const putRight = (visitor: Visitor, timeShift: number): void => visitor.tell({ kind: 'tick', timeShift });

const tries = (visitor: Visitor, right: boolean): void => {
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  const { ref } = visitor.take('check-pin');
  visitor.tell({ kind: 'pin', ref, staffId: attendant.id, right });
};

test.each([DAY, -DAY, 30 * 365 * DAY])(
  'a clock that is put right by %d ms during a visit neither ends it nor lets it go on for ever',
  (jump) => {
    const visitor = atForm();
    putRight(visitor, jump);
    visitor.sees('form');
    visitor.wait(30);
    visitor.sees('form');
    visitor.wait(40);
    visitor.sees('idle-warning');
    putRight(visitor, -jump);
    visitor.sees('idle-warning');
    visitor.wait(60);
    expect(visitor.snapshot.screen.name).not.toBe('form');
  },
);

test.each([DAY, -DAY])(
  'a clock that is put right by %d ms leaves staff logged in no longer and locked out no longer than meant',
  (jump) => {
    const visitor = Visitor.atAttract();
    visitor.intend({ kind: 'staff-gesture' });
    for (let wrong = 0; wrong < 5; wrong += 1) tries(visitor, false);
    putRight(visitor, jump);
    visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
    expect(visitor.sees('staff-login').error).toBe('locked');
    visitor.staff('leave');
    visitor.wait(300);
    visitor.tell({ kind: 'staff-people', people: [{ ...attendant, validUntil: '2099-01-01' }] });
    visitor.intend({ kind: 'staff-gesture' });
    tries(visitor, true);
    visitor.sees('staff');
    putRight(visitor, -jump);
    visitor.wait(600);
    visitor.sees('attract');
  },
);

test('credentials hold by the hall’s day, not by what this computer’s clock shows', () => {
  const visitor = Visitor.atAttract();
  visitor.tell({ kind: 'staff-people', people: [{ ...attendant, validUntil: '2026-11-23' }] });
  visitor.intend({ kind: 'staff-gesture' });
  putRight(visitor, DAY);
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  expect(visitor.sees('staff-login').error).toBe('expired');
  putRight(visitor, 0);
  tries(visitor, true);
  visitor.sees('staff');
});

test.each([
  ['2026-11-23T12:00:00+08:00', 'staff'],
  ['2026-11-23T03:00:00Z', 'staff'],
  ['2026-11-23T09:59:00+08:00', 'staff-login'],
  ['2026-11-23T01:59:00Z', 'staff-login'],
  ['some day', 'staff-login'],
] as const)('credentials valid until %s lead at ten in the morning to %s', (validUntil, screen) => {
  const visitor = Visitor.atAttract();
  visitor.tell({ kind: 'staff-people', people: [{ ...attendant, validUntil }] });
  visitor.intend({ kind: 'staff-gesture' });
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  if (screen === 'staff') {
    const { ref } = visitor.take('check-pin');
    visitor.tell({ kind: 'pin', ref, staffId: attendant.id, right: true });
  }
  visitor.sees(screen);
});

test('staff are told by how much the clock is off and whose time counts, and the times they see are the hall’s', () => {
  const visitor = Visitor.atAttract();
  putRight(visitor, -DAY);
  visitor.tell({ kind: 'clock', off: { minutes: -1_440, corrected: true } });
  visitor.intend({ kind: 'staff-gesture' });
  tries(visitor, true);
  const screen = visitor.sees('staff');
  expect(screen.clockOff).toEqual({ minutes: -1_440, corrected: true });
  expect(visitor.snapshot.clockShift).toBe(-DAY);
  expect(screen.network.since).toMatch(/^2026-11-22T/);
  visitor.tell({ kind: 'clock' });
  expect(visitor.sees('staff').clockOff).toBeUndefined();
  expect(visitor.snapshot.clockShift).toBeUndefined();
});
