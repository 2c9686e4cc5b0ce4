import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardPresence, IdReader } from '../../../devices/classes/id-reader.ts';
import type { DeviceStatus } from '../../../devices/device.ts';
import type { SamSimulator } from '../../../devices/models/sam/simulator.ts';
import { hmtResident, resident } from '../sam/people.ts';
import { Heard, whenStatus } from '../support/events.ts';

export type IdReaderRig = {
  /** Not started; its timings short enough for a test. */
  readonly reader: IdReader;
  readonly simulator: SamSimulator;
  /** Stops what the rig itself holds. */
  close(): Promise<void>;
};

const never = new AbortController().signal;

/** What every ID card reader promises, on whatever line. */
export const describeIdReader = (line: string, makeRig: () => Promise<IdReaderRig>): void => {
  describe(`an ID card reader on ${line}`, () => {
    let rig: IdReaderRig;
    let presences: Heard<CardPresence>;
    let statuses: Heard<DeviceStatus>;

    beforeEach(async () => {
      rig = await makeRig();
      presences = new Heard();
      statuses = new Heard();
      rig.reader.onPresence(presences.listen);
      rig.reader.onStatus(statuses.listen);
    });

    afterEach(async () => {
      await rig.reader.stop();
      expect(rig.simulator.overlaps).toBe(0);
      await rig.close();
    });

    const cardIsPresent = async (): Promise<void> => {
      const edges = presences.all.length;
      rig.simulator.layCard(resident);
      await presences.until((all) => all.slice(edges).includes('present'));
    };

    it('is absent before the start, ready after it, and has told its module number', async () => {
      expect(rig.reader.status().link).toBe('absent');
      await rig.reader.start();
      expect(rig.reader.status()).toMatchObject({ link: 'ready', conditions: [] });
      expect(rig.reader.samNumber()).toBe('05.03-20130411-0000000001-0000000002');
      expect(rig.reader.presence()).toBe('absent');
    });

    it('starts without a reader, says that it is absent, and finds it when it comes', async () => {
      rig.simulator.unplug();
      await rig.reader.start();
      expect(rig.reader.status().link).toBe('absent');
      rig.simulator.plug();
      await whenStatus(rig.reader, ({ link }) => link === 'ready');
    });

    it('tells a card that is laid, and delivers it whole', async () => {
      await rig.reader.start();
      await cardIsPresent();
      const read = await rig.reader.read(never);
      expect(read).toMatchObject({ ok: true, value: { name: '测试样例', idNumber: '11010519491231002X' } });
      expect(read.ok && read.value.photo).toHaveLength(1024);
      expect(rig.reader.presence()).toBe('read');
      expect(statuses.all.map(({ link }) => link)).toContain('busy');
    });

    it('tells a card that is lifted without having been read', async () => {
      await rig.reader.start();
      await cardIsPresent();
      rig.simulator.liftCard();
      await presences.until((all) => all.at(-1) === 'absent');
    });

    it('a card that was read stays "read", lying or lifted, and the next card laid is a new one', async () => {
      await rig.reader.start();
      await cardIsPresent();
      await rig.reader.read(never);
      rig.simulator.liftCard();
      rig.simulator.layCard(hmtResident);
      await presences.until((all) => all.filter((presence) => presence === 'present').length === 2);
      expect(presences.all.slice(-3)).toEqual(['present', 'read', 'present']);
      expect(await rig.reader.read(never)).toMatchObject({ value: { idNumber: '810000199901010014' } });
    });

    it('a read without a card asks to lay it again, and breaks nothing', async () => {
      await rig.reader.start();
      expect(await rig.reader.read(never)).toMatchObject({
        error: { code: 'rejected', advice: 'lay-again' },
      });
      expect(rig.reader.status().link).toBe('ready');
    });

    it('a second read while one goes on is refused as busy', async () => {
      await rig.reader.start();
      await cardIsPresent();
      const first = rig.reader.read(never);
      expect(await rig.reader.read(never)).toMatchObject({ error: { code: 'busy' } });
      expect(await first).toMatchObject({ ok: true });
    });

    it('a read that fails on the way is repeated by itself while the card lies', async () => {
      await rig.reader.start();
      await cardIsPresent();
      rig.simulator.answerNext('30 01', 0x41);
      expect(await rig.reader.read(never)).toMatchObject({ ok: true, value: { name: '测试样例' } });
    });

    it('a card pulled away while it is read is not delivered in part', async () => {
      await rig.reader.start();
      await cardIsPresent();
      rig.simulator.pullDuringRead();
      const read = await rig.reader.read(never);
      expect(read).toMatchObject({ ok: false, error: { advice: 'lay-again' } });
      expect(read).not.toHaveProperty('value');
    });

    it('a cancelled read ends at once, and the reader goes on', async () => {
      await rig.reader.start();
      await cardIsPresent();
      const cancel = new AbortController();
      rig.simulator.replyAfter(5);
      const reading = rig.reader.read(cancel.signal);
      cancel.abort();
      expect(await reading).toMatchObject({ error: { code: 'cancelled' } });
      rig.simulator.replyAfter(0);
      expect(await rig.reader.read(never)).toMatchObject({ ok: true });
    });

    it('a module that is out of order is faulted, says so to the citizen, and recovers', async () => {
      rig.simulator.selfTestFailed(0x66);
      await rig.reader.start();
      expect(rig.reader.status()).toMatchObject({
        link: 'faulted',
        conditions: [{ code: 'out-of-order', severity: 'error', detail: 'SW3=66 module not authorised' }],
      });
      expect(await rig.reader.read(never)).toMatchObject({ error: { advice: 'reader-out-of-order' } });
      rig.simulator.selfTestFailed(undefined);
      await whenStatus(rig.reader, ({ link, conditions }) => link === 'ready' && conditions.length === 0);
      await presences.until((all) => all.at(-1) === 'absent');
      expect(rig.reader.samNumber()).toBeDefined();
    });

    it('an unplugged reader is absent, knows nothing of the pad, and comes back by itself', async () => {
      await rig.reader.start();
      await cardIsPresent();
      rig.simulator.unplug();
      await whenStatus(rig.reader, ({ link }) => link === 'absent');
      expect(rig.reader.presence()).toBe('unknown');
      expect(await rig.reader.read(never)).toMatchObject({
        error: { code: 'disconnected', advice: 'reader-out-of-order' },
      });
      rig.simulator.plug();
      await whenStatus(rig.reader, ({ link }) => link === 'ready');
      await presences.until((all) => all.at(-1) === 'present');
      expect(await rig.reader.read(never)).toMatchObject({ ok: true });
    });

    it('a reader that falls silent is absent, and ready again when it answers', async () => {
      await rig.reader.start();
      rig.simulator.silence();
      await whenStatus(rig.reader, ({ link }) => link === 'absent');
      rig.simulator.silence(false);
      await whenStatus(rig.reader, ({ link }) => link === 'ready');
    });

    it('noise on the line is told as garbled, and cards are read all the same', async () => {
      await rig.reader.start();
      await cardIsPresent();
      rig.simulator.garbageBefore(Uint8Array.of(0x00, 0xff, 0xaa, 0xaa));
      expect(await rig.reader.read(never)).toMatchObject({ ok: true });
      expect(rig.reader.status()).toMatchObject({
        link: 'ready',
        conditions: [{ code: 'garbled', severity: 'warning' }],
      });
    });

    it('a reply that comes in many small pieces is one reply', async () => {
      await rig.reader.start();
      await cardIsPresent();
      rig.simulator.splitWrites({ chunk: 64, pause: 0 });
      expect(await rig.reader.read(never)).toMatchObject({ ok: true });
    });

    it('can be stopped while it reads, stays silent after, and be started again', async () => {
      await rig.reader.start();
      await cardIsPresent();
      const reading = rig.reader.read(never);
      await rig.reader.stop();
      expect(await reading).toMatchObject({ ok: false, error: { code: 'disconnected' } });
      expect(rig.reader.status().link).toBe('absent');
      const commands = rig.simulator.received.length;
      await new Promise((resolve) => setImmediate(resolve));
      expect(rig.simulator.received).toHaveLength(commands);
      await rig.reader.start();
      expect(rig.reader.status().link).toBe('ready');
    });
  });
};
