import { describe, expect, it } from 'vitest';
import { Lane } from '../../../devices/protocol/lane.ts';
import { Listeners } from '../../../devices/protocol/listeners.ts';

describe('listeners', () => {
  it('are told in the order they came, and no more after they have left', () => {
    const listeners = new Listeners<[number]>();
    const heard: string[] = [];
    const off = listeners.add((value) => heard.push(`a${value}`));
    listeners.add((value) => heard.push(`b${value}`));
    listeners.tell(1);
    off();
    off();
    listeners.tell(2);
    expect(heard).toEqual(['a1', 'b1', 'b2']);
    expect(listeners.size).toBe(1);
  });

  it('one that leaves another while being told keeps it from being told', () => {
    const listeners = new Listeners<[]>();
    const heard: string[] = [];
    listeners.add(() => off());
    const off = listeners.add(() => heard.push('left too late'));
    listeners.tell();
    expect(heard).toEqual([]);
  });
});

describe('a lane', () => {
  it('lets one job finish before the next begins, also when it fails', async () => {
    const lane = new Lane();
    const gate = Promise.withResolvers<void>();
    const order: string[] = [];
    const first = lane.run(async () => {
      order.push('first begins');
      await gate.promise;
      order.push('first ends');
      throw new Error('of its own');
    });
    const second = lane.run(async () => {
      order.push('second begins');
      return 2;
    });
    gate.resolve();
    await expect(first).rejects.toThrow('of its own');
    expect(await second).toBe(2);
    await lane.idle();
    expect(order).toEqual(['first begins', 'first ends', 'second begins']);
  });
});
