import { expect, test } from 'vitest';
import { atItem, atTicketSlip, typesIdentity } from '../support/flows.ts';
import { hall } from '../support/hall.ts';
import { knownPerson } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

test('a queue is touched, a number comes out, and the finish says it with the people who wait', () => {
  const visitor = Visitor.atHome();
  visitor.tell({
    kind: 'queues',
    queues: [{ id: 'general', waiting: 12, averageServiceSeconds: 300, openWindows: 3, open: true }],
  });
  visitor.touch('ticket');
  expect(visitor.sees('ticket').queues[0]).toMatchObject({
    id: 'general',
    waiting: 12,
    wait: { fromMinutes: 15, toMinutes: 30 },
  });
  visitor.touch('general');
  visitor.ticketIssued('A007');
  expect(visitor.take('print-slip').slip).toMatchObject({
    kind: 'ticket',
    number: 'A007',
    queue: { 'zh-CN': '综合窗口' },
    windows: '1-8',
    waiting: 12,
  });
  expect(visitor.sees('printing')).toMatchObject({ what: 'ticket', state: 'printing', number: 'A007' });
});

test('when the central system counts other people ahead, the wait reckoned for the old count is not said', () => {
  const visitor = Visitor.atHome();
  visitor.tell({
    kind: 'queues',
    queues: [{ id: 'general', waiting: 12, averageServiceSeconds: 300, openWindows: 3, open: true }],
  });
  visitor.touch('ticket', 'general');
  visitor.ticketIssued('A007');
  visitor.slipPrinted();
  expect(visitor.sees('finish').matter).toMatchObject({ waiting: 12, wait: { fromMinutes: 15 } });
  visitor.tell({ kind: 'settled', id: 'record-1', waitingAhead: 12 });
  expect(visitor.sees('finish').matter).toMatchObject({ waiting: 12, wait: { fromMinutes: 15 } });
  visitor.tell({ kind: 'settled', id: 'record-1', waitingAhead: 3 });
  const { matter } = visitor.sees('finish');
  expect(matter).toMatchObject({ waiting: 3 });
  expect(matter).not.toHaveProperty('wait');
});

test('priority and on-behalf go with the ticket and do not stand in the way; a second touch takes them back', () => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'veteran', 'elderly', 'on-behalf');
  expect(visitor.sees('ticket')).toMatchObject({ priority: 'elderly', onBehalf: true });
  visitor.touch('elderly');
  expect(visitor.sees('ticket').priority).toBe('none');
  visitor.touch('disabled', 'general');
  expect(visitor.take('issue-ticket')).toMatchObject({ priority: 'disabled', onBehalf: true });
});

test('a queue that asks for the card issues only after the card was read, and names the person to the store', () => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'insurance');
  visitor.sees('identify');
  expect(visitor.all('issue-ticket')).toHaveLength(0);
  visitor.identifies();
  expect(visitor.take('issue-ticket')).toMatchObject({
    queueId: 'insurance',
    person: { source: 'card' },
    subjectToken: 'token-of-hers',
  });
});

test('a number that somebody typed takes nobody a place in a queue', () => {
  const visitor = atItem('typed');
  visitor.act('next');
  typesIdentity(visitor);
  visitor.centralKnows({ ...knownPerson, subjectToken: 'weak' });
  visitor.act('home');
  visitor.touch('ticket', 'general');
  expect(visitor.take('issue-ticket').person).toBeUndefined();
});

test('an appointment of this person and queue is named when the appointment priority is taken', () => {
  const visitor = Visitor.atHome();
  visitor.touch('progress');
  visitor.identifies();
  visitor.act('home');
  visitor.touch('ticket', 'appointment', 'general');
  expect(visitor.take('issue-ticket').appointmentId).toBe('ap-1');
});

test('a closed queue stays visible with its reason and can not be taken', () => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket');
  const line = visitor.sees('ticket').queues.find(({ id }) => id === 'sunday');
  expect(line?.unavailable?.code).toBe('closed-now');
  visitor.touch('sunday');
  visitor.sees('ticket');
  expect(visitor.all('issue-ticket')).toHaveLength(0);
});

test('offline, tickets come from the block, and a queue without numbers left says so', () => {
  const visitor = Visitor.atHome();
  visitor.network(false);
  visitor.tell({ kind: 'numbers-left', left: { general: 3, insurance: 0 } });
  visitor.touch('ticket');
  const reasons = visitor.sees('ticket').queues.map(({ unavailable }) => unavailable?.code);
  expect(reasons).toEqual([undefined, 'no-numbers-left', 'closed-now']);
  visitor.touch('general');
  visitor.ticketIssued();
  visitor.slipPrinted();
  visitor.sees('finish');
});

test('figures of the queues that are old or were told before the network went are not printed', () => {
  const visitor = Visitor.atHome();
  const queues = [{ id: 'general', waiting: 12, averageServiceSeconds: 300, openWindows: 3, open: true }];
  visitor.tell({ kind: 'queues', queues });
  visitor.network(false);
  visitor.touch('ticket', 'general');
  visitor.ticketIssued();
  expect(visitor.take('print-slip').slip).not.toHaveProperty('waiting');
});

test('a person who has a live ticket is told its number and gets no second one', () => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'general');
  visitor.tell({
    kind: 'ticket-issued',
    ref: visitor.take('issue-ticket').ref,
    outcome: { ok: false, reason: { code: 'one-ticket-only', params: { number: 'A003' } } },
  });
  const trouble = visitor.sees('trouble');
  expect(trouble).toMatchObject({ reason: { params: { number: 'A003' } }, canPrint: false });
  visitor.act('print');
  expect(visitor.all('print-slip')).toHaveLength(0);
});

test('an item of the counter leads to the ticket of its queue', () => {
  for (const id of ['counter', 'paid']) {
    const visitor = atItem(id);
    expect(visitor.sees('item').queueId).toBe('general');
    visitor.act('next');
    expect(visitor.take('issue-ticket').queueId).toBe('general');
  }
});

test('the rating goes up once, with the record that it is about', () => {
  const visitor = atTicketSlip();
  visitor.slipPrinted();
  visitor.touch('rate-9', 'rate-4', 'rate-1');
  expect(visitor.all('save-rating')).toMatchObject([{ score: 4, recordId: 'record-1' }]);
  expect(visitor.sees('finish').rating).toEqual({ given: 4 });
});

test('a queue that a new catalogue drops keeps its name on the slip of a ticket already taken', () => {
  const visitor = atTicketSlip();
  visitor.slipFails('rejected');
  visitor.tell({ kind: 'catalogue', catalogue: { ...hall, version: 'v2', queues: [] } });
  visitor.act('print');
  expect(visitor.take('print-slip').slip).toMatchObject({ queue: { 'zh-CN': '综合窗口' }, windows: '1-8' });
});

test('an appointment is found with the card, from the choice of queues, and shown at its queue; nobody has to', () => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'appointment');
  expect(visitor.sees('ticket').appointments).toBe('ask');
  visitor.act('next');
  visitor.sees('identify');
  visitor.identifies();
  const found = visitor.sees('ticket');
  expect(found).toMatchObject({ priority: 'appointment', appointments: 'found' });
  expect(found.queues[0]).toMatchObject({ id: 'general', appointmentAt: '2026-11-23T10:30:00+08:00' });
  visitor.touch('general');
  expect(visitor.take('issue-ticket')).toMatchObject({ priority: 'appointment', appointmentId: 'ap-1' });

  const hurried = Visitor.atHome();
  hurried.touch('ticket', 'appointment', 'general');
  expect(hurried.take('issue-ticket')).toMatchObject({ priority: 'appointment' });
});

test('a card laid while an appointment is spoken of is read after its notice, and leads back to the queues', () => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'appointment');
  visitor.identifies();
  expect(visitor.sees('ticket').appointments).toBe('found');
  visitor.act('back');
  visitor.sees('home');
});

test('an appointment that the central system does not know of gives no priority, and the screen says so before', () => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'appointment');
  visitor.act('next');
  visitor.presence('present');
  visitor.cardReads();
  visitor.centralKnows({ ...knownPerson, appointments: [] });
  expect(visitor.sees('ticket').appointments).toBe('none');
  visitor.touch('general');
  expect(visitor.take('issue-ticket')).toMatchObject({ priority: 'none' });
});

test('where appointments can’t be looked up the window does it: the number says so', () => {
  const visitor = Visitor.atHome();
  visitor.network(false);
  visitor.touch('ticket', 'appointment');
  expect(visitor.sees('ticket').appointments).toBe('unknown');
  visitor.touch('general');
  expect(visitor.take('issue-ticket')).toMatchObject({ priority: 'appointment' });
});

test('where the person is expected comes first among the queues', () => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'appointment');
  visitor.act('next');
  visitor.presence('present');
  visitor.cardReads();
  visitor.centralKnows({
    ...knownPerson,
    appointments: [{ id: 'ap-2', queueId: 'insurance', at: '2026-11-23T11:00:00+08:00' }],
  });
  expect(visitor.sees('ticket').queues.map(({ id }) => id)).toEqual(['insurance', 'general', 'sunday']);
});
