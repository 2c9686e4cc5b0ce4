import { expect, test } from 'vitest';
import { atForm, atTicketSlip } from '../support/flows.ts';
import { attendant } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

const tries = (visitor: Visitor, right: boolean): void => {
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  const { ref } = visitor.take('check-pin');
  visitor.tell({ kind: 'pin', ref, staffId: attendant.id, right });
};

const withStaff = (visitor: Visitor): Visitor => {
  visitor.intend({ kind: 'staff-gesture' });
  tries(visitor, true);
  visitor.sees('staff');
  return visitor;
};

test('the right PIN opens the staff screen, and both are written down', () => {
  const visitor = withStaff(Visitor.atAttract());
  expect(visitor.sees('staff')).toMatchObject({
    who: { name: '值班员' },
    inService: true,
    visitRunning: false,
  });
  expect(visitor.all('audit').at(-1)).toMatchObject({ kind: 'staff-logged-in', fields: { actor: 's-1' } });
});

test('five wrong PINs lock the log-in for five minutes, leaving and coming back included', () => {
  const visitor = Visitor.atAttract();
  visitor.intend({ kind: 'staff-gesture' });
  for (let wrong = 1; wrong < 5; wrong += 1) {
    tries(visitor, false);
    expect(visitor.sees('staff-login').error).toBe('wrong-pin');
  }
  visitor.staff('leave');
  visitor.intend({ kind: 'staff-gesture' });
  tries(visitor, false);
  expect(visitor.sees('staff-login').error).toBe('locked');
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  expect(visitor.all('check-pin')).toHaveLength(5);
  visitor.staff('leave');
  visitor.wait(300);
  visitor.intend({ kind: 'staff-gesture' });
  tries(visitor, true);
  visitor.sees('staff');
});

test('a right PIN begins the count of wrong ones anew', () => {
  const visitor = Visitor.atAttract();
  visitor.intend({ kind: 'staff-gesture' });
  for (let wrong = 1; wrong < 5; wrong += 1) tries(visitor, false);
  tries(visitor, true);
  visitor.staff('leave');
  visitor.intend({ kind: 'staff-gesture' });
  tries(visitor, false);
  expect(visitor.sees('staff-login').error).toBe('wrong-pin');
});

test('credentials are good on their last day and refused after it, without a look at the PIN', () => {
  const visitor = Visitor.atAttract();
  visitor.tell({ kind: 'staff-people', people: [{ ...attendant, validUntil: '2026-11-22' }] });
  visitor.intend({ kind: 'staff-gesture' });
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  expect(visitor.sees('staff-login').error).toBe('expired');
  expect(visitor.all('check-pin')).toHaveLength(0);
  visitor.tell({ kind: 'staff-people', people: [{ ...attendant, validUntil: '2026-11-23' }] });
  tries(visitor, true);
  visitor.sees('staff');
});

test('without credentials nobody logs in, and the screen says so', () => {
  const visitor = Visitor.atAttract();
  visitor.tell({ kind: 'staff-people', people: [] });
  visitor.intend({ kind: 'staff-gesture' });
  expect(visitor.sees('staff-login').error).toBe('nobody');
  visitor.intend({ kind: 'staff-login', staffId: 's-1', pin: '246810' });
  expect(visitor.all('check-pin')).toHaveLength(0);
});

test('the answer to a log-in that was left does not open the next one', () => {
  const visitor = Visitor.atAttract();
  visitor.intend({ kind: 'staff-gesture' });
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  const { ref } = visitor.take('check-pin');
  visitor.staff('leave');
  visitor.intend({ kind: 'staff-gesture' });
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '000000' });
  visitor.tell({ kind: 'pin', ref, staffId: attendant.id, right: true });
  visitor.sees('staff-login');
});

test('a check that broke can be tried again and counts as no wrong PIN', () => {
  const visitor = Visitor.atAttract();
  visitor.intend({ kind: 'staff-gesture' });
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  visitor.tell({ kind: 'effect-failed', ref: visitor.take('check-pin').ref });
  expect(visitor.sees('staff-login').checking).toBe(false);
  tries(visitor, true);
  visitor.sees('staff');
});

test('credentials that are withdrawn log out whoever uses them', () => {
  const visitor = withStaff(Visitor.atAttract());
  visitor.tell({ kind: 'staff-people', people: [] });
  visitor.sees('attract');
});

test('a visit survives underneath, its clock stands, and its touches reach nothing meanwhile', () => {
  const visitor = atForm();
  visitor.type({ moved: false });
  const { screenId } = visitor.session;
  withStaff(visitor);
  expect(visitor.sees('staff').visitRunning).toBe(true);
  visitor.intend({ kind: 'act', action: 'home', screenId });
  visitor.act('home', 'end-session');
  visitor.wait(110);
  visitor.staff('leave');
  expect(visitor.sees('form').values).toMatchObject({ moved: false });
  visitor.wait(10);
  visitor.sees('form');
});

test('nothing of the person is on the staff screen', () => {
  const visitor = withStaff(atForm());
  expect(visitor.snapshot.person).toBeUndefined();
  expect(JSON.stringify(visitor.snapshot)).not.toMatch(/测试|13800000001|样例路/);
});

test('staff end a visit, and it is as gone as any other', () => {
  const visitor = withStaff(atForm());
  visitor.staff('end-visit');
  expect(visitor.sees('staff').visitRunning).toBe(false);
  expect(visitor.all('wipe')).toHaveLength(1);
  visitor.staff('leave');
  visitor.sees('take-belongings');
});

test('staff take the kiosk out of service and back, and only the attract screen is taken away', () => {
  const visitor = withStaff(Visitor.atAttract());
  visitor.staff('out-of-service');
  visitor.staff('leave');
  visitor.sees('out-of-service');
  visitor.wake();
  visitor.presence('present');
  expect(visitor.session.visits).toBe(0);
  visitor.presence('absent');
  visitor.sees('out-of-service');
  withStaff(visitor);
  visitor.staff('in-service');
  visitor.staff('leave');
  visitor.sees('attract');
  visitor.wake();
  visitor.sees('home');
});

test('what staff took out the network does not put back, nor rename', () => {
  const visitor = withStaff(Visitor.atAttract());
  visitor.staff('out-of-service');
  visitor.tell({ kind: 'out-of-service', by: 'central', message: '检修' });
  visitor.tell({ kind: 'in-service', by: 'central' });
  visitor.staff('leave');
  expect(visitor.sees('out-of-service')).toEqual({
    name: 'out-of-service',
    reason: { code: 'out-of-service' },
  });
});

test('an order to go out of service lets a running visit finish', () => {
  const visitor = atTicketSlip();
  visitor.tell({ kind: 'out-of-service', by: 'central', message: '今日检修' });
  visitor.slipPrinted();
  visitor.sees('finish');
  visitor.act('end-session');
  expect(visitor.sees('out-of-service').message).toBe('今日检修');
  visitor.tell({ kind: 'in-service', by: 'central' });
  visitor.sees('attract');
});

test('a restart by staff ends the visit first', () => {
  const visitor = withStaff(atForm());
  visitor.staff('restart-app');
  expect(visitor.all('wipe')).toHaveLength(1);
  expect(visitor.all('staff-command')).toMatchObject([{ command: 'restart-app', by: 's-1' }]);
});

test('a card that staff lay on the pad begins no visit', () => {
  const visitor = withStaff(Visitor.atAttract());
  visitor.presence('present');
  expect(visitor.session.visits).toBe(0);
});

test('a staff screen that is left alone goes back to what was there', () => {
  const visitor = withStaff(Visitor.atAttract());
  visitor.wait(119);
  visitor.sees('staff');
  visitor.wait(1);
  visitor.sees('attract');
});

test('without a log-in no deed of staff is done', () => {
  const visitor = atForm();
  visitor.staff('end-visit');
  visitor.staff('out-of-service');
  visitor.intend({ kind: 'staff-gesture' });
  visitor.staff('end-visit');
  visitor.staff('restart-app');
  expect(visitor.all('staff-command')).toEqual([]);
  expect(visitor.all('wipe')).toEqual([]);
});
