import { describe, expect, it } from 'vitest';
import { hidLengthPrefixed } from '../../../devices/transports/hid-length-prefixed.ts';
import type { CloseReason } from '../../../devices/transports/transport.ts';
import { describeTransport, type TransportRig } from '../conformance/byte-transport.ts';
import { countedReportsDevice } from '../support/counted-reports.ts';
import { Heard } from '../support/events.ts';
import { settle } from '../support/virtual-clock.ts';

describeTransport('counted HID reports', async (): Promise<TransportRig> => {
  const device = await countedReportsDevice('hid:0425:8159');
  const heard = new Heard<Uint8Array>();
  device.onData(heard.listen);
  const received = () => Uint8Array.from(heard.all.flatMap((chunk) => [...chunk]));
  return {
    transport: hidLengthPrefixed(device.port),
    send: device.send,
    received,
    receivedAtLeast: async (count) => {
      await heard.until((all) => all.reduce((sum, chunk) => sum + chunk.length, 0) >= count);
    },
    die: async () => device.unplug(),
    comeBack: device.plug,
    close: device.close,
  };
});

const bench = async () => {
  const device = await countedReportsDevice('hid:0425:8159');
  const transport = hidLengthPrefixed(device.port);
  const data: number[][] = [];
  transport.onData((bytes) => data.push([...bytes]));
  await transport.open();
  return { device, transport, data };
};

const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index + 1);
const zeros = (count: number): number[] => Array<number>(count).fill(0);

describe('counted HID reports', () => {
  it('a short write is one report: no number, its count, its bytes, and zeros up to 64', async () => {
    const { device, transport } = await bench();
    await transport.write(Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69));
    await settle();
    expect(device.written.map((report) => [...report])).toEqual([
      [0, 5, 0xaa, 0xaa, 0xaa, 0x96, 0x69, ...zeros(58)],
    ]);
  });

  it('a long write goes out in reports of 63 bytes, the last one padded', async () => {
    const { device, transport } = await bench();
    await transport.write(counting(130));
    await settle();
    const bytes = [...counting(130)];
    expect(device.written.map((report) => [...report])).toEqual([
      [0, 63, ...bytes.slice(0, 63)],
      [0, 63, ...bytes.slice(63, 126)],
      [0, 4, ...bytes.slice(126), ...zeros(59)],
    ]);
  });

  it('exactly 63 bytes are one report, and nothing at all is none', async () => {
    const { device, transport } = await bench();
    await transport.write(new Uint8Array(0));
    await transport.write(counting(63));
    await settle();
    expect(device.written.map((report) => report.length)).toEqual([65]);
  });

  it('two writes at once do not mix their reports', async () => {
    const { device, transport } = await bench();
    await Promise.all([
      transport.write(new Uint8Array(100).fill(1)),
      transport.write(new Uint8Array(100).fill(2)),
    ]);
    await settle();
    expect(device.written.map((report) => report[2])).toEqual([1, 1, 2, 2]);
  });

  it('hands on what is counted and none of the padding, also where the content is zeros', async () => {
    const { device, data } = await bench();
    await device.sendReport(Uint8Array.from([3, 0, 0, 7, ...zeros(60)]));
    await device.sendReport(Uint8Array.from([0, ...zeros(63)]));
    await device.sendReport(Uint8Array.from([1, 9, ...Array<number>(62).fill(0xee)]));
    await settle();
    expect(data).toEqual([[0, 0, 7], [9]]);
  });

  it('takes a report that the system has cut to its content', async () => {
    const { device, data } = await bench();
    await device.sendReport(Uint8Array.of(2, 5, 6));
    await settle();
    expect(data).toEqual([[5, 6]]);
  });

  it.each([
    ['counts more than it can hold', [64, ...zeros(63)]],
    ['counts more than came', [5, 1, 2]],
  ])('a report that %s is handed on as the noise that it is', async (_, report) => {
    const { device, data } = await bench();
    await device.sendReport(Uint8Array.from(report));
    await settle();
    expect(data).toEqual([report]);
  });

  it('a device pulled in the middle of a long write refuses it and is told as lost, once', async () => {
    const { device, transport } = await bench();
    const closes: CloseReason[] = [];
    transport.onClose((reason) => closes.push(reason));
    device.onData(() => device.unplug());
    await expect(transport.write(counting(250))).rejects.toThrow('hid:0425:8159');
    expect(closes.map(({ kind }) => kind)).toEqual(['lost']);
    expect(device.port.isOpen).toBe(false);
  });

  it('a device that is not there when it is opened leaves nothing behind, and opens later', async () => {
    const device = await countedReportsDevice('hid:0425:8159');
    const transport = hidLengthPrefixed(device.port);
    const data: number[] = [];
    transport.onData((bytes) => data.push(...bytes));
    device.unplug();
    await expect(transport.open()).rejects.toThrow('hid:0425:8159');
    await device.plug();
    await transport.open();
    await device.send(Uint8Array.of(1));
    await settle();
    expect(data).toEqual([1]);
  });
});
