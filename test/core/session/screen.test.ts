import { expect, test } from 'vitest';
import { atForm, atItem, atReview } from '../support/flows.ts';
import { hall } from '../support/hall.ts';
import { Visitor } from '../support/visitor.ts';

test('a late touch that was meant for the screen before hits nothing', () => {
  const visitor = Visitor.atHome();
  const { screenId } = visitor.session;
  visitor.touch('apply');
  visitor.intend({ kind: 'act', action: 'end-session', screenId });
  visitor.intend({ kind: 'choose', id: 'residence', screenId });
  visitor.sees('catalogue');
});

test('each instance of a screen is another screen: a form’s next page takes no touch of the page before', () => {
  const visitor = atForm();
  const first = visitor.session.screenId;
  visitor.type({ moved: false });
  expect(visitor.session.screenId).toBe(first);
  visitor.act('next');
  visitor.intend({ kind: 'act', action: 'next', screenId: first });
  visitor.intend({ kind: 'set-field', field: 'phone', value: 'x', screenId: first });
  expect(visitor.sees('form')).toMatchObject({ page: { id: 'contact' }, values: { phone: '13800000001' } });
});

test('a touch on the attract screen of one moment does not begin a visit in the next', () => {
  const visitor = Visitor.atAttract();
  visitor.intend({ kind: 'wake', screenId: visitor.session.screenId - 1 });
  visitor.sees('attract');
});

test('language, size and contrast change at once and in the middle of everything, and only to what there is', () => {
  const visitor = atForm();
  visitor.type({ moved: false });
  visitor.intend({
    kind: 'settings',
    settings: { language: 'en', textSize: 150, contrast: 'yellow-on-black' },
  });
  visitor.intend({ kind: 'settings', settings: { language: 'tlh' } });
  expect(visitor.snapshot.settings).toEqual({
    language: 'en',
    textSize: 150,
    contrast: 'yellow-on-black',
    lowReach: false,
  });
  expect(visitor.sees('form').values).toMatchObject({ moved: false });
});

test('the slip speaks the language that was chosen', () => {
  const visitor = Visitor.atHome();
  visitor.intend({ kind: 'settings', settings: { language: 'en' } });
  visitor.touch('ticket', 'general');
  visitor.ticketIssued();
  expect(visitor.take('print-slip').language).toBe('en');
});

test('home leads home from every screen of an application', () => {
  for (const place of [atForm, atReview, () => atItem('residence')]) {
    const visitor = place();
    visitor.act('home');
    visitor.sees('home');
    expect(visitor.snapshot.canGoBack).toBe(false);
  }
});

test('back leads back through every screen of an application to home', () => {
  const visitor = atReview({ moved: true });
  const seen: string[] = [];
  while (visitor.snapshot.canGoBack) {
    visitor.act('back');
    seen.push(visitor.snapshot.screen.name);
  }
  expect(seen).toEqual(['materials', 'form', 'form', 'form', 'item', 'catalogue', 'home']);
});

test('the step bar counts what this person will go through', () => {
  const visitor = atForm();
  expect(visitor.snapshot.steps).toMatchObject({ current: 2, total: 5 });
  visitor.type({ moved: true });
  expect(visitor.snapshot.steps).toMatchObject({ current: 2, total: 6 });
  expect(atReview().snapshot.steps).toMatchObject({ current: 5, total: 5 });
});

test('without a catalogue the kiosk says so and can still be told that something can’t be done', () => {
  const visitor = new Visitor();
  visitor.device('ticketPrinter');
  visitor.network(true);
  visitor.wake();
  const reasons = visitor.sees('home').choices.map(({ id, unavailable }) => [id, unavailable?.code]);
  expect(reasons).toEqual([
    ['ticket', 'no-catalogue'],
    ['apply', 'no-catalogue'],
    ['nearby', 'nothing-here'],
    ['report', undefined],
  ]);
  visitor.touch('ticket', 'apply', 'nearby');
  visitor.sees('home');
});

test('notices show while they hold, and the central system’s own until its end', () => {
  const visitor = Visitor.atAttract();
  const notice = { id: 'n-1', text: { 'zh-CN': '今日停电' }, level: 'warning' as const };
  visitor.tell({
    kind: 'catalogue',
    catalogue: {
      ...hall,
      notices: [
        { ...notice, from: '2026-11-23T00:00:00+08:00', until: '2026-11-23T10:00:30+08:00' },
        { ...notice, id: 'n-2', from: '2026-11-24T00:00:00+08:00', until: '2026-11-25T00:00:00+08:00' },
      ],
    },
  });
  visitor.tell({ kind: 'notice', id: 'n-3', text: '请排队', until: '2026-11-23T10:00:20+08:00' });
  const ids = (): string[] => visitor.sees('attract').notices.map(({ id }) => id);
  expect(ids()).toEqual(['n-3', 'n-1']);
  visitor.wait(20);
  expect(ids()).toEqual(['n-1']);
  visitor.wait(10);
  expect(ids()).toEqual([]);
});

test('an effect that breaks leaves nobody waiting', () => {
  const visitor = Visitor.atHome();
  visitor.touch('print');
  visitor.presence('present');
  visitor.tell({ kind: 'effect-failed', ref: visitor.take('read-card').ref });
  expect(visitor.sees('trouble').reason.code).toBe('internal');
  expect(visitor.snapshot.busy).toBe(false);
  visitor.act('home');
  visitor.sees('home');
});
