import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ByteTransport, CloseReason } from '../../../devices/transports/transport.ts';
import { Heard } from '../support/events.ts';

export type TransportRig = {
  readonly transport: ByteTransport;
  /** Sends from the far side. */
  send(bytes: Uint8Array): Promise<void>;
  /** What the far side has received, all in one. */
  received(): Uint8Array;
  /** Resolves when the far side has received so many bytes in all. */
  receivedAtLeast(count: number): Promise<void>;
  /** The far side dies. */
  die(): Promise<void>;
  /** The far side comes back. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
};

const joined = (chunks: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
const length = (chunks: readonly Uint8Array[]): number =>
  chunks.reduce((sum, chunk) => sum + chunk.length, 0);

/** Every byte value, several times over: nothing on the way may translate any of them. */
const everyByte = Uint8Array.from({ length: 2048 }, (_, index) => index % 256);

export const describeTransport = (name: string, makeRig: () => Promise<TransportRig>): void => {
  describe(`a ${name} transport`, () => {
    let rig: TransportRig;
    let data: Heard<Uint8Array>;
    let closes: Heard<CloseReason>;

    beforeEach(async () => {
      rig = await makeRig();
      data = new Heard();
      closes = new Heard();
      rig.transport.onData(data.listen);
      rig.transport.onClose(closes.listen);
    });

    afterEach(async () => {
      await rig.transport.close();
      await rig.close();
    });

    it('carries every byte value both ways, in order', async () => {
      await rig.transport.open();
      expect(rig.transport.isOpen).toBe(true);
      await rig.transport.write(everyByte);
      await rig.receivedAtLeast(everyByte.length);
      expect(rig.received()).toEqual(everyByte);
      await rig.send(everyByte);
      await data.until((chunks) => length(chunks) >= everyByte.length);
      expect(joined(data.all)).toEqual(everyByte);
    });

    it('keeps the order of writes that were not waited for', async () => {
      await rig.transport.open();
      const writes = Array.from({ length: 50 }, (_, index) =>
        rig.transport.write(Uint8Array.of(index, 0x0d)),
      );
      await Promise.all(writes);
      await rig.receivedAtLeast(100);
      expect(rig.received().filter((_, index) => index % 2 === 0)).toEqual(
        Uint8Array.from({ length: 50 }, (_, index) => index),
      );
    });

    it('refuses to write when closed, and names its address', async () => {
      await expect(rig.transport.write(Uint8Array.of(1))).rejects.toThrow(rig.transport.address);
    });

    it('refuses a second opening, and stays open', async () => {
      await rig.transport.open();
      await expect(rig.transport.open()).rejects.toThrow(rig.transport.address);
      expect(rig.transport.isOpen).toBe(true);
      expect(closes.all).toHaveLength(0);
    });

    it('can be closed any number of times and tells it once', async () => {
      await rig.transport.close();
      expect(closes.all).toHaveLength(0);
      await rig.transport.open();
      await Promise.all([rig.transport.close(), rig.transport.close()]);
      await rig.transport.close();
      expect(closes.all).toEqual([{ kind: 'closed', detail: expect.any(String) }]);
      expect(rig.transport.isOpen).toBe(false);
    });

    it('opens again after a close, with the same listeners and no echo of before', async () => {
      for (let round = 1; round <= 3; round += 1) {
        await rig.transport.open();
        await rig.send(Uint8Array.of(round));
        await data.until((chunks) => length(chunks) === round);
        await rig.transport.close();
        expect(closes.all).toHaveLength(round);
      }
      expect(joined(data.all)).toEqual(Uint8Array.of(1, 2, 3));
    });

    it('an opening cancelled beforehand opens nothing', async () => {
      await expect(rig.transport.open(AbortSignal.abort())).rejects.toThrow(rig.transport.address);
      expect(rig.transport.isOpen).toBe(false);
      await rig.transport.open();
      expect(rig.transport.isOpen).toBe(true);
    });

    it('a close during the opening leaves it closed, and tells no close of what never was open', async () => {
      const opening = rig.transport.open();
      await rig.transport.close();
      await opening.catch(() => undefined);
      expect(rig.transport.isOpen).toBe(false);
      await rig.transport.open();
      expect(rig.transport.isOpen).toBe(true);
    });

    it('tells the death of the far side once, as lost, and a later close adds nothing', async () => {
      await rig.transport.open();
      await rig.die();
      await closes.until((all) => all.length > 0);
      await rig.transport.close();
      expect(closes.all).toEqual([{ kind: 'lost', detail: expect.any(String) }]);
      expect(rig.transport.isOpen).toBe(false);
      await expect(rig.transport.write(Uint8Array.of(1))).rejects.toThrow();
    });

    it('fails to open while the far side is dead, naming the address, and opens when it is back', async () => {
      await rig.transport.open();
      await rig.die();
      await closes.until((all) => all.length > 0);
      await expect(rig.transport.open()).rejects.toThrow(rig.transport.address);
      await rig.comeBack();
      await rig.transport.open();
      await rig.send(Uint8Array.of(7));
      await data.until((chunks) => length(chunks) > 0);
      expect(closes.all).toHaveLength(1);
    });

    it('a listener that was taken off hears nothing more', async () => {
      const other = new Heard<Uint8Array>();
      const off = rig.transport.onData(other.listen);
      await rig.transport.open();
      off();
      await rig.send(Uint8Array.of(1));
      await data.until((chunks) => length(chunks) > 0);
      expect(other.all).toHaveLength(0);
    });

    it('a write pending when the far side dies is settled', async () => {
      await rig.transport.open();
      const big = new Uint8Array(4_000_000);
      const write = rig.transport.write(big).then(
        () => 'taken',
        () => 'refused',
      );
      await rig.die();
      await closes.until((all) => all.length > 0);
      expect(['taken', 'refused']).toContain(await write);
    });

    it('flushing an open or a closed transport does no harm', async () => {
      await rig.transport.flush();
      await rig.transport.open();
      await rig.transport.flush();
      await rig.send(Uint8Array.of(9));
      await data.until((chunks) => length(chunks) > 0);
      expect(joined(data.all)).toEqual(Uint8Array.of(9));
    });
  });
};
