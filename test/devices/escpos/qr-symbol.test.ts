import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import { layOut } from '../../../devices/models/escpos/layout.ts';
import { qrSymbol } from '../../../devices/models/escpos/qr-symbol.ts';
import { EscposSimulator } from '../../../devices/models/escpos/simulator.ts';

/** The same code by the library `qrcode`. */
const theirs = (data: Uint8Array, mask: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7): string => {
  const { modules } = QRCode.create([{ data, mode: 'byte' }], {
    errorCorrectionLevel: 'M',
    maskPattern: mask,
  });
  return Array.from({ length: modules.size }, (_row, y) =>
    Array.from({ length: modules.size }, (_module, x) => (modules.get(y, x) ? '#' : '.')).join(''),
  ).join('\n');
};

const ours = (data: Uint8Array, mask?: number): string | undefined =>
  qrSymbol(data, mask)
    ?.map((row) => row.map((dark) => (dark ? '#' : '.')).join(''))
    .join('\n');

const maskOf = fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7);

describe('a drawn QR code', () => {
  test.each([
    1, 14, 15, 26, 42, 62, 84, 106, 122, 152, 180, 181, 213, 214, 251, 287, 331, 362, 412, 450, 504, 560, 624,
    666,
  ])('of %i bytes is module for module what another library makes', (length) => {
    const data = Uint8Array.from({ length }, (_, at) => 0x20 + (at % 90));
    for (const mask of [0, 1, 2, 3, 4, 5, 6, 7] as const) expect(ours(data, mask)).toBe(theirs(data, mask));
  });

  test('of any content is module for module what another library makes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 666 }), maskOf, (data, mask) => {
        expect(ours(data, mask)).toBe(theirs(data, mask));
      }),
      { numRuns: 60 },
    );
  });

  test('chooses one of the eight masks by itself', () => {
    const data = new TextEncoder().encode('019a9d5e-0000-7000-8000-000000000001');
    expect(([0, 1, 2, 3, 4, 5, 6, 7] as const).map((mask) => theirs(data, mask))).toContain(ours(data));
  });

  test('of more than 666 bytes is not made, and a slip that asks for one is refused', async () => {
    expect(qrSymbol(new Uint8Array(667))).toBeUndefined();
    const slip = { lines: [{ kind: 'qr', data: 'x'.repeat(667) } as const] };
    await expect(layOut(slip, { qrCodes: 'drawn' })).rejects.toThrow(RangeError);
  });

  test('comes out as a picture on a printer that can not make codes', async () => {
    const slip = { lines: [{ kind: 'qr', data: 'https://example.cn/q?a=1', module: 8 } as const] };
    const simulator = new EscposSimulator();
    simulator.attach(() => undefined).receive(await layOut(slip, { qrCodes: 'drawn' }));
    const [paper] = simulator.slips;
    expect(paper?.qr).toEqual([]);
    expect(paper?.rasters.reduce((rows, { height }) => rows + height, 0)).toBe(25 * 8);
  });
});
