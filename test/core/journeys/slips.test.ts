import { expect, test } from 'vitest';
import type { DeviceErrorCode } from '../../../devices/device.ts';
import { atReceiptWaiting, atTicketSlip } from '../support/flows.ts';
import type { Visitor } from '../support/visitor.ts';

const slips = (visitor: Visitor): number => visitor.all('print-slip').length;

test.each<DeviceErrorCode>(['rejected', 'disconnected', 'busy'])(
  'a slip of which nothing came out (%s) is told with its number, staff is called once, and `print` prints it',
  (code) => {
    const visitor = atTicketSlip();
    visitor.slipFails(code);
    expect(visitor.sees('trouble')).toMatchObject({ saved: 'ticket', number: 'A007', canPrint: true });
    expect(visitor.all('save-call')).toHaveLength(1);
    visitor.act('print');
    visitor.slipPrinted();
    expect(visitor.sees('finish').matter).toMatchObject({ number: 'A007', slip: 'printed' });
    expect(slips(visitor)).toBe(2);
  },
);

test('while the printer is out of paper its slip can not be asked for; when it is refilled it can', () => {
  const visitor = atTicketSlip();
  visitor.device('ticketPrinter', 'ready', 'paper-out');
  visitor.slipFails('rejected');
  expect(visitor.sees('trouble')).toMatchObject({ reason: { code: 'ticket-paper-out' }, canPrint: false });
  expect(visitor.all('save-call')).toMatchObject([{ reason: 'paper' }]);
  visitor.act('print');
  expect(slips(visitor)).toBe(1);
  visitor.device('ticketPrinter');
  expect(visitor.sees('trouble').canPrint).toBe(true);
  visitor.act('print');
  expect(slips(visitor)).toBe(2);
});

test.each<DeviceErrorCode>(['outcome-unknown', 'timeout', 'malformed-reply'])(
  'a slip whose answer was lost (%s) is asked about, and nothing but "it did not" prints it again',
  (code) => {
    const visitor = atTicketSlip();
    visitor.slipFails(code);
    expect(visitor.sees('printing')).toMatchObject({ state: 'asking', number: 'A007' });
    visitor.act('print', 'next', 'confirm', 'scan', 'retake', 'report', 'call-staff', 'back');
    visitor.touch('general', 'ticket', 'yes');
    visitor.device('ticketPrinter', 'absent');
    visitor.device('ticketPrinter');
    visitor.wait(5);
    expect(slips(visitor)).toBe(1);
    visitor.touch('did-not');
    expect(slips(visitor)).toBe(2);
    visitor.slipPrinted();
    visitor.sees('finish');
  },
);

test('a slip that came out although its answer was lost counts as printed', () => {
  const visitor = atTicketSlip();
  visitor.slipFails('outcome-unknown');
  visitor.touch('came-out', 'did-not');
  expect(visitor.sees('finish').matter).toMatchObject({ slip: 'printed' });
  expect(slips(visitor)).toBe(1);
});

test('"it did not" before a printer that can not work says why, and prints nothing', () => {
  const visitor = atTicketSlip();
  visitor.slipFails('outcome-unknown');
  visitor.device('ticketPrinter', 'ready', 'cover-open');
  visitor.touch('did-not');
  expect(visitor.sees('trouble')).toMatchObject({ reason: { code: 'ticket-cover-open' }, canPrint: false });
  expect(slips(visitor)).toBe(1);
});

test('while the slip is on its way nothing leads elsewhere and nothing prints it twice', () => {
  const visitor = atTicketSlip();
  visitor.act('print', 'home', 'back', 'report', 'call-staff', 'confirm', 'next');
  visitor.touch('came-out', 'did-not', 'general');
  visitor.sees('printing');
  expect(slips(visitor)).toBe(1);
});

test('an application whose receipt did not come out is saved all the same, and the trouble screen gives its number', () => {
  const { visitor, id } = atReceiptWaiting();
  visitor.received(id, 'HZ-77');
  visitor.slipFails('rejected');
  expect(visitor.sees('trouble')).toMatchObject({ saved: 'saved', number: 'HZ-77', canPrint: true });
});

test('a report from the trouble screen does not cost the slip that is still owed', () => {
  const visitor = atTicketSlip();
  visitor.slipFails('rejected');
  visitor.act('report', 'confirm');
  visitor.saved('save-report');
  expect(visitor.sees('finish').matter.kind).toBe('report');
  visitor.act('back');
  visitor.sees('trouble');
  visitor.act('print');
  expect(visitor.take('print-slip').slip).toMatchObject({ number: 'A007' });
});

test('a jammed slip is told as a jam, and staff hear of a jam', () => {
  const visitor = atTicketSlip();
  visitor.device('ticketPrinter', 'ready', 'paper-jam');
  visitor.slipFails('rejected');
  expect(visitor.sees('trouble').reason.code).toBe('ticket-jam');
  expect(visitor.all('save-call')).toMatchObject([{ reason: 'jam' }]);
});

test('a printer that cools down calls nobody, and prints the slip when it has', () => {
  const visitor = atTicketSlip();
  visitor.device('ticketPrinter', 'ready', 'overheated');
  visitor.slipFails('rejected');
  expect(visitor.sees('trouble')).toMatchObject({
    reason: { code: 'ticket-printer-cooling' },
    canPrint: false,
  });
  expect(visitor.sees('trouble').toldAt).toBeUndefined();
  expect(visitor.all('save-call')).toHaveLength(0);
  visitor.device('ticketPrinter');
  visitor.act('print');
  expect(slips(visitor)).toBe(2);
});
