import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Slip } from '../../../devices/classes/ticket-printer.ts';
import { layOut } from '../../../devices/models/escpos/layout.ts';
import { EscposSimulator, type PrintedSlip } from '../../../devices/models/escpos/simulator.ts';
import { draftSlip } from '../../../electron/core/slips/draft-slip.ts';
import { pickupSlip } from '../../../electron/core/slips/pickup-slip.ts';
import {
  type ReceiptRecord,
  type ReceiptSlip,
  receiptSlip,
} from '../../../electron/core/slips/receipt-slip.ts';
import { type TicketSlip, ticketSlip } from '../../../electron/core/slips/ticket-slip.ts';
import { slipWords, type Words } from '../../../electron/core/slips/words.ts';
import englishWords from '../../../locales/en.json' with { type: 'json' };
import chineseWords from '../../../locales/zh-CN.json' with { type: 'json' };

const languages: readonly (readonly [string, Words])[] = [
  ['zh-CN', slipWords(chineseWords.slip, chineseWords.slip)],
  ['en', slipWords(englishWords.slip, chineseWords.slip)],
];
const zh = slipWords(chineseWords.slip, chineseWords.slip);
const en = slipWords(englishWords.slip, chineseWords.slip);

const draft = {
  hall: '西湖区政务服务中心',
  token: 'abc',
  savedAt: '09:05',
  expiresAt: '11月30日 18:00',
  papers: false,
  sentAtOnce: true,
};

const ticket: TicketSlip = {
  hall: '西湖区政务服务中心',
  queue: '综合窗口',
  number: 'A101',
  windows: '3-8 号',
  waiting: 12,
  wait: { fromMinutes: 10, toMinutes: 25 },
  issuedAt: '2026-11-23 09:05',
  bring: ['身份证原件', '户口簿'],
  ticketId: '019a9d5e-0000-7000-8000-000000000001',
  phone: '0571-12345',
};

const record: ReceiptRecord = {
  item: '居住证申领',
  state: 'saved',
  localCode: 'K7QX-3M',
  promiseDays: 5,
  qr: 'hz:receipt:019a9d5e',
};

const receipt: ReceiptSlip = {
  hall: '西湖区政务服务中心',
  records: [record],
  handedInAt: '2026-11-23 09:05',
  missing: [{ name: '租房合同', until: '12月3日' }],
};

const received: ReceiptSlip = {
  ...receipt,
  records: [{ ...record, state: 'received', receiptNumber: 'HZ2026112300001' }],
};

const onPaper = async (slip: Slip): Promise<PrintedSlip> => {
  const simulator = new EscposSimulator();
  simulator.attach(() => undefined).receive(await layOut(slip));
  const [paper] = simulator.slips;
  if (!paper) throw new Error('nothing came out');
  return paper;
};

const whole = (paper: PrintedSlip): string => paper.text.join('\n');
const place = (paper: PrintedSlip, part: string): number =>
  paper.items.findIndex((item) => item.kind === 'text' && item.text.includes(part));
const largestText = (paper: PrintedSlip): string | undefined =>
  paper.items
    .flatMap((item) => (item.kind === 'text' ? item.runs : []))
    .toSorted((a, b) => b.height - a.height)[0]?.text;

describe('the ticket', () => {
  test('its number stands alone on a line, as text, exactly as it is called, and is the largest thing on it', async () => {
    const paper = await onPaper(ticketSlip(ticket, zh));
    expect(paper.text).toContain('A101');
    expect(largestText(paper)).toBe('A101');
    expect(paper.rasters).toEqual([]);
  });

  test('comes in the order of use: number, waiting, time, what to bring, code', async () => {
    const paper = await onPaper(ticketSlip(ticket, zh));
    const qr = paper.items.findIndex((item) => item.kind === 'qr');
    const order = ['A101', '前面等候', '10～25', '2026-11-23 09:05', '□ 身份证原件'].map((part) =>
      place(paper, part),
    );
    expect(order).not.toContain(-1);
    expect([...order, qr]).toEqual([...order, qr].toSorted((a, b) => a - b));
    expect(paper.qr).toEqual([ticket.ticketId]);
    expect(whole(paper)).toContain('0571-12345');
  });

  test('says nothing of a wait that is not known', async () => {
    const { waiting: _waiting, wait: _wait, ...unknown } = ticket;
    const text = whole(await onPaper(ticketSlip(unknown, zh)));
    expect(text).not.toContain('等候');
  });

  test('an empty queue is told in words, without a wait', async () => {
    const text = whole(await onPaper(ticketSlip({ ...ticket, waiting: 0 }, zh)));
    expect(text).toContain('不用等');
    expect(text).not.toContain('分钟');
  });

  test.each(['elderly', 'disabled', 'veteran', 'appointment'] as const)(
    'names the priority %s in both languages',
    async (priority) => {
      for (const [, words] of languages) {
        const text = whole(await onPaper(ticketSlip({ ...ticket, priority }, words)));
        expect(text).toContain(words(`slip.ticket.priority.${priority}`));
      }
    },
  );

  test('a number of any length stays on one line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Z]{1,4}[0-9]{3,9}$/), async (number) => {
        expect((await onPaper(ticketSlip({ ...ticket, number }, zh))).text).toContain(number);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the receipt', () => {
  test('saved here and received there are two different sentences, in every language', async () => {
    for (const [, words] of languages) {
      const saved = (await onPaper(receiptSlip(receipt, words))).text;
      const arrived = (await onPaper(receiptSlip(received, words))).text;
      const says = (lines: readonly string[], key: 'slip.receipt.saved' | 'slip.receipt.received') =>
        lines.includes(words(key));
      expect([says(saved, 'slip.receipt.saved'), says(saved, 'slip.receipt.received')]).toEqual([
        true,
        false,
      ]);
      expect([says(arrived, 'slip.receipt.saved'), says(arrived, 'slip.receipt.received')]).toEqual([
        false,
        true,
      ]);
    }
  });

  test('the receipt number is the largest thing on it once there is one, and until then the code of this kiosk', async () => {
    expect(largestText(await onPaper(receiptSlip(receipt, zh)))).toBe('K7QX-3M');
    const paper = await onPaper(receiptSlip(received, zh));
    expect(largestText(paper)).toBe('HZ2026112300001');
    expect(whole(paper)).toContain('K7QX-3M');
  });

  test('every missing paper is listed with its date', async () => {
    const missing = [
      { name: '租房合同', until: '12月3日' },
      { name: '近期照片', until: '12月10日' },
      { name: '单位证明' },
    ];
    const { text } = await onPaper(receiptSlip({ ...receipt, missing }, zh));
    expect(text.filter((line) => line.startsWith('□')).map((line) => line.replace(/ {2,}/, ' | '))).toEqual([
      '□ 租房合同 | 12月3日 前',
      '□ 近期照片 | 12月10日 前',
      '□ 单位证明',
    ]);
  });

  test('the promised date is told when known, else how many working days', async () => {
    expect(whole(await onPaper(receiptSlip(receipt, zh)))).toContain('收到后 5 个工作日内');
    const dated = whole(
      await onPaper(receiptSlip({ ...receipt, records: [{ ...record, promisedBy: '2026-11-30' }] }, en)),
    );
    expect(dated).toContain('by 2026-11-30');
    expect(dated).not.toContain('working days');
  });

  test('a bundle is one slip that gives every matter its own number, date and code', async () => {
    const records: ReceiptRecord[] = [
      { ...record, state: 'received', receiptNumber: 'HZ1', promisedBy: '2026-11-30' },
      {
        item: '公积金提取',
        state: 'received',
        localCode: 'K7QX-4N',
        receiptNumber: 'HZ2',
        promiseDays: 3,
        qr: 'hz:receipt:2',
      },
    ];
    const paper = await onPaper(receiptSlip({ ...received, records, missing: [] }, zh));
    for (const part of ['2 件', '居住证申领', 'HZ1', '2026-11-30', '公积金提取', 'HZ2', '3 个工作日'])
      expect(whole(paper)).toContain(part);
    expect(whole(paper)).toContain('材料已交齐');
    expect(paper.qr).toEqual(['hz:receipt:019a9d5e', 'hz:receipt:2']);
    expect(whole(paper)).not.toContain('状态');
  });

  test('what the central system did not take is not promised to arrive by itself', async () => {
    const text = whole(
      await onPaper(receiptSlip({ ...receipt, records: [{ ...record, state: 'held' }] }, zh)),
    );
    expect(text).toContain('已保存在本机，政务系统没有收下');
    expect(text).not.toContain('自动送出');
  });

  test('a bundle of which not all has come equally far says so of each', async () => {
    const records: ReceiptRecord[] = [
      { ...record, state: 'received', receiptNumber: 'HZ1' },
      { ...record, state: 'held', item: '公积金提取', localCode: 'K7QX-4N' },
    ];
    const lines = (await onPaper(receiptSlip({ ...receipt, records }, zh))).text;
    expect(
      lines.filter((line) => line.startsWith('状态')).map((line) => line.replace(/ {2,}/, ' | ')),
    ).toEqual(['状态 | 已收到', '状态 | 没有收下，已转工作人员']);
    for (const sentence of ['政务系统已收到', '已保存在本机，政务系统没有收下'])
      expect(lines).not.toContain(sentence);
    expect(lines.join('')).toContain('工作人员会处理');
  });
});

describe('the slip for going on later', () => {
  test('holds the token as code and as text, and until when it is good', async () => {
    const token = '5f0c2c1f9f4f4f8e9d3b2a1908070605';
    const paper = await onPaper(draftSlip({ ...draft, token }, zh));
    expect(paper.qr).toEqual([token]);
    expect(whole(paper), 'for kiosks without a code scanner').toContain(token);
    expect(whole(paper)).toContain('11月30日 18:00');
  });

  test('asks for the papers that were scanned, and says when it can not be opened at once', async () => {
    const text = whole(await onPaper(draftSlip({ ...draft, papers: true, sentAtOnce: false }, zh)));
    expect(text).toContain('请带上扫过的材料');
    expect(text).toContain('网络恢复后');
    const plain = whole(await onPaper(draftSlip(draft, zh)));
    expect(plain).not.toMatch(/扫过的材料|网络/);
  });
});

describe('the slip for collecting at the counter', () => {
  const pickup = { hall: '西湖区政务服务中心', title: '参保证明', code: 'P-204', owed: [2, 3], at: '09:05' };

  test('names the pages that are owed and where to get them', async () => {
    const text = whole(await onPaper(pickupSlip({ ...pickup, where: '3 号窗口' }, zh)));
    expect(text).toContain('第 2, 3 页');
    expect(text).toContain('3 号窗口');
  });

  test('without a counter it sends to the staff, and without page numbers it names none', async () => {
    const text = whole(await onPaper(pickupSlip({ ...pickup, owed: [] }, zh)));
    expect(text).toContain('请找大厅工作人员');
    expect(text).not.toContain('未出页');
  });
});

describe('the words', () => {
  const parameters = (text: string): string[] =>
    [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted();

  test('both languages say the same things with the same parameters', () => {
    const keyed = (texts: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, parameters(text)]));
    expect(keyed(englishWords.slip)).toEqual(keyed(chineseWords.slip));
  });

  test('a language that lacks a text falls back to Chinese', () => {
    expect(slipWords({}, chineseWords.slip)('slip.ticket.bring')).toBe('请带好');
  });

  test('a forgotten parameter is a mistake, not a hole in a slip', () => {
    expect(() => zh('slip.ticket.people')).toThrow(RangeError);
  });

  test.each(languages)(
    'no slip in %s holds a question mark, an unfilled parameter or anything drawn',
    async (_language, words) => {
      const slips = [
        ticketSlip({ ...ticket, priority: 'elderly', onBehalf: true }, words),
        receiptSlip({ ...receipt, records: [{ ...record, seal: '3F9A-77C2' }, record] }, words),
        draftSlip({ ...draft, papers: true, sentAtOnce: false }, words),
        pickupSlip({ hall: ticket.hall, title: '参保证明', code: 'P-204', owed: [2], at: '09:05' }, words),
      ];
      for (const slip of slips) {
        const paper = await onPaper(slip);
        expect(whole(paper)).not.toMatch(/[?{}\ufffd]/);
        expect(paper.rasters).toEqual([]);
        expect(paper.cut).toBe(true);
      }
    },
  );
});
