import { expect, test } from 'vitest';
import { atReceiptWaiting, atReview } from '../support/flows.ts';

test('the application is saved once however often confirm is touched', () => {
  const visitor = atReview();
  const { screenId } = visitor.session;
  for (let touch = 0; touch < 3; touch += 1) visitor.intend({ kind: 'act', action: 'confirm', screenId });
  visitor.act('confirm', 'next');
  visitor.handedIn();
  visitor.intend({ kind: 'act', action: 'confirm', screenId });
  visitor.act('confirm', 'next');
  expect(visitor.all('save-submission')).toHaveLength(1);
});

test('an answer within five seconds makes the receipt say "received" with number and promised date', () => {
  const { visitor, id } = atReceiptWaiting();
  visitor.wait(4);
  expect(visitor.sees('printing').state).toBe('waiting');
  expect(visitor.snapshot.busy).toBe(true);
  visitor.received(id, 'HZ-1');
  expect(visitor.take('print-slip').slip).toMatchObject({
    kind: 'receipt',
    records: [
      {
        state: 'received',
        receiptNumber: 'HZ-1',
        promisedBy: '2026-11-30',
        localCode: 'K7-20',
        promiseDays: 5,
        item: { name: { 'zh-CN': '居住登记' } },
      },
    ],
    deferred: [{ name: { 'zh-CN': '租约' }, until: '2026-11-30' }],
  });
});

test('after five seconds without an answer the receipt says "saved", and only one is printed', () => {
  const { visitor, id } = atReceiptWaiting();
  visitor.wait(5);
  expect(visitor.all('print-slip').at(-1)?.slip).toMatchObject({ records: [{ state: 'saved' }] });
  visitor.received(id, 'HZ-2');
  visitor.slipPrinted();
  expect(visitor.sees('finish').matter).toMatchObject({
    kind: 'application',
    state: 'received',
    records: [{ receiptNumber: 'HZ-2' }],
    slip: 'printed',
  });
  expect(visitor.all('print-slip')).toHaveLength(1);
});

test('offline the receipt does not wait', () => {
  const visitor = atReview();
  visitor.network(false);
  visitor.act('confirm');
  visitor.handedIn();
  expect(visitor.take('print-slip').slip).toMatchObject({ records: [{ state: 'saved' }] });
});

test('a network that goes while the receipt waits ends the waiting', () => {
  const { visitor } = atReceiptWaiting();
  visitor.network(false);
  visitor.wait(1);
  expect(visitor.take('print-slip').slip).toMatchObject({ records: [{ state: 'saved' }] });
});

test('"saved" on the finish becomes "received" when the answer comes, behind a call for help too', () => {
  const { visitor, id } = atReceiptWaiting();
  visitor.wait(5);
  visitor.slipPrinted();
  expect(visitor.sees('finish').matter).toMatchObject({ state: 'saved' });
  visitor.act('call-staff');
  visitor.saved('save-call');
  visitor.received(id, 'HZ-3');
  visitor.act('back');
  expect(visitor.sees('finish').matter).toMatchObject({
    state: 'received',
    records: [{ receiptNumber: 'HZ-3' }],
  });
});

test('of an application that the central system refuses nobody is told that it will arrive, nor made to wait', () => {
  const { visitor, id } = atReceiptWaiting();
  visitor.tell({ kind: 'held', id });
  expect(visitor.all('print-slip').at(-1)?.slip).toMatchObject({ records: [{ state: 'held' }] });
  visitor.slipPrinted();
  expect(visitor.sees('finish').matter).toMatchObject({ kind: 'application', state: 'held' });
});

test('a refusal that comes after the slip shows on the finish, and one of another record does not', () => {
  const { visitor, id } = atReceiptWaiting();
  visitor.wait(5);
  visitor.slipPrinted();
  visitor.tell({ kind: 'held', id: 'record-of-another' });
  expect(visitor.sees('finish').matter).toMatchObject({ state: 'saved' });
  visitor.tell({ kind: 'held', id });
  expect(visitor.sees('finish').matter).toMatchObject({ state: 'held' });
});

test('an answer to somebody else’s record changes nothing', () => {
  const { visitor } = atReceiptWaiting();
  visitor.received('record-of-another', 'HZ-X');
  expect(visitor.sees('printing').state).toBe('waiting');
  expect(visitor.all('print-slip')).toHaveLength(0);
});

test('a full disk is told, and nothing is said to be saved', () => {
  const visitor = atReview();
  visitor.act('confirm');
  visitor.notHandedIn();
  visitor.tell({ kind: 'out-of-service', by: 'storage' });
  expect(visitor.sees('trouble')).toMatchObject({
    reason: { code: 'storage-full' },
    saved: 'nothing-to-lose',
    canPrint: false,
  });
  visitor.act('end-session', 'confirm');
  visitor.wait(20);
  expect(visitor.sees('out-of-service').reason.code).toBe('storage-full');
});

test('the papers of an application that was handed in are dropped from memory', () => {
  const { visitor, id } = atReceiptWaiting();
  visitor.received(id);
  visitor.slipPrinted();
  visitor.sees('finish');
  expect(visitor.dropped).toEqual(expect.arrayContaining(['photo-page-1', 'photo-page-2', 'pdf-photo']));
});
