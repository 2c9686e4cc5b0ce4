import { describe, expect, test } from 'vitest';
import { canWork } from '../../../devices/device.ts';
import { settle } from '../support/virtual-clock.ts';
import { errorOf, isJob, longSlip, never, newRig, printed, readyRig, ticket } from './rig.ts';

describe('printing', () => {
  test('printed is said when, and only when, the paper has come out', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    let done = false;
    const printing = rig.printer.print(longSlip, never).then((outcome) => {
      done = true;
      return outcome;
    });
    await rig.clock.advance(1900);
    expect(done).toBe(false);
    expect(rig.simulator.slips).toHaveLength(0);
    expect(rig.printer.status().link).toBe('busy');
    await rig.clock.advance(400);
    expect(await printing).toEqual({ ok: true, value: { printed: true } });
    expect(rig.simulator.slips[0]?.text).toHaveLength(20);
    expect(rig.printer.status().link).toBe('ready');
  });

  test('one slip at a time: a second one is told that the printer is busy', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const first = rig.printer.print(ticket, never);
    expect(errorOf(await rig.printer.print(ticket, never)).code).toBe('busy');
    await rig.clock.advance(5000);
    expect((await first).ok).toBe(true);
    expect(rig.simulator.slips).toHaveLength(1);
  });

  test('one status answer lost right before a slip does not refuse it', async () => {
    const rig = await readyRig();
    rig.simulator.dropNextReply('real-time');
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips).toHaveLength(1);
  });

  test('a printer that went silent gets nothing of a slip', async () => {
    const rig = await readyRig();
    for (let round = 0; round < 10; round += 1) rig.simulator.dropNextReply('real-time');
    expect(errorOf(await printed(rig)).code).toBe('rejected');
    expect(rig.sent.some(isJob)).toBe(false);
  });

  test('a printer let go in the middle of a slip does not claim that it printed', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const printing = rig.printer.print(longSlip, never);
    await rig.clock.advance(500);
    await rig.printer.stop();
    expect(errorOf(await printing).code).toBe('outcome-unknown');
    await rig.clock.advance(60_000);
    expect(rig.clock.pending).toBe(0);
  });

  test('a slip cancelled before anything was sent is cancelled and not printed', async () => {
    const rig = await readyRig();
    const outcome = await rig.printer.print(ticket, AbortSignal.abort());
    expect(errorOf(outcome).code).toBe('cancelled');
    expect(rig.simulator.slips).toHaveLength(0);
  });

  test('a slip cancelled on its way has an unknown outcome, not a cancelled one', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const abort = new AbortController();
    const printing = rig.printer.print(longSlip, abort.signal);
    await rig.clock.advance(500);
    abort.abort();
    await settle();
    expect(errorOf(await printing).code).toBe('outcome-unknown');
  });

  test('a slip that can not be laid out is a mistake of its author, and the printer stays usable', async () => {
    const rig = await readyRig();
    await expect(rig.printer.print({ lines: [{ kind: 'qr', data: '' }] }, never)).rejects.toThrow(RangeError);
    expect((await printed(rig)).ok).toBe(true);
  });

  test('a hot head is waited for, not given up', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const printing = rig.printer.print(longSlip, never);
    await rig.clock.advance(500);
    rig.simulator.set({ headHot: true });
    await rig.clock.advance(30_000);
    rig.simulator.set({ headHot: false });
    await rig.clock.advance(3000);
    expect((await printing).ok).toBe(true);
    expect(rig.simulator.slips).toHaveLength(1);
  });
});

describe('lines that tell less', () => {
  test('a printer without GS r: never called printed, its faults still known', async () => {
    const rig = await readyRig({ lacks: ['marker'] }, { completion: 'none' });
    const error = errorOf(await printed(rig));
    expect(error.code).toBe('outcome-unknown');
    expect(rig.simulator.slips).toHaveLength(1);
    rig.simulator.set({ coverOpen: true });
    await settle();
    expect(errorOf(await printed(rig)).code).toBe('rejected');
  });

  test('a file that gives no answers: it is written to, and nobody claims that it printed', async () => {
    const rig = await newRig(
      { lacks: ['real-time', 'status-back', 'marker', 'names'] },
      {},
      'file:/dev/usb/lp0',
    );
    const started = rig.printer.start();
    await rig.clock.advance(3500);
    await started;
    expect(rig.printer.status().link).toBe('ready');
    expect(canWork(rig.printer.status())).toBe(true);
    expect(errorOf(await printed(rig)).code).toBe('outcome-unknown');
    expect(rig.simulator.slips).toHaveLength(1);
    const before = rig.sent.length;
    await rig.clock.advance(60_000);
    expect(rig.sent).toHaveLength(before);
  });
});
