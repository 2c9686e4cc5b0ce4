/** What stops a printer in the middle of a slip, and what comes out afterwards. */
import { describe, expect, test } from 'vitest';
import { settle } from '../support/virtual-clock.ts';
import { codes, conditionsOf, errorOf, isJob, longSlip, never, printed, readyRig } from './rig.ts';

const stops = [
  ['the paper is out', { paper: 'out' }, { paper: 'ok' }, 'paper-out'],
  ['the cover is open', { coverOpen: true }, { coverOpen: false }, 'cover-open'],
  ['the knife is stuck', { cutterError: true }, { cutterError: false }, 'cutter-error'],
  ['the paper is caught', { jammed: true }, { jammed: false }, 'paper-jam'],
  ['the printer is broken', { unrecoverable: true }, { unrecoverable: false }, 'out-of-order'],
] as const;

for (const lacks of [[], ['status-back']] as const) {
  describe(`faults ${lacks.length === 0 ? 'told by the printer itself' : 'that the printer must be asked about'}`, () => {
    test.each(stops)(
      'when %s beforehand the slip is rejected, says why, and not a byte of it is sent',
      async (_name, fault, _cure, code) => {
        const rig = await readyRig({ lacks });
        rig.simulator.set(fault);
        const error = errorOf(await printed(rig));
        expect(error.code).toBe('rejected');
        expect(codes(error)).toContain(code);
        expect(rig.sent.some(isJob)).toBe(false);
      },
    );

    test.each(stops)(
      'when %s in the middle the outcome is unknown, says why, and nothing comes out later unasked',
      async (_name, fault, cure, code) => {
        const rig = await readyRig({ lacks, millisecondsPerLine: 100 });
        const printing = rig.printer.print(longSlip, never);
        await rig.clock.advance(550);
        rig.simulator.set(fault);
        await rig.clock.advance(5000);
        const error = errorOf(await printing);
        expect(error.code).toBe('outcome-unknown');
        expect(codes(error)).toContain(code);
        rig.simulator.set(cure);
        await rig.clock.advance(30_000);
        expect(rig.simulator.slips).toHaveLength(0);
        expect(rig.simulator.hanging.text.length).toBeLessThan(20);
        expect(rig.sent.filter(isJob)).toHaveLength(1);
      },
    );

    test.each(stops)(
      'when %s afterwards the slip stays printed, and the printer says what is the matter',
      async (_name, fault, cure, code) => {
        const rig = await readyRig({ lacks });
        expect((await printed(rig)).ok).toBe(true);
        rig.simulator.set(fault);
        await rig.clock.advance(3100);
        expect(conditionsOf(rig)).toContain(code);
        rig.simulator.set(cure);
        await rig.clock.advance(3100);
        expect(conditionsOf(rig)).toEqual([]);
        expect((await printed(rig)).ok).toBe(true);
      },
    );
  });
}

describe('the roll ends', () => {
  test('at its fifth line: unknown, out of paper, and the next slip after the new roll is whole and alone', async () => {
    const rig = await readyRig();
    rig.simulator.runOutAfter(5);
    const error = errorOf(await printed(rig, longSlip));
    expect(error.code).toBe('outcome-unknown');
    expect(codes(error)).toContain('paper-out');
    expect(rig.simulator.hanging.text).toHaveLength(5);
    rig.simulator.tear();
    rig.simulator.set({ paper: 'ok' });
    await rig.clock.advance(4000);
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips.at(-1)?.text).toEqual(['取号单', 'A001']);
  });

  test('right behind the slip: it was printed, and that is what is said', async () => {
    const rig = await readyRig();
    const printing = rig.printer.print(longSlip, never);
    await settle();
    rig.simulator.set({ paper: 'out' });
    await rig.clock.advance(1000);
    expect((await printing).ok).toBe(true);
    expect(conditionsOf(rig)).toContain('paper-out');
  });
});
