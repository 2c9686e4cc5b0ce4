import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { lineAssembler, reportAssembler } from '../../../devices/models/hid-pos/codec.ts';
import { layoutOfDescriptor } from '../../../devices/models/hid-pos/report-layout.ts';
import { type ScannerKind, ScannerSimulator } from '../../../devices/models/hid-pos/simulator.ts';
import { textOf } from '../../../devices/models/hid-pos/text.ts';
import { assembled, reportsOf } from '../support/code-reports.ts';

const reportKinds = ['usual', 'extra-byte', 'short'] as const satisfies ScannerKind[];

describe('a report written by hand', () => {
  // 02 | 5 bytes | ]Q1 | HELLO | zeros | vendor 73 00 | no more
  const report = new Uint8Array(64);
  report.set([0x02, 5, 0x5d, 0x51, 0x31, 0x48, 0x45, 0x4c, 0x4c, 0x4f]);
  report[61] = 0x73;

  it('is the code it says', () => {
    expect(assembled([report])).toEqual({ codes: [{ text: 'HELLO', symbology: ']Q1' }], discarded: 0 });
  });

  it('with another report id is none of ours', () => {
    expect(assembled([Uint8Array.of(0x07, ...report.subarray(1))])).toEqual({ codes: [], discarded: 0 });
  });

  it('that states more bytes than there is room for is thrown away', () => {
    expect(assembled([report.with(1, 200)])).toEqual({ codes: [], discarded: 64 });
  });
});

describe('layouts', () => {
  it('the usual report is found in its descriptor', () => {
    const { descriptor } = new ScannerSimulator('usual', () => undefined);
    expect(descriptor && layoutOfDescriptor(descriptor)).toEqual({
      reportId: 2,
      count: 1,
      symbology: [2, 3, 4],
      data: { offset: 5, length: 56 },
      continued: { offset: 63, mask: 1 },
    });
  });

  it('a descriptor of something else, or cut off anywhere, gives no wrong layout and no error', () => {
    expect(layoutOfDescriptor(Uint8Array.of(0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0xc0))).toBeUndefined();
    const { descriptor = new Uint8Array() } = new ScannerSimulator('usual', () => undefined);
    for (let length = 0; length < descriptor.length; length += 1) {
      const layout = layoutOfDescriptor(descriptor.subarray(0, length));
      if (layout) expect(layout.data).toEqual({ offset: 5, length: 56 });
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => void layoutOfDescriptor(noise)));
  });

  it.each(reportKinds)(
    'codes of a scanner of kind "%s" are the same with and without its descriptor',
    (kind) => {
      fc.assert(
        fc.property(fc.stringMatching(/^[!-~]{1,300}$/), (text) => {
          const { reports, descriptor } = reportsOf(kind, text, { symbology: ']d1' });
          const expected = { codes: [{ text, symbology: ']d1' }], discarded: 0 };
          expect(assembled(reports, descriptor)).toEqual(expected);
          expect(assembled(reports)).toEqual(expected);
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe('codes in several reports', () => {
  const long = '0123456789'.repeat(30);

  it('a Chinese character cut in two by the end of a report stays whole', () => {
    const text = `${'x'.repeat(55)}西湖区`;
    const { reports } = reportsOf('usual', text);
    expect(reports).toHaveLength(2);
    expect(assembled(reports).codes).toEqual([{ text, symbology: ']Q1' }]);
  });

  it('a code whose rest does not come is thrown away, and the next is whole', () => {
    const assembler = reportAssembler();
    const { reports } = reportsOf('usual', long);
    for (const report of reports.slice(0, -1)) expect(assembler.push(report).codes).toHaveLength(0);
    expect(assembler.unfinished).toBe(true);
    expect(assembler.silence()).toEqual({ codes: [], discarded: 280 });
    expect(assembler.unfinished).toBe(false);
    const [next] = reportsOf('usual', 'NEXT').reports;
    expect(next && assembler.push(next).codes).toEqual([{ text: 'NEXT', symbology: ']Q1' }]);
  });

  it('the rest of a code after a report that does not add up never passes for a code, and after silence the next is whole', () => {
    const { reports, descriptor } = reportsOf('usual', long);
    const nonsense = new Uint8Array(64).fill(0xff).with(0, 2);
    for (let at = 0; at < reports.length; at += 1) {
      const assembler = reportAssembler(descriptor);
      const torn = [...reports.slice(0, at), nonsense, ...reports.slice(at)];
      expect(torn.flatMap((report) => assembler.push(report).codes)).toEqual([]);
      expect(assembler.unfinished).toBe(true);
      assembler.silence();
      const [next] = reportsOf('usual', 'NEXT').reports;
      expect(next && assembler.push(next).codes).toEqual([{ text: 'NEXT', symbology: ']Q1' }]);
    }
  });

  it('a code longer than 8 kB is thrown away to its very end', () => {
    const { reports } = reportsOf('usual', 'A'.repeat(9000));
    const after = reportsOf('usual', 'B').reports;
    const { codes, discarded } = assembled([...reports, ...after]);
    expect(codes).toEqual([{ text: 'B', symbology: ']Q1' }]);
    expect(discarded).toBe(9000);
  });
});

describe('text', () => {
  it('is UTF-8 where it can be, else GB18030, else nothing', () => {
    expect(textOf(Buffer.from('杭州市'))).toBe('杭州市');
    expect(textOf(iconv.encode('杭州市', 'gb18030'))).toBe('杭州市');
    expect(textOf(iconv.encode('㐂𠮷', 'gb18030'))).toBe('㐂𠮷');
    expect(textOf(Uint8Array.of(0x80, 0xff, 0xff))).toBeUndefined();
  });

  it('loses what the scanner appended, and keeps separators inside', () => {
    expect(textOf(Buffer.from('A\u001dB\t\r\n'))).toBe('A\u001dB');
    expect(textOf(Buffer.from('\r\n'))).toBeUndefined();
  });
});

describe('lines', () => {
  it.each(['\r', '\n', '\r\n', '\t'])('a code may end with %j', (ending) => {
    const assembler = lineAssembler();
    expect(assembler.push(Buffer.from(`ONE${ending}TWO${ending}`)).codes).toEqual([
      { text: 'ONE' },
      { text: 'TWO' },
    ]);
    expect(assembler.unfinished).toBe(false);
  });

  it('however the bytes are cut, the codes are the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ABC', '杭州', '330106', 'https://example.test/q?x=1'), { maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        (texts, size) => {
          const wire = Buffer.from(texts.map((text) => `${text}\r\n`).join(''));
          const assembler = lineAssembler();
          const codes: string[] = [];
          for (let at = 0; at < wire.length; at += size)
            codes.push(...assembler.push(wire.subarray(at, at + size)).codes.map(({ text }) => text));
          expect(codes).toEqual(texts);
        },
      ),
    );
  });

  it('a scanner without an ending is ended by silence', () => {
    const assembler = lineAssembler();
    expect(assembler.push(Buffer.from('12345')).codes).toHaveLength(0);
    expect(assembler.silence().codes).toEqual([{ text: '12345' }]);
    expect(assembler.silence().codes).toHaveLength(0);
  });

  it('a line without end is thrown away, and the next is whole', () => {
    const assembler = lineAssembler();
    expect(assembler.push(new Uint8Array(20_000).fill(0x41))).toEqual({ codes: [], discarded: 20_000 });
    expect(assembler.push(Buffer.from('A\rNEXT\r')).codes).toEqual([{ text: 'NEXT' }]);
  });
});
