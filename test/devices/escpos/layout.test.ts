import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SlipLine } from '../../../devices/classes/ticket-printer.ts';
import { layOut } from '../../../devices/models/escpos/layout.ts';
import { readSlip } from '../support/read-slip.ts';
import { columns, onPaper, simulated, slip } from './on-paper.ts';
import { ticket } from './rig.ts';

const golden =
  '1b401c261b61011d2111c8a1bac5b5a50a1d2100413030310a1d286b0400314132001d286b03003143061d286b03003145311d286b1b003150' +
  '3068747470733a2f2f6578616d706c652e636e2f713f613d311d286b03003151301b64031d5642001d7201';

/** Where a real-time command (10 04 n, 10 05 n, 10 14 n) begins, whatever the bytes around it mean; -1: nowhere. */
const realTimeAt = (bytes: Uint8Array): number =>
  bytes.findIndex((byte, at) => byte === 0x10 && [0x04, 0x05, 0x14].includes(bytes[at + 1] ?? 0));

describe('the bytes of a slip', () => {
  test('the golden ticket comes out byte for byte', async () => {
    const bytes = await layOut(ticket);
    expect(bytes).toHaveLength(100);
    expect(Buffer.from(bytes).toString('hex')).toBe(golden);
  });

  test('the golden ticket is read back as text and code by a printer that knows nothing of our encoder', async () => {
    const paper = simulated(await layOut(ticket));
    expect(paper.text).toEqual(['取号单', 'A001']);
    expect(paper.qr).toEqual(['https://example.cn/q?a=1']);
    expect(paper.cut).toBe(true);
    expect(paper.items[0]).toMatchObject({ align: 'centre', runs: [{ width: 2, height: 2 }] });
    expect(paper.items[2]).toMatchObject({ kind: 'qr', module: 6, level: 'M', align: 'centre' });
  });

  test('text is read back by a reader written for this test', async () => {
    const bytes = await layOut(
      slip(
        { kind: 'text', text: '西湖区政务服务中心', align: 'centre', bold: true },
        { kind: 'columns', left: '前面等候', right: '12 人' },
        { kind: 'text', text: 'A101', size: 6, align: 'centre' },
        { kind: 'rule' },
        { kind: 'text', text: 'Please keep this slip.' },
      ),
    );
    expect(readSlip(bytes)).toEqual([
      '西湖区政务服务中心',
      `前面等候${' '.repeat(48 - 8 - 5)}12 人`,
      'A101',
      '─'.repeat(24),
      'Please keep this slip.',
    ]);
  });

  test('a QR code longer than 255 bytes is stored with both length bytes', async () => {
    const data = 'x'.repeat(700);
    expect((await onPaper({ kind: 'qr', data })).qr).toEqual([data]);
  });

  test('a QR code never asks for more dots than the paper has', async () => {
    const paper = await onPaper({ kind: 'qr', data: 'y'.repeat(2331), module: 16 });
    expect(paper.items[0]).toMatchObject({ kind: 'qr', module: Math.floor(576 / 177) });
  });

  test.each(['', 'z'.repeat(2332), 'line\nbreak', '\u0010\u0004\u0001'])(
    'a QR code that can not be is refused as a mistake of its author (%#)',
    async (data) => {
      await expect(layOut(slip({ kind: 'qr', data }))).rejects.toThrow(RangeError);
    },
  );

  test.each([
    { width: 577, height: 1, bits: new Uint8Array(73) },
    { width: 8, height: 2, bits: new Uint8Array(1) },
    { width: 0, height: 1, bits: new Uint8Array(0) },
  ])('a picture that does not fit its paper or its bits is refused (%#)', async (image) => {
    await expect(layOut(slip({ kind: 'picture', ...image }))).rejects.toThrow(RangeError);
  });

  test('control characters in a text never become commands', async () => {
    const bytes = await layOut(
      slip({ kind: 'text', text: 'A\u001b@B\u0010\u0004\u0001C\u001dV\u0000D\u0007' }),
    );
    expect(readSlip(bytes)).toEqual(['A@BCVD']);
  });
});

describe('lines on 48 columns', () => {
  test.each([
    [1, 24],
    [2, 12],
    [3, 8],
    [4, 6],
    [6, 4],
  ] as const)('at size %i a row holds %i hanzi', async (size, hanzi) => {
    const paper = await onPaper({ kind: 'text', text: '政'.repeat(hanzi + 1), size });
    expect(paper.text.map((line) => line.length)).toEqual([hanzi, 1]);
  });

  test('no row begins with a full stop or ends with an opening bracket', async () => {
    const paper = await onPaper({
      kind: 'text',
      text: `${'杭'.repeat(24)}。${'州'.repeat(20)}（${'西湖'.repeat(3)}）`,
    });
    for (const line of paper.text) {
      expect(line).not.toMatch(/^[。）]/);
      expect(line).not.toMatch(/（$/);
    }
    expect(paper.text.join('')).toBe(`${'杭'.repeat(24)}。${'州'.repeat(20)}（${'西湖'.repeat(3)}）`);
  });

  test('a word is kept whole where it fits on a row', async () => {
    const paper = await onPaper({
      kind: 'text',
      text: 'Please bring the original and one copy of your household register',
    });
    expect(paper.text).toEqual(['Please bring the original and one copy of your', 'household register']);
  });

  test('a word longer than a row is broken, not cut off', async () => {
    const word = 'x'.repeat(100);
    expect((await onPaper({ kind: 'text', text: word })).text.map((line) => line.length)).toEqual([
      48, 48, 4,
    ]);
  });

  test('a long left column wraps beside the right one', async () => {
    const paper = await onPaper({ kind: 'columns', left: '所需材料'.repeat(6), right: '12月31日前' });
    expect(paper.text[0]).toMatch(/^[所需材料]+ +12月31日前$/);
    expect(paper.text.map(columns)).toEqual([48, 12]);
  });

  test('a right column that is nearly as wide as the paper goes on a line of its own', async () => {
    const paper = await onPaper({ kind: 'columns', left: '业务', right: '跨省通办'.repeat(5) });
    expect(paper.text).toEqual(['业务', '跨省通办'.repeat(5)]);
    expect(paper.items[1]).toMatchObject({ align: 'right' });
  });

  test('an empty text is an empty line', async () => {
    expect((await onPaper({ kind: 'text', text: 'a\n\nb' })).text).toEqual(['a', '', 'b']);
  });
});

describe('pictures', () => {
  const picture = (width: number, height: number, fill: (at: number) => number): SlipLine => ({
    kind: 'picture',
    width,
    height,
    bits: Uint8Array.from({ length: Math.ceil(width / 8) * height }, (_, at) => fill(at)),
  });

  test('a picture comes out dot for dot, in bands', async () => {
    const line = picture(560, 300, (at) => (at * 37) & 0xe7);
    const { rasters } = await onPaper(line);
    const bits = rasters.flatMap((raster) => [...raster.bits]);
    expect(rasters.map((raster) => raster.height)).toEqual([120, 120, 60]);
    expect(line.kind === 'picture' && bits).toEqual(line.kind === 'picture' && [...line.bits]);
  });

  test('dots that would form a real-time command are changed by one dot, and by no more', async () => {
    const pattern = [0x10, 0x04, 0x01, 0x10, 0x05, 0x02, 0x10, 0x14, 0x10, 0x10, 0x04, 0x04];
    const line = picture(96, 20, (at) => pattern[at % pattern.length] ?? 0);
    const bytes = await layOut(slip(line));
    expect(realTimeAt(bytes)).toBe(-1);
    const { rasters } = simulated(bytes);
    const came = rasters.flatMap((raster) => [...raster.bits]);
    if (line.kind !== 'picture') throw new Error('a picture was made');
    came.forEach((byte, at) => {
      const added = byte ^ (line.bits[at] ?? 0);
      expect([0, 0x08]).toContain(added);
    });
  });

  test('no picture whatsoever makes the printer obey a real-time command', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 72 }),
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x01, 0x00), { minLength: 1, maxLength: 40 }),
        async (stride, height, pattern) => {
          const line = picture(stride * 8, height, (at) => pattern[at % pattern.length] ?? 0);
          const bytes = await layOut(slip(line));
          expect(realTimeAt(bytes)).toBe(-1);
        },
      ),
      { numRuns: 40 },
    );
  });
});
