import { expect, test } from 'vitest';
import type { ConditionCode } from '../../../devices/device.ts';
import { atDocuments, atMaterials, atTicketSlip } from '../support/flows.ts';
import { attendant } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

test('whoever leaves nothing sees the attract screen at once', () => {
  const visitor = Visitor.atHome();
  visitor.act('end-session');
  visitor.sees('attract');
});

test('a card that is sensed keeps the screen, whatever is touched, until it is lifted', () => {
  const visitor = Visitor.atHome();
  visitor.presence('present');
  visitor.act('end-session');
  expect(visitor.sees('take-belongings')).toEqual({
    name: 'take-belongings',
    things: ['card'],
    sensed: ['card'],
    canConfirm: false,
    urgency: 'asked',
  });
  visitor.act('confirm', 'next', 'home');
  visitor.wake();
  visitor.wait(120);
  visitor.sees('take-belongings');
  visitor.presence('absent');
  visitor.sees('attract');
});

test('somebody is called once for a card that nobody takes', () => {
  const visitor = Visitor.atHome();
  visitor.presence('present');
  visitor.act('end-session');
  visitor.wait(29);
  expect(visitor.all('save-call')).toHaveLength(0);
  visitor.wait(200);
  expect(visitor.all('save-call')).toMatchObject([{ reason: 'belongings', screen: 'take-belongings' }]);
});

test('what nothing senses is reminded of, and a touch or twenty seconds end the reminder', () => {
  const visitor = atDocuments();
  visitor.act('end-session');
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['card'], sensed: [] });
  expect(visitor.snapshot.sound?.kind).toBe('remind');
  visitor.act('confirm');
  visitor.sees('attract');

  const other = atDocuments();
  other.act('end-session');
  other.wait(19);
  other.sees('take-belongings');
  other.wait(1);
  other.sees('attract');
});

test('originals on the glass and sheets in the tray are named', () => {
  const visitor = atMaterials();
  visitor.touch('photo');
  visitor.act('scan');
  visitor.scanned(['p1']);
  visitor.act('end-session');
  expect(visitor.sees('take-belongings').things).toEqual(['card', 'original']);
});

test('the reminder speaks the language and size of the person who leaves; then all is reset', () => {
  const visitor = atDocuments();
  visitor.intend({ kind: 'settings', settings: { language: 'en', textSize: 200, contrast: 'dark' } });
  visitor.act('end-session');
  expect(visitor.snapshot.settings).toMatchObject({ language: 'en', textSize: 200 });
  visitor.act('confirm');
  expect(visitor.snapshot.settings).toEqual({
    language: 'zh-CN',
    textSize: 100,
    contrast: 'standard',
    lowReach: false,
  });
});

test('a card laid while something else is reminded of is named too', () => {
  const visitor = atTicketSlip();
  visitor.slipPrinted();
  visitor.presence('present');
  visitor.presence('absent');
  visitor.touch('home');
  visitor.act('home');
  visitor.touch('print');
  visitor.identifies();
  visitor.act('end-session');
  visitor.presence('present');
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['card', 'slip'], sensed: ['card'] });
  visitor.presence('absent');
  visitor.sees('attract');
});

test('a card that is found when the reader comes up is somebody’s who has gone: it is asked for and never read', () => {
  const visitor = Visitor.atAttract();
  visitor.presence('unknown');
  visitor.presence('present');
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['card'], sensed: ['card'] });
  visitor.wait(30);
  expect(visitor.all('save-call')).toMatchObject([{ reason: 'belongings' }]);
  visitor.presence('absent');
  visitor.sees('attract');
  expect(visitor.all('read-card')).toHaveLength(0);
});

test('a reader that goes while a card lies there does not hold the kiosk for ever', () => {
  const visitor = Visitor.atHome();
  visitor.presence('present');
  visitor.act('end-session');
  visitor.presence('unknown');
  visitor.wait(21);
  visitor.sees('attract');
});

const hasLeft = (visitor: Visitor, ...codes: readonly ConditionCode[]): void =>
  visitor.tell({
    kind: 'device',
    role: 'scanner',
    driver: 'test',
    status: { link: 'ready', conditions: codes.map((code) => ({ code, severity: 'report' })) },
  });

test('the reminder grows: text and tone, then light and tone again, then staff, and from then on seldom', () => {
  const visitor = Visitor.atHome();
  visitor.presence('present');
  visitor.act('end-session');
  const tones = (): number => visitor.session.sound?.id ?? 0;
  const first = tones();
  expect(visitor.sees('take-belongings').urgency).toBe('asked');
  visitor.wait(10);
  expect(visitor.sees('take-belongings').urgency).toBe('urged');
  expect(tones()).toBe(first + 1);
  visitor.wait(20);
  expect(visitor.sees('take-belongings').urgency).toBe('called');
  expect(visitor.all('save-call')).toMatchObject([{ reason: 'belongings' }]);
  expect(tones()).toBe(first + 3);
  visitor.wait(120);
  expect(tones()).toBe(first + 5);
  expect(visitor.all('save-call')).toHaveLength(1);
});

/** Somebody who has scanned, and whose papers the feeder still senses at the end. */
const leavesPapers = (): Visitor => {
  const visitor = atMaterials();
  visitor.touch('photo');
  visitor.act('scan');
  visitor.scanned(['p1']);
  hasLeft(visitor, 'original-left');
  visitor.act('end-session');
  return visitor;
};

test('papers that the feeder senses keep the screen until they are taken out', () => {
  const visitor = leavesPapers();
  expect(visitor.sees('take-belongings')).toMatchObject({ sensed: ['original'], canConfirm: false });
  visitor.act('confirm', 'next', 'home');
  visitor.wait(9);
  visitor.sees('take-belongings');
  hasLeft(visitor);
  visitor.act('confirm');
  visitor.sees('attract');
});

test('a feeder that goes on sensing papers is not believed more than the person who was reminded of them', () => {
  const visitor = leavesPapers();
  visitor.wait(10);
  expect(visitor.sees('take-belongings')).toMatchObject({ sensed: ['original'], canConfirm: true });
  visitor.act('confirm');
  visitor.sees('attract');
});

test('sheets that somebody laid into the feeder are no business of a visit that scanned nothing', () => {
  const visitor = Visitor.atHome();
  hasLeft(visitor, 'original-left');
  visitor.act('end-session');
  visitor.sees('attract');
});

test('what has been taken is asked for no longer, the rest still is', () => {
  const visitor = atMaterials();
  visitor.touch('photo');
  visitor.act('scan');
  visitor.scanned(['p1']);
  hasLeft(visitor, 'original-left');
  visitor.act('end-session');
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['card', 'original'] });
  hasLeft(visitor);
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['card'], sensed: [] });
  visitor.act('confirm');
  visitor.sees('attract');
});

test('a sheet that still lies in the slot is named as soon as the printer says so', () => {
  const visitor = atDocuments();
  visitor.act('end-session');
  visitor.tell({
    kind: 'device',
    role: 'documentPrinter',
    driver: 'test',
    status: { link: 'ready', conditions: [{ code: 'paper-left', severity: 'report' }] },
  });
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['paper', 'card'], sensed: ['paper'] });
});

test('a sensor that says the same for ever is overruled by staff, who see that nothing lies there', () => {
  const visitor = leavesPapers();
  visitor.intend({ kind: 'staff-gesture' });
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  visitor.tell({ kind: 'pin', ref: visitor.take('check-pin').ref, staffId: attendant.id, right: true });
  expect(visitor.sees('staff').visitRunning).toBe(true);
  visitor.staff('end-visit');
  visitor.staff('leave');
  visitor.sees('attract');
});
