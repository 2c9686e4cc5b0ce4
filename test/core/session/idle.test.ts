import { expect, test } from 'vitest';
import { atForm, atReceiptWaiting, atTicketSlip } from '../support/flows.ts';
import { Visitor } from '../support/visitor.ts';

test('after a minute of quiet the person is asked, by sight and sound, with a countdown of half a minute', () => {
  const visitor = Visitor.atHome();
  visitor.wait(59);
  visitor.sees('home');
  visitor.wait(1);
  expect(visitor.sees('idle-warning')).toMatchObject({ secondsLeft: 30, secondsTotal: 30 });
  expect(visitor.snapshot.sound?.kind).toBe('remind');
  visitor.wait(10);
  expect(visitor.sees('idle-warning').secondsLeft).toBe(20);
});

test.each(['extend', 'confirm', 'next'] as const)(
  'one touch (%s) takes the warning away and everything is as it was',
  (action) => {
    const visitor = atForm();
    visitor.type({ moved: false });
    visitor.wait(60);
    visitor.sees('idle-warning');
    visitor.act(action);
    expect(visitor.sees('form').values).toMatchObject({ moved: false });
  },
);

test('nothing but extending and ending reaches the screen under the warning', () => {
  const visitor = atForm();
  visitor.wait(60);
  visitor.act('home', 'back', 'print');
  visitor.type({ address: 'x' });
  visitor.sees('idle-warning');
  visitor.act('end-session');
  visitor.sees('take-belongings');
});

test('the warning that nobody answers ends the visit and wipes it', () => {
  const visitor = Visitor.atHome();
  visitor.wait(90);
  visitor.sees('attract');
  expect(visitor.all('wipe')).toHaveLength(1);
  expect(visitor.all('audit').at(-1)).toMatchObject({ kind: 'visit-ended', fields: { reason: 'time-out' } });
});

test('a person ten times slower than average finishes an application', () => {
  const visitor = Visitor.atHome();
  const slowly = (deed: () => void, seconds = 50): void => {
    visitor.wait(seconds);
    expect(visitor.snapshot.screen.name).not.toBe('idle-warning');
    deed();
  };
  slowly(() => visitor.touch('apply'));
  slowly(() => visitor.touch('residence'));
  slowly(() => visitor.act('next'), 150);
  slowly(() => visitor.identifies());
  slowly(() => visitor.type({ moved: false }));
  for (let key = 0; key < 20; key += 1) slowly(() => visitor.intend({ kind: 'activity' }), 2);
  slowly(() => visitor.act('next'), 120);
  slowly(() => visitor.act('next'));
  slowly(() => visitor.touch('photo'));
  slowly(() => visitor.act('scan'));
  visitor.scanned(['p1']);
  slowly(() => visitor.act('confirm'));
  visitor.joined('pdf');
  slowly(() => visitor.act('next'));
  slowly(() => visitor.act('confirm'), 150);
  visitor.received(visitor.handedIn());
  visitor.slipPrinted();
  visitor.sees('finish');
});

test('whoever extends once has their own pace from then on', () => {
  const visitor = Visitor.atHome();
  visitor.wait(80);
  visitor.act('extend');
  visitor.wait(240);
  visitor.sees('home');
});

test('nobody keeps the kiosk longer than five minutes without a sign of life', () => {
  const visitor = Visitor.atHome();
  visitor.wait(80);
  visitor.act('extend');
  visitor.wait(300);
  visitor.sees('idle-warning');
});

test('the clock stands while a device moves', () => {
  const visitor = atTicketSlip();
  visitor.wait(600);
  visitor.sees('printing');
  visitor.slipPrinted();
  visitor.wait(44);
  visitor.sees('finish');
});

test('the clock stands while the network is awaited', () => {
  const visitor = Visitor.atHome();
  visitor.touch('print');
  visitor.presence('present');
  visitor.cardReads();
  visitor.wait(300);
  expect(visitor.sees('identify').state).toBe('looking-up');
});

test('the finish is left after three quarters of a minute: the matter is settled there', () => {
  const { visitor, id } = atReceiptWaiting();
  visitor.received(id);
  visitor.slipPrinted();
  visitor.wait(45);
  visitor.sees('idle-warning');
  visitor.wait(30);
  visitor.sees('take-belongings');
});

test('a question about the slip that nobody answers does not hold the kiosk for ever', () => {
  const visitor = atTicketSlip();
  visitor.slipFails('outcome-unknown');
  visitor.wait(90);
  visitor.sees('attract');
});

test('a clock that is set back throws nobody out and holds nobody for ever', () => {
  const visitor = Visitor.atHome();
  visitor.now -= 3_600_000;
  visitor.wait(30);
  visitor.intend({ kind: 'activity' });
  visitor.sees('home');
  visitor.wait(95);
  visitor.sees('attract');
});

test.each([
  ['report', 'report'],
  ['call-staff', 'call'],
] as const)('%s from the warning says too that somebody is here: it leads to %s', (action, screen) => {
  const visitor = atForm();
  visitor.wait(60);
  visitor.act(action);
  visitor.sees(screen);
  visitor.wait(1);
  visitor.sees(screen);
});

test('while something is read aloud the clock stands, and the pace of the person stays what it was', () => {
  const visitor = Visitor.atHome();
  const before = visitor.session.phase.at === 'visit' ? visitor.session.phase.visit.pace.pause : 0;
  for (let count = 0; count < 60; count += 1) {
    visitor.wait(2);
    visitor.intend({ kind: 'listening' });
  }
  visitor.sees('home');
  expect(visitor.session.phase).toMatchObject({ visit: { pace: { pause: before } } });
  visitor.wait(60);
  visitor.sees('idle-warning');
});

test('speech that never ends holds nobody’s place: nor does it take the warning away', () => {
  const visitor = Visitor.atHome();
  for (let count = 0; count < 135; count += 1) {
    visitor.wait(2);
    visitor.intend({ kind: 'listening' });
  }
  visitor.sees('attract');
});
