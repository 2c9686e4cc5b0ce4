import { expect, test } from 'vitest';
import { atForm, atItem, atReview, atTicketSlip } from '../support/flows.ts';
import { Visitor } from '../support/visitor.ts';

test('a report knows the screen, the item and the fault that it is about', () => {
  const visitor = atForm();
  visitor.act('report');
  expect(visitor.sees('report').about).toMatchObject({ screen: 'form', item: { 'zh-CN': '居住登记' } });
  visitor.type({ text: ' 打不开 ', contact: '13800000001' });
  visitor.act('confirm');
  expect(visitor.take('save-report')).toMatchObject({
    screen: 'form',
    itemId: 'residence',
    text: '打不开',
    contact: '13800000001',
  });
});

test('a report from trouble names the fault', () => {
  const visitor = atTicketSlip();
  visitor.device('ticketPrinter', 'ready', 'cover-open');
  visitor.slipFails('rejected');
  visitor.act('report', 'confirm');
  expect(visitor.take('save-report')).toMatchObject({ screen: 'trouble', fault: 'ticket-cover-open' });
});

test('a report does not cost an application that is half done', () => {
  const visitor = atReview();
  visitor.act('report', 'confirm');
  visitor.saved('save-report');
  expect(visitor.sees('finish').matter).toMatchObject({ kind: 'report', state: 'saved' });
  expect(visitor.snapshot.canGoBack).toBe(true);
  visitor.act('back');
  visitor.sees('review');
  visitor.act('confirm');
  expect(visitor.all('save-submission')).toHaveLength(1);
});

test('a report from home ends in its finish, with nothing behind it', () => {
  const visitor = Visitor.atHome();
  visitor.touch('report');
  visitor.act('confirm');
  const id = visitor.saved('save-report');
  expect(visitor.snapshot.canGoBack).toBe(false);
  visitor.received(id, 'B-1');
  expect(visitor.sees('finish').matter).toMatchObject({ state: 'received', receiptNumber: 'B-1' });
});

test('a report that could not be kept is not called saved', () => {
  const visitor = Visitor.atHome();
  visitor.touch('report');
  visitor.act('confirm');
  visitor.notSaved('save-report');
  expect(visitor.sees('trouble').reason.code).toBe('storage-full');
});

test('a call is saved, then told; asking again while it stands calls nobody twice', () => {
  const visitor = atItem('residence');
  visitor.act('call-staff');
  expect(visitor.sees('call').state).toBe('calling');
  const id = visitor.saved('save-call');
  expect(visitor.sees('call').state).toBe('saved');
  visitor.received(id);
  expect(visitor.sees('call').state).toBe('told');
  visitor.act('call-staff', 'call-staff');
  expect(visitor.all('save-call')).toMatchObject([{ reason: 'citizen', screen: 'item' }]);
  visitor.act('back');
  visitor.sees('item');
});

test('a call that could not be kept does not pretend that somebody comes', () => {
  const visitor = Visitor.atHome();
  visitor.act('call-staff');
  visitor.notSaved('save-call');
  visitor.sees('trouble');
  visitor.act('back');
  visitor.sees('home');
});

test('the answer to a call is not taken for that of a report opened meanwhile', () => {
  const visitor = Visitor.atHome();
  visitor.act('call-staff', 'report');
  visitor.saved('save-call');
  visitor.sees('report');
});

test('help reaches report and call from every kind of screen', () => {
  const places: readonly (() => Visitor)[] = [
    () => Visitor.atHome(),
    () => atItem('residence'),
    atForm,
    atReview,
    () => {
      const visitor = Visitor.atHome();
      visitor.touch('print');
      return visitor;
    },
    () => {
      const visitor = Visitor.atHome();
      visitor.touch('nearby', 'street-office');
      return visitor;
    },
  ];
  for (const place of places) {
    const visitor = place();
    const { name } = visitor.snapshot.screen;
    visitor.act('report');
    visitor.sees('report');
    visitor.act('call-staff');
    visitor.sees('call');
    visitor.act('back', 'back');
    visitor.sees(name);
  }
});

test('a person can be called from a kiosk that is out of service, once while the call stands', () => {
  const visitor = Visitor.atAttract();
  visitor.tell({ kind: 'out-of-service', by: 'staff' });
  visitor.act('call-staff', 'call-staff');
  expect(visitor.sees('out-of-service').toldAt).toBe('2026-11-23T10:00:00+08:00');
  expect(visitor.all('save-call')).toMatchObject([{ reason: 'citizen', screen: 'out-of-service' }]);
  visitor.wait(300);
  expect(visitor.sees('out-of-service').toldAt).toBeUndefined();
  visitor.act('call-staff');
  expect(visitor.all('save-call')).toHaveLength(2);
});

test('help with what was left behind is called at once, and only once', () => {
  const visitor = Visitor.atHome();
  visitor.presence('present');
  visitor.act('end-session');
  visitor.act('call-staff');
  expect(visitor.sees('take-belongings').urgency).toBe('called');
  visitor.act('call-staff');
  visitor.wait(40);
  expect(visitor.all('save-call')).toHaveLength(1);
});

test('a report knows the page of the form, and what the screen before it said to be the matter', () => {
  const visitor = atForm();
  visitor.act('report', 'confirm');
  expect(visitor.take('save-report')).toMatchObject({ screen: 'form', itemId: 'residence', step: 'where' });

  const other = Visitor.atHome();
  other.touch('print');
  other.device('idReader', 'absent');
  other.act('report', 'confirm');
  expect(other.take('save-report')).toMatchObject({ screen: 'identify', fault: 'reader-trouble' });

  const third = atItem('counter');
  third.act('report', 'confirm');
  expect(third.take('save-report')).toMatchObject({
    screen: 'item',
    itemId: 'counter',
    fault: 'counter-only',
  });
});
