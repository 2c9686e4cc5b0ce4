import { describe, expect, it } from 'vitest';
import { openDoor } from '../../renderer/client.ts';
import { fakeCore } from './fake-core.ts';
import { snapshotOf } from './fixtures.ts';

const version = (number: number) => ({ ...snapshotOf('home'), version: number });

describe('the only door', () => {
  it('shows the snapshot that the core greets with', async () => {
    const core = fakeCore({ hello: () => version(5) });
    const door = openDoor(core.open, core.timers);
    expect(door.state().connection).toBe('connecting');
    await core.accept();
    expect(door.state()).toMatchObject({ connection: 'open', snapshot: { version: 5 } });
  });

  it('never draws an older snapshot over a newer one', async () => {
    const core = fakeCore({ hello: () => version(5) });
    const door = openDoor(core.open, core.timers);
    await core.accept();
    await core.tell(version(7));
    await core.tell(version(6));
    expect(door.state().snapshot?.version).toBe(7);
  });

  it('draws nothing that the contract does not know', async () => {
    const core = fakeCore({ hello: () => version(5) });
    const door = openDoor(core.open, core.timers);
    await core.accept();
    await core.tell({ ...version(9), screen: { name: 'elsewhere' } });
    expect(door.state().snapshot?.version).toBe(5);
  });

  it('tries again after a loss, each time a little later, and takes what the core then shows', async () => {
    const core = fakeCore({ hello: () => version(1) });
    const door = openDoor(core.open, core.timers);
    await core.accept();
    core.close('lost');
    expect(door.state().connection).toBe('lost');
    core.passTimers();
    core.close('lost');
    core.passTimers();
    expect(core.waits).toEqual([250, 500]);
    await core.accept();
    expect(door.state()).toMatchObject({ connection: 'open', snapshot: { version: 1 } });
  });

  it('stays away once a newer window has taken over, and keeps nothing of the visit', async () => {
    const core = fakeCore({ hello: () => version(1) });
    const door = openDoor(core.open, core.timers);
    await core.accept();
    core.close('replaced');
    expect(door.state()).toEqual({ connection: 'replaced', snapshot: null });
    expect(core.waits).toEqual([]);
  });

  it('passes intents on as they are, and sends nothing that is none', async () => {
    const core = fakeCore({ hello: () => version(1) });
    const door = openDoor(core.open, core.timers);
    await core.accept();
    door.intend({ kind: 'choose', id: 'ticket', screenId: 1 });
    door.intend({ kind: 'choose', id: 'x'.repeat(500), screenId: 1 });
    await core.settled();
    expect(core.asked('intend')).toEqual([{ kind: 'choose', id: 'ticket', screenId: 1 }]);
  });

  it('tells of painted frames once in five seconds', async () => {
    const core = fakeCore({ hello: () => version(1) });
    const door = openDoor(core.open, core.timers);
    await core.accept();
    for (const at of [0, 1000, 4999, 5000, 5001]) {
      core.at(at);
      door.painted();
    }
    await core.settled();
    expect(core.asked('painted')).toHaveLength(2);
  });

  it('answers null where what was masked is gone', async () => {
    const core = fakeCore({ hello: () => version(1), reveal: () => null });
    const door = openDoor(core.open, core.timers);
    await core.accept();
    expect(await door.reveal('r1')).toBeNull();
  });
});
