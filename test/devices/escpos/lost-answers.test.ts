import { describe, expect, test } from 'vitest';
import { errorOf, isJob, longSlip, never, printed, readyRig, ticket } from './rig.ts';

describe('lost and false answers', () => {
  test('a ticket whose reply was lost is not printed twice and not called printed', async () => {
    const rig = await readyRig();
    rig.simulator.dropNextReply('marker');
    const error = errorOf(await printed(rig));
    expect(error.code).toBe('outcome-unknown');
    expect(rig.simulator.slips).toHaveLength(1);
    await rig.clock.advance(60_000);
    expect(rig.simulator.slips).toHaveLength(1);
    expect(rig.sent.filter(isJob)).toHaveLength(1);
  });

  test('a damaged reply is no reply', async () => {
    const rig = await readyRig();
    rig.simulator.corruptNextReply('marker');
    expect(errorOf(await printed(rig)).code).toBe('outcome-unknown');
  });

  test('after a lost reply the next slip is printed as usual', async () => {
    const rig = await readyRig();
    rig.simulator.dropNextReply('marker');
    expect((await printed(rig)).ok).toBe(false);
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips).toHaveLength(2);
  });

  test("a late reply to the slip before is never taken for this slip's", async () => {
    const rig = await readyRig({ millisecondsPerLine: 1000 }, { timing: { probe: 60_000 } });
    const first = rig.printer.print(longSlip, never);
    await rig.clock.advance(16_500);
    expect(errorOf(await first).code).toBe('outcome-unknown');
    // The printer is still at work on the first; its answer comes while the second is being prepared.
    let second: { readonly ok: boolean } | undefined;
    const printing = rig.printer.print(ticket, never).then((outcome) => {
      second = outcome;
    });
    await rig.clock.advance(8000);
    expect(rig.simulator.slips).toHaveLength(1);
    expect(second).toBeUndefined();
    await rig.clock.advance(20_000);
    await printing;
    expect(second).toEqual({ ok: true, value: { printed: true } });
    expect(rig.simulator.slips).toHaveLength(2);
  });

  test('the tail of a status block that lost its head is never taken for the reply', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const printing = rig.printer.print(longSlip, never);
    await rig.clock.advance(500);
    await rig.pair.device.write(Uint8Array.of(0x00, 0x00, 0x00));
    let over = false;
    void printing.then(() => {
      over = true;
    });
    await rig.clock.advance(500);
    expect(over).toBe(false);
    await rig.clock.advance(3000);
    expect((await printing).ok).toBe(true);
  });

  test('the plug pulled in the middle: unknown, and the next slip comes out whole', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const printing = rig.printer.print(longSlip, never);
    await rig.clock.advance(500);
    rig.pair.unplug();
    await rig.clock.advance(2000);
    expect(errorOf(await printing).code).toBe('outcome-unknown');
    rig.simulator.powerCycle();
    rig.simulator.tear();
    rig.pair.plug();
    await rig.simulator.serve(rig.pair.device);
    await rig.clock.advance(15_000);
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips.at(-1)?.text).toEqual(['取号单', 'A001']);
  });

  test('a printer left waiting for the rest of a picture is freed, and eats nothing of the next slip', async () => {
    const rig = await readyRig();
    rig.simulator.dropNextReply('marker');
    expect((await printed(rig)).ok).toBe(false);
    // What a cut cable leaves behind: the head of a picture, and none of its dots.
    await rig.pair.host.write(Uint8Array.of(0x1d, 0x76, 0x30, 0, 72, 0, 120, 0));
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips.at(-1)?.text).toEqual(['取号单', 'A001']);
  });

  test('a printer held up by what went before gets nothing new', async () => {
    const rig = await readyRig({ millisecondsPerLine: 10_000 });
    expect(errorOf(await printed(rig, longSlip)).code).toBe('outcome-unknown');
    const error = errorOf(await printed(rig));
    expect(error.code).toBe('rejected');
    expect(rig.sent.filter(isJob)).toHaveLength(1);
  });
});
