import { describe, expect, it } from 'vitest';
import type { CaptureEvent } from '../../../devices/protocol/capture.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import { recorded } from '../../../devices/transports/recorder.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import { describeTransport, type TransportRig } from '../conformance/byte-transport.ts';
import { Heard } from '../support/events.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

describeTransport('recorded', async (): Promise<TransportRig> => {
  const pair = memoryPair();
  await pair.device.open();
  const heard = new Heard<Uint8Array>();
  pair.device.onData(heard.listen);
  const all = () => Uint8Array.from(heard.all.flatMap((chunk) => [...chunk]));
  return {
    transport: recorded(pair.host, systemClock, () => {}),
    send: (bytes) => pair.device.write(bytes),
    received: all,
    receivedAtLeast: async (count) => {
      await heard.until(() => all().length >= count);
    },
    die: async () => pair.unplug(),
    comeBack: async () => {
      pair.plug();
      await pair.device.open();
    },
    close: () => pair.device.close(),
  };
});

describe('a recorded transport', () => {
  it('tells everything in its order and time', async () => {
    const clock = new VirtualClock(5000);
    const pair = memoryPair('memory:a');
    const events: CaptureEvent[] = [];
    const transport = recorded(pair.host, clock, (event) => events.push(event));
    await pair.device.open();
    pair.unplug();
    await expect(transport.open()).rejects.toThrow('memory:a');
    pair.plug();
    await pair.device.open();
    await clock.advance(100);
    await transport.open();
    pair.device.onData(() => void pair.device.write(Uint8Array.of(2)));
    await transport.write(Uint8Array.of(1));
    await clock.advance(50);
    pair.unplug();
    expect(events).toEqual([
      { ms: 0, is: 'refused', detail: expect.stringContaining('nothing is plugged in') },
      { ms: 100, is: 'opened' },
      { ms: 100, is: 'sent', bytes: Uint8Array.of(1) },
      { ms: 100, is: 'received', bytes: Uint8Array.of(2) },
      { ms: 150, is: 'lost', detail: 'the plug was pulled' },
    ]);
  });
});
