import { describe, expect, it } from 'vitest';
import type { CardPresence } from '../../../devices/classes/id-reader.ts';
import type { SamOptions } from '../../../devices/models/sam/settings.ts';
import { settle } from '../support/virtual-clock.ts';
import { hmtResident, resident } from './people.ts';
import { virtualRig } from './rigs.ts';

const never = new AbortController().signal;

const started = async (options: SamOptions = {}) => {
  const rig = await virtualRig(options);
  const presences: CardPresence[] = [];
  rig.reader.onPresence((presence) => presences.push(presence));
  await rig.reader.start();
  const sinceNow = () => {
    const from = rig.simulator.received.length;
    return () => rig.simulator.received.slice(from);
  };
  return { ...rig, presences, sinceNow };
};

describe('polling', () => {
  it('tests the module, asks its number, then looks for a card every 300 ms', async () => {
    const { simulator, clock } = await started();
    expect(simulator.received).toEqual(['11 FF', '12 FF', '20 01']);
    await clock.advance(299);
    expect(simulator.received).toHaveLength(3);
    await clock.advance(1);
    expect(simulator.received.slice(3)).toEqual(['20 01']);
    await clock.advance(3000);
    expect(simulator.received.slice(3)).toHaveLength(11);
  });

  it('a card that goes on lying unread is told once', async () => {
    const { simulator, clock, presences } = await started();
    simulator.layCard(resident);
    await clock.advance(60_000);
    expect(presences).toEqual(['absent', 'present']);
  });

  it('a card that was read and goes on lying is never told as a new one', async () => {
    const { simulator, clock, presences, reader } = await started();
    simulator.layCard(resident);
    await clock.advance(300);
    await reader.read(never);
    await clock.advance(60_000);
    expect(presences).toEqual(['absent', 'present', 'read']);
    simulator.liftCard();
    await clock.advance(600);
    simulator.layCard(resident);
    await clock.advance(300);
    expect(presences).toEqual(['absent', 'present', 'read', 'present']);
  });

  it('with the presence poll, a card that was read and then lifted is told as absent', async () => {
    const { simulator, clock, presences, reader } = await started({ presencePoll: true });
    simulator.layCard(resident);
    await clock.advance(300);
    await reader.read(never);
    await clock.advance(3000);
    expect(presences.at(-1)).toBe('read');
    simulator.liftCard();
    await clock.advance(300);
    expect(presences.at(-1)).toBe('absent');
  });

  it('a reader that does not know the presence poll is asked once, and its cards stay "read"', async () => {
    const { simulator, clock, presences, reader } = await started({ presencePoll: true });
    simulator.module.knowsManagementNumber = false;
    simulator.layCard(resident);
    await clock.advance(300);
    await reader.read(never);
    await clock.advance(30_000);
    expect(presences.at(-1)).toBe('read');
    expect(simulator.received.filter((command) => command === '30 05')).toHaveLength(1);
  });

  it('a whole day of polling with a thousand cards goes by without a second command in flight', async () => {
    const { simulator, clock, reader } = await started();
    simulator.replyAfter(20);
    for (let card = 0; card < 1000; card += 1) {
      simulator.layCard(card % 2 ? resident : hmtResident);
      await clock.advance(400);
      const reading = reader.read(never);
      await clock.advance(400);
      expect((await reading).ok).toBe(true);
      simulator.liftCard();
      await clock.advance(700);
    }
    expect(simulator.overlaps).toBe(0);
    await reader.stop();
    expect(clock.pending).toBe(0);
  }, 20_000);
});

describe('a reader in trouble', () => {
  it('is reset after three missing replies, and opened anew after five', async () => {
    const { simulator, clock, reader, sinceNow, pair } = await started();
    const since = sinceNow();
    simulator.silence();
    await clock.advance(300 + 500 + 300 + 500);
    expect(reader.status().link).toBe('ready');
    await clock.advance(300 + 500);
    expect(reader.status().link).toBe('absent');
    expect(since()).toEqual(['20 01', '20 01', '20 01', '10 FF']);
    await clock.advance(1000 + 300 + 499);
    expect(pair.host.isOpen).toBe(true);
    await clock.advance(1);
    expect(since().at(-1)).toBe('20 01');
    expect(pair.host.isOpen).toBe(false);
  });

  it('a module that answers to the reset is ready again at once', async () => {
    const { simulator, clock, reader, sinceNow } = await started();
    const since = sinceNow();
    simulator.silence();
    simulator.onCommand((command) => command === '10 FF' && simulator.silence(false));
    await clock.advance(2400);
    expect(since()).toEqual(['20 01', '20 01', '20 01', '10 FF']);
    expect(reader.status().link).toBe('ready');
  });

  it('after a reset the pad is unknown, and what is found then is told', async () => {
    const { simulator, clock, presences, reader } = await started();
    simulator.layCard(resident);
    await clock.advance(300);
    await reader.read(never);
    simulator.silence();
    await clock.advance(2400);
    expect(presences.at(-1)).toBe('unknown');
    simulator.silence(false);
    await clock.advance(30_000);
    // The reset module has forgotten that it read this card.
    expect(presences.at(-1)).toBe('present');
  });

  it('an unplugged reader is tried again after 1, 2, 5, 10 and 10 seconds, and after an answer from 1 again', async () => {
    const { clock, reader, pair } = await started();
    const attempts: number[] = [];
    const open = pair.host.open.bind(pair.host);
    pair.host.open = (signal) => {
      attempts.push(clock.now());
      return open(signal);
    };
    pair.unplug();
    const from = clock.now();
    await clock.advance(30_000);
    expect(attempts.map((at) => at - from)).toEqual([1000, 3000, 8000, 18_000, 28_000]);
    expect(reader.status()).toMatchObject({ link: 'absent' });
    pair.plug();
    await pair.device.open();
    await clock.advance(8000);
    expect(reader.status().link).toBe('ready');
    pair.unplug();
    const again = clock.now();
    await clock.advance(1000);
    expect((attempts.at(-1) ?? 0) - again).toBe(1000);
  });

  it('a port that opens with nothing behind it does not make the back-off begin anew', async () => {
    const rig = await virtualRig();
    rig.simulator.silence();
    const started = rig.reader.start();
    await rig.clock.advance(500);
    await started;
    expect(rig.reader.status()).toMatchObject({
      link: 'absent',
      detail: expect.stringContaining('no reply'),
    });
    await rig.clock.advance(60_000);
    const before = rig.simulator.received.length;
    await rig.clock.advance(60_000);
    // With 10 s between openings and a ladder of five commands: well under one command a second.
    expect(rig.simulator.received.length - before).toBeLessThan(40);
  });

  it('a module out of order is tested again every 3 s and not polled for cards', async () => {
    const { simulator, clock, reader, sinceNow } = await started();
    simulator.selfTestFailed(0x60);
    await clock.advance(300);
    expect(reader.status().link).toBe('faulted');
    const since = sinceNow();
    await clock.advance(9000);
    expect(since()).toEqual(['11 FF', '11 FF', '11 FF']);
    simulator.selfTestFailed(undefined);
    await clock.advance(3000);
    expect(reader.status()).toMatchObject({ link: 'ready', conditions: [] });
  });

  it('a garbled line is told, does not stop the work, and is forgotten after six quiet seconds', async () => {
    const { simulator, clock, reader } = await started();
    simulator.garbageBefore(Uint8Array.of(0xde, 0xad, 0xaa));
    await clock.advance(300);
    expect(reader.status()).toMatchObject({ link: 'ready', conditions: [{ code: 'garbled' }] });
    await clock.advance(5700);
    expect(reader.status().conditions).toHaveLength(1);
    await clock.advance(600);
    expect(reader.status().conditions).toHaveLength(0);
  });

  it('nothing but garbage is a faulted reader, not an absent one', async () => {
    const { simulator, clock, reader } = await started();
    simulator.corruptNextFrame(1000);
    await clock.advance(2400);
    expect(reader.status()).toMatchObject({ link: 'faulted', conditions: [{ code: 'garbled' }] });
  });

  it('a reader that sends nothing but rubbish stays faulted however often it is opened anew, until it falls silent', async () => {
    const { clock, reader, simulator } = await started();
    simulator.corruptNextFrame(100_000);
    await clock.advance(2_000);
    const links = new Set<string>();
    reader.onStatus(({ link }) => links.add(link));
    await clock.advance(120_000);
    expect(reader.status()).toMatchObject({ link: 'faulted', conditions: [{ code: 'garbled' }] });
    expect(reader.status().detail).toContain('make no sense');
    expect(links).not.toContain('absent');
    simulator.silence();
    await clock.advance(30_000);
    expect(reader.status().link).toBe('absent');
    simulator.silence(false);
    simulator.corruptNextFrame(0);
    await clock.advance(30_000);
    expect(reader.status().link).toBe('ready');
  });

  it('a late reply to one command is not taken for the reply to the next', async () => {
    const { simulator, clock, reader } = await started();
    simulator.layCard(resident);
    await clock.advance(300);
    // The first find answers after 600 ms, past its deadline of 500, in the middle of the select that follows the second.
    const delays = new Map([
      ['20 01', [600, 0]],
      ['20 02', [200]],
    ]);
    simulator.onCommand((command) => simulator.replyAfter(delays.get(command)?.shift() ?? 0));
    const reading = reader.read(never);
    await clock.advance(20_000);
    expect(await reading).toMatchObject({ ok: true });
    expect(reader.status()).toMatchObject({ link: 'ready', conditions: [] });
  });

  it('a stopped reader leaves no timer, no open port and says nothing more', async () => {
    const { clock, reader, pair, simulator } = await started();
    await reader.stop();
    expect(clock.pending).toBe(0);
    expect(pair.host.isOpen).toBe(false);
    const commands = simulator.received.length;
    await clock.advance(60_000);
    await settle();
    expect(simulator.received).toHaveLength(commands);
  });

  it('a reader stopped while it waits to open again stays stopped', async () => {
    const { clock, reader, pair } = await started();
    pair.unplug();
    await clock.advance(500);
    await reader.stop();
    pair.plug();
    await clock.advance(60_000);
    expect(reader.status().link).toBe('absent');
    expect(pair.host.isOpen).toBe(false);
    expect(clock.pending).toBe(0);
  });
});
