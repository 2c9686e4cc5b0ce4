import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { noticePdf } from '../../../electron/core/notice/notice-pdf.ts';
import { type Notice, noticeLines } from '../../../electron/core/notice/notice-text.ts';
import type { HandedIn, NoticeFacts } from '../../../electron/core/session/state.ts';
import en from '../../../locales/en.json' with { type: 'json' };
import zhCN from '../../../locales/zh-CN.json' with { type: 'json' };

const received: HandedIn = {
  recordId: 'r-1',
  item: { id: 'residence', name: { 'zh-CN': '居住证申领', en: 'Residence permit' } },
  promiseDays: 5,
  state: 'received',
  localCode: 'K7-20',
  receiptNumber: 'HZ202611230001',
  promisedBy: '2026-11-30',
  seal: '3F9A-77C2',
};
const { receiptNumber: _number, promisedBy: _date, ...rest } = received;
const saved: HandedIn = { ...rest, state: 'saved' };

const facts: NoticeFacts = {
  handedInAt: 0,
  parties: [
    { is: 'applicant', name: '测试样例', maskedNumber: '110***********002X' },
    { is: 'agent', name: '测试小雨', maskedNumber: '330***********002X' },
  ],
  materials: [
    { name: { 'zh-CN': '照片', en: 'Photo' }, status: 'supplied' },
    { name: { 'zh-CN': '租约', en: 'Lease' }, status: 'deferred', until: '2026-12-03' },
  ],
};

const notice = (records: readonly HandedIn[], more: Partial<NoticeFacts> = {}): Notice => ({
  hall: '西湖区政务服务中心',
  kiosk: 'HZ-XH-0012',
  handedInAt: '2026-11-23 09:41',
  printedAt: '2026-11-23 09:42',
  records,
  facts: { ...facts, ...more },
});

const inChinese = (one: Notice) => noticeLines(one, 'zh-CN', zhCN.notice);
const words = (lines: ReturnType<typeof noticeLines>): string => JSON.stringify(lines);

describe('the notice', () => {
  test('is called a notice of acceptance only when everything has been accepted', () => {
    expect(inChinese(notice([received]))[0]).toEqual({ kind: 'title', text: '受理通知书' });
    for (const records of [[saved], [received, saved]]) {
      const lines = inChinese(notice(records));
      expect(lines[0]).toEqual({ kind: 'title', text: '收件凭证' });
      expect(words(lines)).toContain('尚未送达');
    }
  });

  test('quotes the receipt number and the promised date, or the kiosk’s code and the promised days', () => {
    expect(words(inChinese(notice([received])))).toMatch(/HZ202611230001.*2026-11-30 前/);
    expect(words(inChinese(notice([saved])))).toMatch(/K7-20.*收到后 5 个工作日内/);
  });

  test('names the papers that are still to come with their date', () => {
    expect(inChinese(notice([received]))).toContainEqual({
      kind: 'row',
      label: '租约',
      value: '待补交，请在 2026-12-03 前交齐',
      strong: true,
    });
  });

  test('stays Chinese for whoever reads another language, with that language beside it', () => {
    const lines = noticeLines(notice([received]), 'en', zhCN.notice, en.notice);
    expect(lines[0]).toEqual({ kind: 'title', text: '受理通知书', below: 'Notice of acceptance' });
    expect(words(lines)).toContain('Residence permit');
  });

  test('has no hole where a word should stand', () => {
    for (const records of [[received], [saved], [received, saved]])
      expect(words(noticeLines(notice(records), 'en', zhCN.notice, en.notice))).not.toContain('{{');
  });

  test('of one matter fits on one sheet, and a long one is broken between its lines', async () => {
    const one = await noticePdf(inChinese(notice([received])), '西湖区政务服务中心');
    expect(one.pages).toBe(1);
    const materials = Array.from({ length: 40 }, (_, index) => ({
      name: { 'zh-CN': `第${index + 1}份很长很长的材料名称，写到第二行去` },
      status: 'supplied' as const,
    }));
    const long = await noticePdf(inChinese(notice([received, saved], { materials })), '西湖区政务服务中心');
    expect(long.pages).toBeGreaterThan(1);
    const pdf = await PDFDocument.load(long.bytes);
    expect(pdf.getPageCount()).toBe(long.pages);
    for (const page of pdf.getPages()) expect(page.getSize()).toEqual({ width: 595.28, height: 841.89 });
  });

  test('is the same bytes whenever the same is said', async () => {
    const make = async () => Buffer.from((await noticePdf(inChinese(notice([saved])), '大厅')).bytes);
    expect((await make()).equals(await make())).toBe(true);
  });
});
