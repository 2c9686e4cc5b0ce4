import { describe, expect, it } from 'vitest';
import { virtualRig } from './rigs.ts';

/** 05.03-20130411-0000000001- and this. */
const numberWithLast = (last: number): readonly number[] => [
  5,
  0,
  3,
  0,
  0x6b,
  0x2a,
  0x33,
  1,
  1,
  0,
  0,
  0,
  last,
  0,
  0,
  0,
];

const timesAsked = (received: readonly string[]): number =>
  received.filter((command) => command === '12 FF').length;

describe("the module's number", () => {
  it('whose reply was lost is asked for again', async () => {
    const { reader, simulator, clock } = await virtualRig();
    const undo = simulator.onCommand((command) => {
      if (command !== '12 FF') return;
      undo();
      simulator.dropNextReply();
    });
    const started = reader.start();
    await clock.advance(300);
    await started;
    expect(reader.samNumber()).toBe('05.03-20130411-0000000001-0000000002');
    await clock.advance(10_000);
    expect(timesAsked(simulator.received)).toBe(2);
  });

  it('of a reader that never tells it is asked for five times, and cards are looked for all the same', async () => {
    const { reader, simulator, clock } = await virtualRig();
    simulator.onCommand((command) => command === '12 FF' && simulator.dropNextReply());
    const started = reader.start();
    await clock.advance(60_000);
    await started;
    expect(timesAsked(simulator.received)).toBe(5);
    expect(simulator.received.filter((command) => command === '20 01').length).toBeGreaterThan(150);
    expect(simulator.received).not.toContain('10 FF');
    expect(reader.status().link).toBe('ready');
    expect(reader.samNumber()).toBeUndefined();
  });

  it('of a reader that refuses to tell it is asked for once', async () => {
    const { reader, simulator, clock } = await virtualRig();
    simulator.answerNext('12 FF', 0x21);
    await reader.start();
    await clock.advance(60_000);
    expect(timesAsked(simulator.received)).toBe(1);
  });

  it('is that of the reader now plugged in, not of the one before', async () => {
    const { reader, simulator, pair, clock } = await virtualRig();
    await reader.start();
    pair.unplug();
    simulator.module.number = numberWithLast(7);
    pair.plug();
    await pair.device.open();
    await clock.advance(1000);
    expect(reader.samNumber()).toBe('05.03-20130411-0000000001-0000000007');
  });
});
