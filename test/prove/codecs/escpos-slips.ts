import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SlipLine } from '../../../devices/classes/ticket-printer.ts';
import { askStatus, recoverAndClear } from '../../../devices/models/escpos/codec.ts';
import { layOut } from '../../../devices/models/escpos/layout.ts';
import { EscposSimulator, type PrintedSlip } from '../../../devices/models/escpos/simulator.ts';
import { ticket } from '../../devices/escpos/rig.ts';
import { readSlip } from '../../devices/support/read-slip.ts';
import type { ProofContext } from '../proof.ts';
import { damaged, otherValues, same, sampled, sampledLater } from './sampled.ts';

/** A printer that was sent these chunks, the slips it made, and the bytes it answered. */
const printed = (...chunks: readonly Uint8Array[]) => {
  const answers: number[] = [];
  const simulator = new EscposSimulator();
  const port = simulator.attach((bytes) => answers.push(...bytes));
  for (const chunk of chunks) port.receive(chunk);
  return { slips: simulator.slips, answers };
};

const lookOf = ({ text, qr, cut }: PrintedSlip) => ({ text, qr, cut });
const goldenLook = { text: ['取号单', 'A001'], qr: ['https://example.cn/q?a=1'], cut: true };

/** The golden ticket is whole on the last slip; in front of it may hang what the damaged one left on the paper. */
const endsWhole = (slips: readonly PrintedSlip[]): void => {
  const last = slips.at(-1);
  assert(last !== undefined, 'nothing came out');
  same(last.text.slice(-2), goldenLook.text);
  same([last.qr.at(-1), last.cut], [goldenLook.qr[0], true]);
};

const character = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...'政务服务中心取号单证明材料身份证户口簿，。：（）') },
  { weight: 4, arbitrary: fc.constantFrom(...'ABCxyz0189 -/.#') },
);
const words = fc.array(character, { minLength: 1, maxLength: 80 }).map((all) => all.join(''));
const line: fc.Arbitrary<SlipLine> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: words,
    align: fc.constantFrom('left', 'centre', 'right'),
    size: fc.constantFrom(1, 2, 3, 4, 6),
    bold: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('columns' as const), left: words, right: words, bold: fc.boolean() }),
  fc.constant({ kind: 'rule' as const }),
  fc.record({ kind: fc.constant('feed' as const), lines: fc.integer({ min: 1, max: 5 }) }),
);

const visible = (texts: readonly string[]): string => texts.join('').replaceAll(/[ ─]/g, '');

export const escposSlips = async (context: ProofContext): Promise<void> => {
  const golden = await layOut(ticket);
  const check = (promise: string, body: () => number | Promise<number>) =>
    context.check(`slips: ${promise}`, body);

  await check('the golden ticket comes out the same at every place where its bytes are cut in two', () => {
    for (const at of golden.keys()) {
      const { slips, answers } = printed(golden.subarray(0, at), golden.subarray(at));
      same(slips.map(lookOf), [goldenLook]);
      same(answers, [0], 'the marker is answered once');
    }
    return golden.length;
  });

  await check(
    'after any single wrong byte, once the printer is told to recover, the next ticket is whole',
    () => {
      let cases = 0;
      for (const at of golden.keys())
        for (const byte of otherValues(golden[at] ?? 0, context.times(255, 8))) {
          endsWhole(printed(damaged(golden, at, byte), recoverAndClear, golden).slips);
          cases += 1;
        }
      return cases;
    },
  );

  await check(
    'any bytes at all are survived by the printer, which then answers and prints the next ticket',
    () =>
      sampled(context, 'escpos noise', fc.uint8Array({ maxLength: 400 }), (noise) => {
        const { slips, answers } = printed(noise, Uint8Array.of(0, 0), askStatus(1), recoverAndClear, golden);
        assert(answers.includes(0x12), 'no answer to a real-time query');
        endsWhole(slips);
      }),
  );

  await check(
    'what is laid out is what two independent readers find, and every answer to a slip is its own',
    () =>
      sampledLater(
        context,
        'escpos layout',
        fc.array(line, { minLength: 1, maxLength: 8 }),
        async (lines) => {
          const bytes = await layOut({ lines });
          const { slips, answers } = printed(bytes);
          same([slips.length, answers], [1, [0]]);
          const wanted = visible(
            lines.flatMap((one) =>
              one.kind === 'text' ? [one.text] : one.kind === 'columns' ? [one.left, one.right] : [],
            ),
          );
          const found = slips[0]?.text ?? [];
          // A left column that wraps stands around its right one, so characters are compared, not their order.
          const sorted = (text: string): string => [...text].sort().join('');
          same(sorted(visible(found)), sorted(wanted), 'by the simulated printer');
          same(
            readSlip(bytes).filter((text) => text !== ''),
            found.filter((text) => text !== ''),
            'by the reader of slips',
          );
        },
        20_000,
      ),
  );
};
