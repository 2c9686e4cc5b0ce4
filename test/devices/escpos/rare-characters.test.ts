import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOut } from '../../../devices/models/escpos/layout.ts';
import { EscposSimulator } from '../../../devices/models/escpos/simulator.ts';
import { columns, onPaper, slip } from './on-paper.ts';

const twoByte = '政务服务中心取号单证明材料身份证户口簿龘，。：（）〇';
const lacking = '㐂𠮷䶮𫚉㙟';

describe('characters that the printer lacks', () => {
  test.each([...lacking])(
    '%s comes as a picture of its own, the rest of its line as text, and no question mark',
    async (rare) => {
      const paper = await onPaper({ kind: 'text', text: `经办人：王${rare}明` });
      expect(paper.text.map((line) => line.trim())).toEqual(['经办人：王', '明']);
      expect(paper.rasters).toHaveLength(1);
      expect(paper.rasters[0]?.bits.some((byte) => byte !== 0)).toBe(true);
      expect(paper.text.join('')).not.toContain('?');
    },
  );

  test('the drawn character stands at its own place across the paper', async () => {
    const paper = await onPaper({ kind: 'text', text: `王㐂明` });
    const [raster] = paper.rasters;
    if (!raster) throw new Error('nothing was drawn');
    const stride = raster.width / 8;
    const inColumns = (from: number, to: number) =>
      raster.bits.some((byte, at) => byte !== 0 && at % stride >= from && at % stride < to);
    expect(inColumns(0, 3)).toBe(false);
    expect(inColumns(3, 6)).toBe(true);
    expect(paper.text).toEqual(['王', '    明']);
  });

  test('a large character is drawn large', async () => {
    const paper = await onPaper({ kind: 'text', text: '㐂', size: 4, align: 'centre' });
    expect(paper.rasters[0]).toMatchObject({ height: 96 });
  });

  test('two characters of one code apart are drawn apart: each has a shape of its own', async () => {
    const [first, second] = await Promise.all(['㐂', '䶮'].map((text) => onPaper({ kind: 'text', text })));
    expect(first?.rasters[0]?.bits).not.toEqual(second?.rasters[0]?.bits);
  });

  test('a printer of GB18030-2022 gets four-byte characters as text', async () => {
    const bytes = await layOut(slip({ kind: 'text', text: '㐂𠮷䶮' }), { characterSet: 'gb18030' });
    const simulator = new EscposSimulator({ characters: 'gb18030' });
    simulator.attach(() => undefined).receive(bytes);
    expect(simulator.slips[0]?.text).toEqual(['㐂𠮷䶮']);
  });

  test('the simulated printer shows the question mark that a careless host would get', () => {
    const simulator = new EscposSimulator();
    const careless = Uint8Array.of(0x1b, 0x40, 0x1c, 0x26, 0x81, 0x39, 0xef, 0x31, 0x0a, 0x1d, 0x56, 0x00);
    simulator.attach(() => undefined).receive(careless);
    expect(simulator.slips[0]?.text[0]).toContain('?');
  });

  test('a language that the printer does not know is drawn line by line', async () => {
    const paper = await onPaper({ kind: 'text', text: '번호표 A101 대기 3 안내 5' });
    expect(paper.text).toEqual([]);
    expect(paper.rasters).toHaveLength(1);
  });

  test('typographic twins are set as their common form', async () => {
    expect((await onPaper({ kind: 'text', text: '¥\u00a05\u2011\u22121 •' })).text).toEqual(['￥ 5--1 ·']);
  });
});

test('any text of hanzi, ASCII and rare characters arrives: common ones as text in order, rare ones as pictures, none lost', async () => {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...twoByte) },
    { weight: 5, arbitrary: fc.constantFrom(...'ABCxyz0189 -/.#') },
    { weight: 1, arbitrary: fc.constantFrom(...lacking) },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 1, maxLength: 60 }),
      fc.constantFrom(1, 2, 4),
      fc.constantFrom('left', 'centre', 'right'),
      async (pieces, size, align) => {
        // At most one rare character: more in one row are drawn together with their neighbours.
        const rareAt = pieces.findIndex((character) => lacking.includes(character));
        const text = pieces.filter((character, at) => at === rareAt || !lacking.includes(character)).join('');
        const paper = await onPaper({ kind: 'text', text, size, align });
        const common = [...text].filter((character) => !lacking.includes(character) && character !== ' ');
        expect(paper.text.join('').replaceAll(' ', '')).toBe(common.join(''));
        expect(paper.rasters).toHaveLength(rareAt < 0 ? 0 : 1);
        for (const item of paper.items)
          if (item.kind === 'text')
            expect(
              item.runs.reduce((sum, run) => sum + columns(run.text) * run.width, 0),
            ).toBeLessThanOrEqual(48);
      },
    ),
    { numRuns: 60 },
  );
});
