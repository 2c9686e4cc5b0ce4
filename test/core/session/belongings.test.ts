import { expect, test } from 'vitest';
import { atDocuments, atMaterials, atTicketSlip } from '../support/flows.ts';
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
    sensed: true,
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
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['card'], sensed: false });
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
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['card', 'slip'], sensed: true });
  visitor.presence('absent');
  visitor.sees('attract');
});

test('a card that is found when the reader comes up is somebody’s who has gone: it is asked for and never read', () => {
  const visitor = Visitor.atAttract();
  visitor.presence('unknown');
  visitor.presence('present');
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['card'], sensed: true });
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
