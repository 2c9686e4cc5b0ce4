/** Kiosk units that sense a slip in their mouth. */
import { describe, expect, test } from 'vitest';
import { canWork } from '../../../devices/device.ts';
import { replyDecoder } from '../../../devices/models/escpos/replies.ts';
import { afterFullStatus, allClear, conditionsOf } from '../../../devices/models/escpos/status.ts';
import { codes, newRig, printed, readyRig } from './rig.ts';

const poll = 3100;

describe.each(['citizen', 'custom'] as const)('a %s unit', (presenter) => {
  const rigOf = () => readyRig({ mouthSensor: presenter }, { presenter });

  test('tells that a slip was not taken, and that it was', async () => {
    const rig = await rigOf();
    expect(codes(rig.printer.status())).toEqual([]);
    expect((await printed(rig)).ok).toBe(true);
    await rig.clock.advance(poll);
    expect(codes(rig.printer.status())).toEqual(['paper-left']);
    rig.simulator.set({ slipInMouth: false });
    await rig.clock.advance(poll);
    expect(codes(rig.printer.status())).toEqual([]);
  });

  test('prints the next slip although the last one was not taken', async () => {
    const rig = await rigOf();
    await printed(rig);
    await rig.clock.advance(poll);
    expect(canWork(rig.printer.status())).toBe(true);
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips).toHaveLength(2);
  });

  test('still tells the end of the paper, with or without a slip in its mouth', async () => {
    const rig = await rigOf();
    await printed(rig);
    rig.simulator.set({ paper: 'out' });
    await rig.clock.advance(poll);
    expect(codes(rig.printer.status())).toEqual(['paper-out', 'paper-low', 'paper-left']);
    rig.simulator.set({ slipInMouth: false });
    await rig.clock.advance(poll);
    expect(codes(rig.printer.status())).toEqual(['paper-out', 'paper-low']);
  });
});

test('a printer that lacks the sensor works all the same, and never tells a slip', async () => {
  const rig = await newRig({}, { presenter: 'custom' });
  const started = rig.printer.start();
  await rig.clock.advance(10_000);
  await started;
  expect((await printed(rig)).ok).toBe(true);
  await rig.clock.advance(30_000);
  expect(rig.printer.status()).toMatchObject({ link: 'ready', conditions: [] });
});

test('where nobody said that there is a sensor, bit 6 means the end of the paper', async () => {
  const rig = await readyRig({ mouthSensor: 'citizen' });
  await printed(rig);
  await rig.clock.advance(poll);
  expect(codes(rig.printer.status())).toEqual(['paper-out']);
});

describe('the full status', () => {
  const six = Uint8Array.of(0x10, 0x0f, 0x25, 0x02, 0x01, 0xff);

  test('is one reply, however it is cut, and only where it is expected', () => {
    for (let at = 0; at <= six.length; at += 1) {
      const decoder = replyDecoder('custom');
      const frames = [six.subarray(0, at), six.subarray(at)].flatMap((chunk) => decoder.push(chunk).frames);
      expect(frames).toEqual([{ kind: 'full-status', bytes: [0x25, 0x02, 0x01, 0xff] }]);
    }
    expect(
      replyDecoder()
        .push(six)
        .frames.map(({ kind }) => kind),
    ).not.toContain('full-status');
  });

  test('leaves automatic status what it is', () => {
    const { frames } = replyDecoder('custom').push(Uint8Array.of(0x10, 0, 0, 0, 0x18, 0, 0x0f, 0));
    expect(frames.map(({ kind }) => kind)).toEqual(['status-back', 'status-back']);
  });

  test('adds to what the queries told, and takes nothing of it back', () => {
    const told = conditionsOf(afterFullStatus({ ...allClear, coverOpen: true }, [0x20, 0, 0, 0]));
    expect(told.map(({ code }) => code)).toEqual(['cover-open', 'paper-left']);
    const all = conditionsOf(afterFullStatus(allClear, [0x05, 0x01, 0x01, 0]));
    expect(all.map(({ code }) => code)).toEqual(['cover-open', 'paper-out', 'overheated', 'paper-low']);
  });
});
