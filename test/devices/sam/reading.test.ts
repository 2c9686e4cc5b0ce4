import { describe, expect, it } from 'vitest';
import type { CardPresence } from '../../../devices/classes/id-reader.ts';
import type { SamOptions } from '../../../devices/models/sam/settings.ts';
import { foreigner2017, foreigner2023, hmtResident, resident } from './people.ts';
import { virtualRig } from './rigs.ts';

const never = new AbortController().signal;

/** A started reader with a card on the pad, seen. */
const withCard = async (options: SamOptions = {}, card: Parameters<typeof lay>[1] = resident) => {
  const rig = await virtualRig(options);
  const presences: CardPresence[] = [];
  rig.reader.onPresence((presence) => presences.push(presence));
  await rig.reader.start();
  await lay(rig, card);
  return { ...rig, presences };
};

const lay = async (
  rig: Awaited<ReturnType<typeof virtualRig>>,
  card: typeof resident | typeof hmtResident | typeof foreigner2017 | typeof foreigner2023,
): Promise<void> => {
  rig.simulator.layCard(card);
  await rig.clock.advance(300);
};

describe('reading a card', () => {
  it('takes find, select, read and the newest address, in this order, and nothing twice', async () => {
    const { simulator, reader } = await withCard();
    const before = simulator.received.length;
    expect(await reader.read(never)).toMatchObject({ ok: true });
    expect(simulator.received.slice(before)).toEqual(['20 01', '20 02', '30 01', '30 03']);
  });

  it.each([
    ['citizen', resident],
    ['resident of Hong Kong, Macau or Taiwan', hmtResident],
    ['foreigner with a card of 2017', foreigner2017],
    ['foreigner with a card of 2023', foreigner2023],
  ])('the card of a %s is read over the wire', async (_who, card) => {
    const { reader } = await withCard({}, card);
    expect(await reader.read(never)).toMatchObject({
      ok: true,
      value: { kind: card.kind, idNumber: card.number },
    });
  });

  it('the newest address takes the place of the printed one', async () => {
    const { reader, simulator } = await withCard();
    simulator.layCard({ ...resident, newestAddress: '杭州市测试区新样例路9号' });
    expect(await reader.read(never)).toMatchObject({ value: { address: '杭州市测试区新样例路9号' } });
  });

  it('a failure to get the newest address delivers no card with the old one', async () => {
    const { reader, simulator } = await withCard();
    simulator.layCard({ ...resident, newestAddress: '杭州市测试区新样例路9号' });
    simulator.answerNext('30 03', 0x41);
    simulator.answerNext('30 03', 0x41);
    const read = await reader.read(never);
    expect(read).toMatchObject({ ok: false, error: { advice: 'lay-again' } });
    expect(JSON.stringify(read)).not.toContain('样例');
  });

  it('one failure of the newest address is made good by asking again', async () => {
    const { reader, simulator } = await withCard();
    simulator.layCard({ ...resident, newestAddress: '杭州市测试区新样例路9号' });
    simulator.answerNext('30 03', 0x41);
    expect(await reader.read(never)).toMatchObject({ value: { address: '杭州市测试区新样例路9号' } });
  });

  it('a reader that refuses the command for the newest address is asked for it once', async () => {
    const { reader, simulator, clock } = await withCard();
    simulator.module.knowsNewestAddress = false;
    expect(await reader.read(never)).toMatchObject({ ok: true, value: { address: '北京市测试区样例路1号' } });
    simulator.liftCard();
    await clock.advance(300);
    simulator.layCard(hmtResident);
    await clock.advance(300);
    expect(await reader.read(never)).toMatchObject({ ok: true });
    expect(simulator.received.filter((command) => command === '30 03')).toHaveLength(1);
  });

  it('with 30 10 the fingerprint is passed over and goes no further', async () => {
    const fingerprint = new Uint8Array(512).fill(0x5a);
    const { reader, simulator } = await withCard({ readCommand: 'readCardWithFingerprint' });
    simulator.layCard({ ...resident, fingerprint });
    const read = await reader.read(never);
    expect(read).toMatchObject({ ok: true, value: { name: '测试样例' } });
    expect(read.ok && read.value.photo).toEqual(new Uint8Array(1024));
    expect(simulator.received).toContain('30 10');
  });

  it.each([
    [0x32, 'not-accepted'],
    [0x33, 'not-accepted'],
    [0x40, 'not-an-id-card'],
  ] as const)('status %i ends the read without a further attempt: %s', async (sw3, advice) => {
    const { reader, simulator } = await withCard();
    simulator.answerNext('20 02', sw3);
    expect(await reader.read(never)).toMatchObject({ error: { code: 'rejected', advice } });
    expect(simulator.received.filter((command) => command === '20 02')).toHaveLength(1);
  });

  it.each([0x10, 0x24, 0x31, 0x41, 0x47, 0x81])('status %i is tried again at once', async (sw3) => {
    const { reader, simulator } = await withCard();
    simulator.answerNext('20 02', sw3);
    expect(await reader.read(never)).toMatchObject({ ok: true });
  });

  it.each([0x60, 0x66] as const)('status %i in a read faults the reader', async (sw3) => {
    const { reader, simulator } = await withCard();
    simulator.selfTestFailed(sw3);
    expect(await reader.read(never)).toMatchObject({
      error: { advice: 'reader-out-of-order', conditions: [{ code: 'out-of-order', severity: 'error' }] },
    });
    expect(reader.status().link).toBe('faulted');
  });

  it.each([
    ['a damaged chip', { at: 'read', sw3: 0x41 }, 'lay-again', 3],
    ['a forged card', { at: 'select', sw3: 0x32 }, 'not-accepted', 1],
    ['a bus ticket', { at: 'select', sw3: 0x40 }, 'not-an-id-card', 1],
  ] as const)(
    '%s is refused with its own advice, and stays present',
    async (_what, fails, advice, attempts) => {
      const { reader, simulator, clock } = await withCard();
      simulator.layCard({ ...resident, fails });
      const before = simulator.received.length;
      expect(await reader.read(never)).toMatchObject({ ok: false, error: { code: 'rejected', advice } });
      expect(simulator.received.slice(before).filter((command) => command === '20 02')).toHaveLength(
        attempts,
      );
      await clock.advance(300);
      expect(reader.presence()).toBe('present');
      expect(reader.status()).toMatchObject({ link: 'ready', conditions: [] });
    },
  );

  it('two cards at once: found, never to be selected, and the citizen is told to lay one', async () => {
    const { reader, simulator } = await withCard();
    simulator.layCards(resident, hmtResident);
    expect(await reader.read(never)).toMatchObject({ error: { advice: 'several-cards' } });
  });

  it('a wrong check digit is refused, and nothing of the card is told', async () => {
    const { reader, simulator } = await withCard();
    simulator.layCard({ ...resident, number: '110105194912310021' });
    const read = await reader.read(never);
    expect(read).toMatchObject({ ok: false, error: { code: 'rejected', advice: 'not-accepted' } });
    expect(JSON.stringify(read)).not.toMatch(/测试|110105/);
  });

  it('an unknown kind of card is refused as such', async () => {
    const { reader, simulator } = await withCard();
    simulator.layCard({ ...resident, typeFlag: 'Q' });
    expect(await reader.read(never)).toMatchObject({ error: { advice: 'unknown-card-type' } });
  });
});

describe('lost and damaged replies', () => {
  it('a lost reply to "find card" is asked for again within the same read', async () => {
    const { reader, simulator, clock } = await withCard();
    const before = simulator.received.length;
    simulator.dropNextReply();
    const reading = reader.read(never);
    await clock.advance(1000);
    expect(await reading).toMatchObject({ ok: true });
    expect(simulator.received.slice(before, before + 3)).toEqual(['20 01', '20 01', '20 02']);
  });

  it('a damaged reply to the read itself delivers no card and no part of one', async () => {
    const { reader, simulator, clock, presences } = await withCard();
    const reading = reader.read(never);
    const undo = onCommand(simulator, '30 01', () => simulator.corruptNextFrame());
    await clock.advance(20_000);
    undo();
    const read = await reading;
    expect(read).toMatchObject({ ok: false, error: { advice: 'lay-again' } });
    expect(JSON.stringify(read)).not.toMatch(/测试|110105/);
    // The module counts the card as read, so it may lie there unseen.
    expect(presences.at(-1)).toBe('read');
  });

  it('a truncated reply to the read delivers no card, and the next card is read', async () => {
    const { reader, simulator, clock } = await withCard();
    const undo = onCommand(simulator, '30 01', () => simulator.truncateNextFrame());
    const reading = reader.read(never);
    await clock.advance(20_000);
    undo();
    expect(await reading).toMatchObject({ ok: false, error: { advice: 'lay-again' } });
    simulator.liftCard();
    await clock.advance(600);
    simulator.layCard(hmtResident);
    await clock.advance(300);
    expect(await reader.read(never)).toMatchObject({ ok: true, value: { name: '测试港澳' } });
  });

  it('a silent reader never makes a read last longer than ten seconds', async () => {
    const { reader, simulator, clock } = await withCard();
    simulator.silence();
    const began = clock.now();
    let ended = Number.POSITIVE_INFINITY;
    const reading = reader.read(never).finally(() => {
      ended = clock.now();
    });
    await clock.advance(30_000);
    expect(await reading).toMatchObject({ ok: false });
    expect(ended - began).toBeLessThan(10_000);
  });

  it('a read cancelled while the module works leaves the line to its reply before the next command', async () => {
    const { reader, simulator, clock } = await withCard();
    simulator.replyAfter(200);
    const cancel = new AbortController();
    const reading = reader.read(cancel.signal);
    await clock.advance(450);
    expect(simulator.received.at(-1)).toBe('30 01');
    cancel.abort();
    expect(await reading).toMatchObject({ error: { code: 'cancelled' } });
    await clock.advance(149);
    expect(simulator.received.at(-1)).toBe('30 01');
    await clock.advance(1000);
    expect(simulator.received.at(-1)).toBe('20 01');
    expect(simulator.overlaps).toBe(0);
    // Its data came after all: the module counts the card as read.
    expect(reader.presence()).toBe('read');
  });
});

/** Calls back just before the simulator answers this command. */
const onCommand = (
  simulator: Awaited<ReturnType<typeof virtualRig>>['simulator'],
  command: string,
  then: () => void,
): (() => void) => simulator.onCommand((name) => name === command && then());
