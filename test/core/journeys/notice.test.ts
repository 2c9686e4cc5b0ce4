import { expect, test } from 'vitest';
import { atReceiptWaiting } from '../support/flows.ts';
import { invented } from '../support/people.ts';
import type { Visitor } from '../support/visitor.ts';

/** 受理通知书: on A4, if wished, beside the slip. */

const atFinish = (): { visitor: Visitor; id: string } => {
  const { visitor, id } = atReceiptWaiting();
  visitor.wait(5);
  visitor.slipPrinted();
  visitor.sees('finish');
  return { visitor, id };
};

const noticeOn = (visitor: Visitor): unknown => {
  const { matter } = visitor.sees('finish');
  return matter.kind === 'application' ? matter.notice : undefined;
};

const taken = { asked: 1, taken: 1, spoiled: 0, unknown: 0 };

test('a kiosk that prints A4 offers the notice; one that can’t now says why; one that has no printer says nothing', () => {
  const { visitor } = atFinish();
  expect(noticeOn(visitor)).toEqual({ printed: false });
  visitor.device('documentPrinter', 'ready', 'paper-out');
  expect(noticeOn(visitor)).toEqual({ printed: false, unavailable: { code: 'document-paper-out' } });
  visitor.act('print');
  visitor.sees('finish');
  expect(visitor.all('make-notice')).toEqual([]);
});

test('it says what was handed in, by whom, what is deferred until when, and how far it has come', () => {
  const { visitor, id } = atFinish();
  visitor.received(id, 'HZ-1');
  visitor.act('print');
  const { records, facts } = visitor.take('make-notice');
  expect(records).toMatchObject([{ state: 'received', receiptNumber: 'HZ-1', promisedBy: '2026-11-30' }]);
  expect(facts).toMatchObject({
    parties: [{ is: 'applicant', name: invented.name, maskedNumber: '110***********002X' }],
    materials: [
      { name: { 'zh-CN': '照片' }, status: 'supplied' },
      { name: { 'zh-CN': '租约' }, status: 'deferred', until: '2026-11-30' },
      { name: { 'zh-CN': '户籍' }, status: 'from-records' },
    ],
  });
});

test('as long as nothing has been received it says so, and never that it has been accepted', () => {
  const { visitor } = atFinish();
  visitor.act('print');
  expect(visitor.take('make-notice').records).toMatchObject([{ state: 'saved' }]);
});

test('its sheet is printed once, and the finish is shown again with what has come meanwhile', () => {
  const { visitor, id } = atFinish();
  visitor.act('print');
  visitor.noticeMade('notice-1', 1);
  expect(visitor.sees('printing')).toMatchObject({ what: 'notice', state: 'printing' });
  visitor.received(id, 'HZ-2');
  expect(visitor.all('print-document').at(-1)).toMatchObject({ handle: 'notice-1', only: [1] });
  expect(visitor.all('print-document').at(-1)?.documentId).toBeUndefined();
  visitor.printed({ ok: true, ledger: taken });
  expect(visitor.sees('finish').matter).toMatchObject({
    state: 'received',
    notice: { printed: true },
    slip: 'printed',
  });
  visitor.act('print');
  visitor.sees('finish');
  expect(visitor.all('make-notice')).toHaveLength(1);
  expect(visitor.all('print-slip')).toHaveLength(1);
  expect(visitor.dropped).toContain('notice-1');
});

test('a jam says that all is saved, and offers the owed sheet and nothing else', () => {
  const { visitor } = atFinish();
  visitor.act('print');
  visitor.noticeMade('notice-1', 2);
  visitor.printed({
    ok: false,
    error: { code: 'rejected', detail: 'no', conditions: [{ code: 'paper-jam', severity: 'error' }] },
    ledger: { asked: 2, taken: 1, spoiled: 1, unknown: 0 },
    owed: [2],
  });
  expect(visitor.sees('trouble')).toMatchObject({
    reason: { code: 'document-jam' },
    saved: 'saved',
    canPrint: true,
  });
  visitor.act('print');
  expect(visitor.all('print-document').at(-1)?.only).toEqual([2]);
  visitor.printed({ ok: true, ledger: taken });
  expect(visitor.sees('finish').matter).toMatchObject({ notice: { printed: true } });
  expect(visitor.all('print-slip')).toHaveLength(1);
});

test('a notice that could not be made prints nothing and loses nothing', () => {
  const { visitor } = atFinish();
  visitor.act('print');
  const { ref } = visitor.take('make-notice');
  visitor.tell({ kind: 'document', ref, outcome: { ok: false, reason: { code: 'internal' } } });
  expect(visitor.sees('trouble')).toMatchObject({ saved: 'saved', canPrint: false });
  visitor.act('print');
  expect(visitor.all('print-slip')).toHaveLength(1);
  visitor.act('home');
  visitor.sees('home');
});
