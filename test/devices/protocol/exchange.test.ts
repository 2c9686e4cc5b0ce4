import { describe, expect, it } from 'vitest';
import { searchingDecoder } from '../../../devices/protocol/codec.ts';
import { Exchange, type ExchangeOptions, type Spoiled } from '../../../devices/protocol/exchange.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import type { ByteTransport } from '../../../devices/transports/transport.ts';
import { settle, VirtualClock } from '../support/virtual-clock.ts';

/** A toy protocol: `$`, a letter, `;`. Commands are letters; replies are frames. */
const toy = () =>
  searchingDecoder<string>(3, (bytes) => {
    const [begin, letter, end] = bytes;
    if (begin !== 0x24) return { kind: 'no' };
    if (letter === undefined || end === undefined) return { kind: 'more' };
    return end === 0x3b ? { kind: 'frame', frame: String.fromCharCode(letter), length: 3 } : { kind: 'no' };
  });

const text = (value: string): Uint8Array => Uint8Array.from(Buffer.from(value));

const bench = async (options: ExchangeOptions = {}) => {
  const clock = new VirtualClock();
  const pair = memoryPair('memory:toy');
  await pair.host.open();
  await pair.device.open();
  const sent: string[] = [];
  pair.device.onData((bytes) => sent.push(Buffer.from(bytes).toString()));
  const exchange = new Exchange(pair.host, toy(), clock, options);
  const ask = (command: string, signal?: AbortSignal, accepts?: (frame: string) => boolean) =>
    exchange.request({
      bytes: text(command),
      deadline: 500,
      ...(signal ? { signal } : {}),
      ...(accepts ? { accepts } : {}),
    });
  const answer = (reply: string) => pair.device.write(text(reply));
  return { clock, pair, sent, exchange, ask, answer };
};

describe('an exchange', () => {
  it('gives the reply to the command', async () => {
    const { ask, answer, sent } = await bench();
    const asked = ask('a');
    await settle();
    expect(sent).toEqual(['a']);
    await answer('$A;');
    expect(await asked).toEqual({ ok: true, value: 'A' });
  });

  it('sends the second command only when the first is answered', async () => {
    const { ask, answer, sent, exchange } = await bench();
    const first = ask('a');
    const second = ask('b');
    await settle();
    expect(sent).toEqual(['a']);
    expect(exchange.busy).toBe(true);
    await answer('$A;');
    await settle();
    expect(sent).toEqual(['a', 'b']);
    await answer('$B;');
    expect([await first, await second]).toEqual([
      { ok: true, value: 'A' },
      { ok: true, value: 'B' },
    ]);
    await settle();
    expect(exchange.busy).toBe(false);
  });

  it('silence until the deadline is a timeout, not sooner', async () => {
    const { ask, clock } = await bench();
    let over = false;
    const asked = ask('a').finally(() => {
      over = true;
    });
    await clock.advance(499);
    expect(over).toBe(false);
    await clock.advance(1);
    expect(await asked).toMatchObject({ ok: false, error: { code: 'timeout' } });
  });

  it('noise until the deadline is a malformed reply', async () => {
    const { ask, answer, clock } = await bench();
    const asked = ask('a');
    await settle();
    await answer('?$A');
    await clock.advance(500);
    expect(await asked).toMatchObject({ ok: false, error: { code: 'malformed-reply' } });
  });

  it('a reply hidden behind a false beginning is found at the deadline', async () => {
    const { clock, pair } = await bench();
    const hungry = searchingDecoder<string>(64, (bytes) => {
      if (bytes[0] !== 0x24) return { kind: 'no' };
      const length = (bytes[1] ?? 0) - 0x30;
      return bytes.length < length ? { kind: 'more' } : { kind: 'frame', frame: `${length}`, length };
    });
    const exchange = new Exchange(pair.host, hungry, clock);
    const asked = exchange.request({ bytes: text('a'), deadline: 500 });
    await settle();
    await pair.device.write(text('$Z$5abc'));
    await clock.advance(500);
    expect(await asked).toEqual({ ok: true, value: '5' });
  });

  it('what arrived before the command is not its reply', async () => {
    const { ask, answer, clock } = await bench();
    await answer('$Z;');
    const asked = ask('a');
    await clock.advance(500);
    expect(await asked).toMatchObject({ error: { code: 'timeout' } });
  });

  /** A line whose driver still holds an old frame, and hands it over with the next write unless it is flushed. */
  const lineHoldingOldInput = async () => {
    const { pair, clock, answer } = await bench();
    let held: Uint8Array | undefined = text('$Z;');
    const listeners: ((bytes: Uint8Array) => void)[] = [];
    const transport: ByteTransport = {
      address: pair.host.address,
      isOpen: true,
      open: () => pair.host.open(),
      close: () => pair.host.close(),
      onClose: (listener) => pair.host.onClose(listener),
      onData: (listener) => {
        listeners.push(listener);
        return pair.host.onData(listener);
      },
      flush: async () => {
        held = undefined;
      },
      write: async (bytes) => {
        if (held) for (const listener of listeners) listener(held);
        await pair.host.write(bytes);
      },
    };
    return { transport, clock, answer };
  };

  it.each([
    [true, 'A'],
    [false, 'Z'],
  ])('flushes the line before it sends (%s) unless the device speaks unasked', async (flushFirst, reply) => {
    const { transport, clock, answer } = await lineHoldingOldInput();
    const exchange = new Exchange(transport, toy(), clock, { flushFirst });
    const asked = exchange.request({ bytes: text('a'), deadline: 500 });
    await settle();
    await answer('$A;');
    expect(await asked).toEqual({ ok: true, value: reply });
  });

  it('a frame that cannot be the reply is passed over', async () => {
    const { ask, answer } = await bench();
    const asked = ask('a', undefined, (frame) => frame === 'A');
    await settle();
    await answer('$Z;$A;');
    expect(await asked).toEqual({ ok: true, value: 'A' });
  });

  it('tells how much was thrown away', async () => {
    const spoiled: Spoiled[] = [];
    const { ask, answer } = await bench({ onSpoiled: (what) => spoiled.push(what) });
    const asked = ask('a', undefined, (frame) => frame === 'A');
    await settle();
    await answer('??$Z;$A;$A;');
    await asked;
    expect(spoiled).toEqual([{ bytes: 2, frames: 2 }]);
  });

  it('a closed transport is told at once, without waiting for the deadline', async () => {
    const { ask, pair } = await bench();
    await pair.host.close();
    expect(await ask('a')).toMatchObject({ error: { code: 'disconnected' } });
  });

  it('a transport lost while a command is in flight ends it, and those that wait', async () => {
    const { ask, pair } = await bench();
    const first = ask('a');
    const second = ask('b');
    await settle();
    pair.unplug();
    expect(await first).toMatchObject({ error: { code: 'disconnected' } });
    expect(await second).toMatchObject({ error: { code: 'disconnected' } });
  });

  it('a cancelled command is over for its caller at once, but keeps the line until its reply', async () => {
    const { ask, answer, sent } = await bench();
    const cancel = new AbortController();
    const first = ask('a', cancel.signal);
    const second = ask('b');
    await settle();
    cancel.abort();
    expect(await first).toMatchObject({ error: { code: 'cancelled' } });
    expect(sent).toEqual(['a']);
    await answer('$A;');
    await settle();
    expect(sent).toEqual(['a', 'b']);
    await answer('$B;');
    expect(await second).toEqual({ ok: true, value: 'B' });
  });

  it('a command cancelled before its turn is never sent', async () => {
    const { ask, answer, sent } = await bench();
    const cancel = new AbortController();
    const first = ask('a');
    const second = ask('b', cancel.signal);
    cancel.abort();
    expect(await second).toMatchObject({ error: { code: 'cancelled' } });
    await settle();
    await answer('$A;');
    await first;
    await settle();
    expect(sent).toEqual(['a']);
  });

  it('leaves no timer behind, however it ends', async () => {
    const { ask, answer, clock, pair } = await bench();
    const answered = ask('a');
    await settle();
    await answer('$A;');
    await answered;
    await settle();
    expect(clock.pending).toBe(0);
    const lost = ask('b');
    await settle();
    pair.unplug();
    await lost;
    await settle();
    expect(clock.pending).toBe(0);
  });
});
